// Renders the guide's platform: a tree without faults, from which mutations of an audit start.

import type { AuditInput } from '@llmflow/audit'
import { isJson, type Json, type Plan, type RenderedFile } from '@llmflow/spec'

import { exampleOf } from '../mutate/examples.js'
import { planTexts, realWorld } from '../pipeline.js'

/** A file as the object that it is printed from. */
type TreeFile = { readonly name: string; readonly object: Json }

export type Tree = { readonly files: readonly TreeFile[]; readonly registry: string | undefined }

export function guideTree(): Tree {
  const { plan } = planTexts(exampleOf('guide-production'), realWorld)
  if (plan === undefined) return { files: [], registry: undefined }
  return {
    files: [...realWorld.render(plan).files.flatMap(fileOf), nodesOf(plan)],
    registry: plan.registry?.host,
  }
}

export const inputOf = ({ files, registry }: Tree): AuditInput => ({
  files,
  isComplete: true,
  ...(registry === undefined ? {} : { registry }),
})

const fileOf = ({ path, object }: RenderedFile): readonly TreeFile[] =>
  isJson(object) ? [{ name: path, object }] : []

/** The nodes as the cluster would list them: without them nothing says which taints there are. */
function nodesOf({ nodes, pools }: Plan): TreeFile {
  const items = Object.entries(nodes).flatMap(([name, { pool }]): Json[] => {
    const planned = pools[pool]
    if (planned === undefined || planned.kind === 'hosts') return []
    const { labels, taints } = planned
    return [
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
        spec: { taints: isJson(taints) ? taints : [] },
        status: {},
      },
    ]
  })
  return { name: 'nodes.yaml', object: { apiVersion: 'v1', kind: 'List', items } }
}
