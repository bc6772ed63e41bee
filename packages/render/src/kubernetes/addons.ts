// Lists the charts that others publish: the values of each, and the order in which they are installed.

import type { Addon, Plan, RenderedFile } from '@llmflow/spec'
import { fileOf } from '../file.js'

export function addonFiles({ addons }: Plan): readonly RenderedFile[] {
  const all = Object.values(addons)
  if (all.length === 0) return []
  return [
    ...all.map((addon) => fileOf(valuesPath(addon), addon.values)),
    fileOf('addons/install.yaml', { addons: inOrder(all).map(entryOf) }),
  ]
}

const valuesPath = ({ name }: Addon): string => `addons/${name}/values.yaml`

const entryOf = (addon: Addon): object => ({
  name: addon.name,
  chart: addon.chart,
  repository: addon.repository,
  version: addon.version,
  ...(addon.digest === undefined ? {} : { digest: addon.digest }),
  namespace: addon.namespace,
  values: valuesPath(addon).replace(/^addons\//, ''),
  after: addon.after,
})

/** Each after those that it needs; otherwise in the plan's order. */
function inOrder(addons: readonly Addon[]): readonly Addon[] {
  const byName = new Map(addons.map((addon) => [addon.name, addon]))
  const ordered = new Set<Addon>()
  const visiting = new Set<Addon>()
  const visit = (addon: Addon): void => {
    if (ordered.has(addon) || visiting.has(addon)) return
    visiting.add(addon)
    for (const name of addon.after) {
      const earlier = byName.get(name)
      if (earlier !== undefined) visit(earlier)
    }
    ordered.add(addon)
  }
  for (const addon of addons) visit(addon)
  return [...ordered]
}
