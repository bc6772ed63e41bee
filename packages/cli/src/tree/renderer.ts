// Loads what renders a target for the commands that need files, which the others do without.

import type { Files, Plan, Target } from '@llmflow/spec'

/** Plans by the name of their environment. */
export type Environments = { readonly [name: string]: Plan }

type Renderer = {
  readonly render: (plan: Plan, environments: Environments) => Files
  /** What is applied in the end: a chart is nothing until Helm has made objects of it. */
  readonly applied: (plan: Plan) => Files
}

export async function loadRenderer(target: Target): Promise<Renderer> {
  const { renderCompose, renderHelm, renderHosts, renderKubernetes } =
    await import('@llmflow/render')
  return {
    kubernetes: { render: renderKubernetes, applied: renderKubernetes },
    helm: { render: renderHelm, applied: renderKubernetes },
    compose: { render: renderCompose, applied: renderCompose },
    hosts: { render: renderHosts, applied: renderHosts },
  }[target]
}
