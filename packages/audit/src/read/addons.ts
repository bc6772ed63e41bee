// Reads the list of charts that are installed beside rendered manifests, with the values that each is given.

import type { Field } from '@llmflow/spec'
import type { InstalledAddon } from '../graph/graph.js'

/** A document with `addons`: names, charts, namespaces and files of values. */
export type InstallList = { readonly document: string; readonly field: Field }

export function isInstallList(field: Field): boolean {
  const [first] = field.get('addons').items
  return first?.get('chart').text !== undefined && first.get('namespace').text !== undefined
}

/** The charts of a list; `valuesOf` finds the values by the file's name beside the list. */
export function installedAddons(
  { document, field }: InstallList,
  valuesOf: (document: string) => Field | undefined,
): readonly InstalledAddon[] {
  const folder = document.slice(0, document.lastIndexOf('/') + 1)
  return field.get('addons').items.map((addon) => ({
    chart: addon.get('chart').text ?? '',
    namespace: addon.get('namespace').text ?? '',
    values: valuesOf(`${folder}${addon.get('values').text ?? ''}`) ?? addon.get('values'),
  }))
}
