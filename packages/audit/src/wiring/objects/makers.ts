// Knows what here makes objects that no file shows: operators, installers and templates that were not read.

import { resourceProducts, type ResourceProducts } from '@llmflow/catalog'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { groupOf, podTemplates } from '../../graph/kinds.js'
import { remembered } from '../../graph/remembered.js'
import { grouped } from '../../graph/grouped.js'

/** Groups of Kubernetes itself: their controllers make nothing that other files refer to by name. */
const builtIn =
  /^$|\.k8s\.io$|^(apps|autoscaling|batch|policy|extensions)$|^(cert-manager\.io|keda\.sh|velero\.io|bitnami\.com|external-secrets\.io|security\.istio\.io|networking\.istio\.io|cilium\.io|kyverno\.io)$/

/** Kinds of other groups that make no pods and no Services. */
const quietKinds: ReadonlySet<string> = new Set([
  'AlertmanagerConfig',
  'AppProject',
  'PodMonitor',
  'Probe',
  'PrometheusRule',
  'ScrapeConfig',
  'ServiceMonitor',
])

/** Kinds that install whole applications, with the path to the namespace that these go to. */
const installers: ReadonlyMap<string, readonly string[]> = new Map([
  ['Application', ['spec', 'destination', 'namespace']],
  ['HelmChart', ['spec', 'targetNamespace']],
  ['HelmRelease', ['spec', 'targetNamespace']],
])

type Makers = {
  /** Custom resources that make what is not known, by namespace. */
  readonly resources: ReadonlyMap<string, readonly KubernetesObject[]>
  /** Namespaces that applications are installed into from elsewhere. */
  readonly installed: ReadonlySet<string>
  /** Custom resources whose Services are known. */
  readonly known: readonly { readonly object: KubernetesObject; readonly facts: ResourceProducts }[]
  /** Folders with templates that nobody could expand. */
  readonly unreadFolders: readonly string[]
}

export const makersOf = remembered(collect)

function collect(graph: Graph): Makers {
  const installed = new Set(graph.addons.map(({ namespace }) => namespace))
  const known: { object: KubernetesObject; facts: ResourceProducts }[] = []
  for (const object of graph.objects) {
    const target = installers.get(object.kind)
    if (target !== undefined) installed.add(object.field.get(...target).text ?? object.namespace)
    const facts = resourceProducts.find(
      ({ kind }) => kind === `${groupOf(object.apiVersion)}/${object.kind}`,
    )
    if (facts !== undefined) known.push({ object, facts })
  }
  const makers = graph.objects.filter(isMaker)
  const resources = grouped(makers.map((object) => [object.namespace, object] as const))
  return { resources, installed, known, unreadFolders: unreadFolders(graph) }
}

function isMaker({ apiVersion, kind, name }: KubernetesObject): boolean {
  if (name === '' || podTemplates.get(kind) !== undefined || quietKinds.has(kind)) return false
  return !builtIn.test(groupOf(apiVersion)) || kind === 'Gateway'
}

/** A template stands in `templates/` of its chart: the chart may make whatever its neighbours name. */
function unreadFolders({ files }: Graph): readonly string[] {
  const folders = files
    .filter(({ form }) => form === 'template')
    .map(({ document }) => document.replace(/(^|\/)(templates\/.*|[^/]*)$/, '$1'))
  return [...new Set(folders)]
}

/** Whether templates beside a file could make what it names. */
export function isBesideTemplates(graph: Graph, document: string): boolean {
  return makersOf(graph).unreadFolders.some((folder) => document.startsWith(folder))
}

/** Whether overlays may still move the objects to another namespace: then names are looked up in all of them. */
export function isOverlaid({ kustomizations, isComplete }: Graph): boolean {
  return kustomizations.length > 0 && !isComplete
}

/** Whether something in the namespace, known or not, may make an object of this name. */
export function mayBeMade(graph: Graph, namespace: string, name: string): boolean {
  const { resources, installed, known } = makersOf(graph)
  if (installed.has(namespace)) return true
  const isProduct = known.some(
    ({ object, facts }) =>
      object.namespace === namespace &&
      facts.prefixes.some((prefix) => name.startsWith(prefix.replace('NAME', object.name))),
  )
  if (isProduct) return true
  const unknown = (resources.get(namespace) ?? []).filter(
    (object) => !known.some((entry) => entry.object === object),
  )
  return unknown.some((object) => name.includes(object.name))
}

/** Whether pods may run in the namespace that no file shows. */
export function mayHavePods(graph: Graph, namespace: string): boolean {
  const { resources, installed } = makersOf(graph)
  return installed.has(namespace) || (resources.get(namespace)?.length ?? 0) > 0
}
