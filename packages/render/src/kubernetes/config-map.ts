// Builds the ConfigMap that holds a workload's files.

import type { Plan, Workload } from '@llmflow/spec'
import type { ConfigMap } from 'kubernetes-types/core/v1.js'
import { filesOf } from '../mounted-files.js'
import { type Hash, hashed } from '../template/template.js'
import { resolveText } from '../text.js'
import { clusterNaming } from './naming.js'
import { metadataOf, type Named } from './object.js'

export const filesName = ({ id }: Workload): string => `${id}-files`

export function buildFilesConfigMap(plan: Plan, workload: Workload): Named<ConfigMap> | undefined {
  if (workload.runsOn !== 'cluster' || filesOf(workload).length === 0) return undefined
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(workload, filesName(workload)),
    data: Object.fromEntries(contentsOf(plan, workload)),
  }
}

/** A hash of every file's key and content; undefined where there is none. */
export function filesHash(plan: Plan, workload: Workload): Hash | undefined {
  const contents = contentsOf(plan, workload)
  return contents.length === 0 ? undefined : hashed(contents, 16)
}

const contentsOf = (plan: Plan, workload: Workload): (readonly [key: string, content: string])[] =>
  filesOf(workload).map(
    ({ key, file }) => [key, resolveText(plan, clusterNaming, file.content)] as const,
  )
