// Says how each target is rendered, what is applied of it in the end, and what stands beside it.

import type { Files, Plan, RenderedFile, Target } from '@llmflow/spec'
import { renderCompose } from './compose/render.js'
import { renderHelm } from './helm/render.js'
import { renderHosts } from './hosts/render.js'
import { renderKubernetes } from './kubernetes/render.js'

/** Plans by the name of their environment. */
export type Environments = { readonly [name: string]: Plan }

type Renderer = {
  readonly render: (plan: Plan, environments: Environments) => Files
  /** What is applied in the end: a chart is nothing until Helm has made objects of it. */
  readonly applied: (plan: Plan) => Files
  /** What is read with the files when they are judged: machines have a cluster beside them. */
  readonly beside: (plan: Plan) => readonly RenderedFile[]
}

const nothing = (): readonly RenderedFile[] => []

export const renderers: { readonly [T in Target]: Renderer } = {
  kubernetes: { render: renderKubernetes, applied: renderKubernetes, beside: nothing },
  helm: { render: renderHelm, applied: renderKubernetes, beside: nothing },
  compose: { render: renderCompose, applied: renderCompose, beside: nothing },
  hosts: {
    render: renderHosts,
    applied: renderHosts,
    beside: (plan) => renderKubernetes(plan).files,
  },
}

/** Whether there is anything to prepare on machines: one has an address. */
export const hasMachines = ({ nodes }: Plan): boolean =>
  Object.values(nodes).some(({ address }) => address !== undefined)

/** Every tree that is applied when this one is, with its plan: a chart is installed in every environment. */
export function appliedTrees(
  files: Files,
  plan: Plan,
  environments: Environments,
): readonly { readonly plan: Plan; readonly files: Files }[] {
  const { render, applied } = renderers[files.target]
  return applied === render
    ? [{ plan, files }]
    : [plan, ...Object.values(environments)].map((one) => ({ plan: one, files: applied(one) }))
}
