// Finds Cilium settings without the one that they rest on, in values, in its ConfigMap and in cluster files.

import { ciliumMasquerade } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'
import { leavesOf } from '../graph/leaves.js'

export const masqueradeWithoutBase: AuditRule = (graph) => rootsIn(graph).flatMap(inRoot)

/** Files that may hold all settings of Cilium. A chart's defaults have no base either. */
function rootsIn({ values, addons, objects }: Graph): readonly Field[] {
  return [
    ...values.map(({ root }) => root),
    ...addons.map((addon) => addon.values),
    ...objects
      .filter(
        ({ kind, name }) =>
          kind === 'ClusterConfiguration' || (kind === 'ConfigMap' && name === 'cilium-config'),
      )
      .map(({ field }) => field),
  ]
}

const plain = (path: readonly string[]): string =>
  path
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

const isOff = (text = ''): boolean => /^(false|disabled|off|no)$/i.test(text)

function inRoot(root: Field): readonly Diagnostic[] {
  const { setting, needs, software, id, problem, remedy } = ciliumMasquerade
  const settings = leavesOf(root).map(({ path, field }) => ({ name: plain(path), field }))
  const endsIn = (names: readonly string[]) =>
    settings.filter(
      ({ name, field }) => names.some((end) => name.endsWith(end)) && !isOff(field.text),
    )
  if (endsIn(needs).length > 0) return []
  return endsIn(setting).map(({ field }) =>
    diagnostic('software/known-problem', field.keyPlace, {
      software,
      version: '',
      id,
      problem,
      remedy,
    }),
  )
}
