// Ties what the readers found into one graph.

import { installedAddons } from '../read/addons.js'
import type { Collection } from '../read/collection.js'
import { inNamespaces, patchFiles } from '../read/kustomization.js'
import { bareQueries, panelQueries, rulesOf, triggerQueries } from './expressions.js'
import type { Graph, InstalledAddon, KubernetesObject } from './graph.js'
import { podsOf, type FindObject } from './pods.js'
import { withMountedFiles } from './compositions.js'
import { hookScripts, processScripts, runbookScripts } from './scripts.js'

export function buildGraph(found: Collection, isComplete: boolean): Graph {
  const patches = patchFiles(found.kustomizations)
  const whole = found.objects.filter(({ field }) => !patches.has(field.place.document))
  const objects = inNamespaces(whole, found.kustomizations)
  const pods = podsOf(objects, finder(objects))
  const addons = addonsOf(found)
  const ofAddons = new Set(addons.map(({ values }) => values.place.document))
  const values = found.values.filter(({ file }) => !ofAddons.has(file.document))
  const compositions = found.compositions.map((one) => withMountedFiles(one, found.files))
  const processes = [
    ...pods.flatMap((pod) => pod.processes),
    ...compositions.flatMap((composition) => composition.processes),
    ...values.flatMap((read) => read.processes),
  ]
  return {
    files: found.files,
    objects,
    pods,
    processes,
    compositions,
    values: values.map(({ file }) => file),
    charts: found.charts,
    configurations: found.configurations,
    scripts: [
      ...processScripts(processes),
      ...hookScripts(objects),
      ...runbookScripts(found.shells),
    ],
    environmentFiles: found.environmentFiles,
    expressions: [
      ...found.rules.flatMap(({ field, namespace }) => rulesOf(field, namespace)),
      ...found.dashboards.flatMap(panelQueries),
      ...triggerQueries(objects),
      ...found.queries.flatMap(bareQueries),
    ],
    dashboards: found.dashboards,
    promisedSecrets: found.promisedSecrets,
    kustomizations: found.kustomizations.map(({ field }) => field),
    addons,
    isComplete,
  }
}

/** Looks objects up by kind, namespace and name. */
function finder(objects: readonly KubernetesObject[]): FindObject {
  const known = new Map(
    objects.map((object) => [keyOf(object.kind, object.namespace, object.name), object]),
  )
  return (kind, namespace, name) => known.get(keyOf(kind, namespace, name))
}

const keyOf = (kind: string, namespace: string, name: string): string =>
  `${kind}/${namespace}/${name}`

/** Charts that are installed beside the files; their values belong to charts that are not here. */
function addonsOf({ installLists, values }: Collection): readonly InstalledAddon[] {
  const fields = new Map(values.map(({ file }) => [file.document, file.root]))
  return installLists.flatMap((list) => installedAddons(list, (name) => fields.get(name)))
}
