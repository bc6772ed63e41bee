// Follows what the objects of a tree refer to, and judges the pods by the level that their namespace enforces.

import type { Addon, Plan } from '@llmflow/spec'
import { podLevelFaults } from './pod-level.js'
import { at, has, itemsAt, type Place, textAt } from './schemas/place.js'
import { isMatch, labelsAt, namesAt, type Rendered, renderedObjects, templateOf } from './tree.js'

type Pod = Rendered & { readonly template: Place }

type Tree = {
  readonly plan: Plan
  readonly objects: readonly Rendered[]
  readonly pods: readonly Pod[]
  readonly of: (kind: string) => readonly Rendered[]
  readonly has: (kind: string, namespace: string, name: string | undefined) => boolean
}

/** What leads nowhere in the tree of a plan: nothing when all is well. */
export function referenceFaults(plan: Plan): readonly string[] {
  return faultsAmong(plan, renderedObjects(plan))
}

export function faultsAmong(plan: Plan, objects: readonly Rendered[]): readonly string[] {
  const tree = treeOf(plan, objects)
  return [
    ...objects.flatMap((object) => namespaceFaults(tree, object)),
    ...tree.pods.flatMap((pod) => podFaults(tree, pod)),
    ...tree.of('Service').flatMap((service) => serviceFaults(tree, service)),
    ...['ServiceMonitor', 'PodMonitor']
      .flatMap(tree.of)
      .flatMap((monitor) => monitorFaults(tree, monitor)),
    ...['HorizontalPodAutoscaler', 'ScaledObject']
      .flatMap(tree.of)
      .flatMap((autoscaler) => autoscalerFaults(tree, autoscaler)),
    ...tree.of('PodDisruptionBudget').flatMap((budget) => selectorFaults(tree, budget)),
  ]
}

function treeOf(plan: Plan, objects: readonly Rendered[]): Tree {
  const names = new Set(objects.map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`))
  return {
    plan,
    objects,
    pods: objects.flatMap((object) => {
      const template = templateOf(object)
      return template === undefined ? [] : [{ ...object, template }]
    }),
    of: (kind) => objects.filter((object) => object.kind === kind),
    has: (kind, namespace, name) => names.has(`${kind}/${namespace}/${name ?? ''}`),
  }
}

/** What Kubernetes brings itself. */
const ownNamespaces = ['', 'kube-system']

function namespaceFaults(tree: Tree, { namespace, path }: Rendered): readonly string[] {
  const isThere = ownNamespaces.includes(namespace) || tree.has('Namespace', '', namespace)
  return isThere ? [] : [`${path}: no namespace ${namespace}`]
}

function podFaults(tree: Tree, { namespace, path, template }: Pod): readonly string[] {
  const spec = at(template, 'spec')
  const enforced = tree.of('Namespace').find(({ name }) => name === namespace)?.place
  const level =
    enforced === undefined
      ? undefined
      : labelsAt(enforced, 'metadata', 'labels')['pod-security.kubernetes.io/enforce']
  const wanted = [
    ['ServiceAccount', namespace, textAt(spec, 'serviceAccountName')],
    ...(has(spec, 'priorityClassName')
      ? [['PriorityClass', '', textAt(spec, 'priorityClassName')] as const]
      : []),
    ...itemsAt(spec, 'volumes').flatMap((volume) => volumeReferences(namespace, volume)),
  ] as const
  return [
    ...wanted
      .filter(([kind, where, name]) => !tree.has(kind, where, name))
      .map(([kind, , name]) => `no ${kind} ${name ?? ''}`),
    ...secretFaults(tree, namespace, spec),
    ...podLevelFaults(spec, level ?? 'restricted'),
  ].map((fault) => `${path}: ${fault}`)
}

function volumeReferences(
  namespace: string,
  volume: Place,
): readonly (readonly [kind: string, namespace: string, name: string | undefined])[] {
  const claim = textAt(volume, 'persistentVolumeClaim', 'claimName')
  const files = textAt(volume, 'configMap', 'name')
  return [
    ...(claim === undefined ? [] : [['PersistentVolumeClaim', namespace, claim] as const]),
    ...(files === undefined ? [] : [['ConfigMap', namespace, files] as const]),
  ]
}

/** Secrets are not in the tree: somebody makes those that the plan names, and the issuer those of certificates. */
function secretFaults({ plan }: Tree, namespace: string, spec: Place): readonly string[] {
  const isIn = (name: string, key?: string): boolean => {
    const secret = plan.secrets[name]
    const isMade = secret?.namespaces.includes(namespace) === true
    return isMade && (key === undefined || secret.keys[key] !== undefined)
  }
  const isCertificate = (name: string): boolean =>
    Object.values(plan.certificates).some(
      (certificate) => certificate.secret === name && certificate.namespace === namespace,
    )
  const variables = itemsAt(spec, 'containers').flatMap((container) =>
    itemsAt(container, 'env').flatMap((variable) => {
      const name = textAt(variable, 'valueFrom', 'secretKeyRef', 'name')
      const key = textAt(variable, 'valueFrom', 'secretKeyRef', 'key')
      return name === undefined || key === undefined || isIn(name, key) ? [] : [`${name}/${key}`]
    }),
  )
  const files = itemsAt(spec, 'volumes').flatMap((volume) => {
    const name = textAt(volume, 'secret', 'secretName')
    return name === undefined || isIn(name) || isCertificate(name) ? [] : [name]
  })
  const pulling = itemsAt(spec, 'imagePullSecrets').flatMap((secret) => {
    const name = textAt(secret, 'name') ?? ''
    return isIn(name) ? [] : [name]
  })
  return [...variables, ...files, ...pulling].map((name) => `no secret ${name} in ${namespace}`)
}

const podsBehind = (
  { pods }: Tree,
  namespace: string,
  selector: Readonly<Record<string, string>>,
): readonly Pod[] =>
  pods.filter(
    (pod) =>
      pod.namespace === namespace &&
      isMatch(selector, labelsAt(pod.template, 'metadata', 'labels')),
  )

function serviceFaults(tree: Tree, { place, namespace, name, path }: Rendered): readonly string[] {
  if (!has(place, 'spec', 'selector')) {
    return tree.has('EndpointSlice', namespace, name) ? [] : [`${path}: no addresses`]
  }
  const pods = podsBehind(tree, namespace, labelsAt(place, 'spec', 'selector'))
  if (pods.length !== 1) return [`${path}: finds ${pods.length} workloads`]
  const containers = pods.flatMap(({ template }) => itemsAt(template, 'spec', 'containers'))
  const offered = containers.flatMap((container) => namesAt(container, 'ports'))
  return itemsAt(place, 'spec', 'ports')
    .map((port) => textAt(port, 'targetPort') ?? '')
    .filter((port) => !offered.includes(port))
    .map((port) => `${path}: no port ${port}`)
}

function monitorFaults(tree: Tree, monitor: Rendered): readonly string[] {
  const addon = Object.values(tree.plan.addons).find(({ objects = [] }) =>
    objects.some(
      ({ kind, namespace, name }) =>
        kind === monitor.kind && namespace === monitor.namespace && name === monitor.name,
    ),
  )
  if (addon !== undefined) return addonMonitorFaults(addon, monitor)
  return monitor.kind === 'PodMonitor'
    ? selectorFaults(tree, monitor)
    : serviceMonitorFaults(tree, monitor)
}

/** A chart's pods are not in the tree: a monitor of them finds an endpoint that its addon declares. */
function addonMonitorFaults(
  addon: Addon,
  { kind, place, namespace, path }: Rendered,
): readonly string[] {
  const selector = labelsAt(place, 'spec', 'selector', 'matchLabels')
  const isService = kind === 'ServiceMonitor'
  const found = Object.values(addon.endpoints).filter(
    ({ labels, service }) =>
      namespace === addon.namespace &&
      isMatch(selector, labels) &&
      (service !== undefined || !isService),
  )
  if (found.length === 0) return [`${path}: finds no endpoint of ${addon.name}`]
  return itemsAt(place, 'spec', isService ? 'endpoints' : 'podMetricsEndpoints')
    .map((endpoint) => textAt(endpoint, 'port') ?? '')
    .filter((port) => !found.some(({ portName }) => portName === port))
    .map((port) => `${path}: no port ${port} of ${addon.name}`)
}

function serviceMonitorFaults(tree: Tree, { place, namespace, path }: Rendered): readonly string[] {
  const selector = labelsAt(place, 'spec', 'selector', 'matchLabels')
  const services = tree
    .of('Service')
    .filter(
      (service) =>
        service.namespace === namespace &&
        isMatch(selector, labelsAt(service.place, 'metadata', 'labels')),
    )
  if (services.length !== 1) return [`${path}: finds ${services.length} services`]
  const offered = services.flatMap((service) => namesAt(service.place, 'spec', 'ports'))
  return itemsAt(place, 'spec', 'endpoints')
    .map((endpoint) => textAt(endpoint, 'port') ?? '')
    .filter((port) => !offered.includes(port))
    .map((port) => `${path}: no port ${port}`)
}

function autoscalerFaults(tree: Tree, { place, namespace, path }: Rendered): readonly string[] {
  const target = at(place, 'spec', 'scaleTargetRef')
  const wanted = [
    [textAt(target, 'kind') ?? '', textAt(target, 'name')],
    ...itemsAt(place, 'spec', 'triggers').flatMap((trigger) => {
      const name = textAt(trigger, 'authenticationRef', 'name')
      return name === undefined ? [] : [['TriggerAuthentication', name] as const]
    }),
  ] as const
  return wanted
    .filter(([kind, name]) => !tree.has(kind, namespace, name))
    .map(([kind, name]) => `${path}: no ${kind} ${name ?? ''}`)
}

function selectorFaults(tree: Tree, { place, namespace, path }: Rendered): readonly string[] {
  const pods = podsBehind(tree, namespace, labelsAt(place, 'spec', 'selector', 'matchLabels'))
  return pods.length === 1 ? [] : [`${path}: finds ${pods.length} workloads`]
}
