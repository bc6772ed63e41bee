// Finds addresses that lead nowhere: names that nothing has, and ports that a Service does not offer.

import { diagnostic, type Diagnostic, type Location } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { addressesOf, type Address, type Scope } from './address.js'
import { insideOf, isOpen, namesInCompositions, ownNames } from './composition.js'
import {
  clusterOf,
  isStanding,
  namesIn,
  servicesAt,
  targetOf,
  type KnownService,
  type Target,
} from './kubernetes.js'
import { usualPortsOf } from './usual-port.js'
import { isBesideTemplates, isOverlaid, mayBeMade } from '../objects/makers.js'
import { adviceFor, similarTo, type Similar } from '../objects/similar.js'

/** What is wrong with an address. The same fault in several places is one finding: `key` says which are the same. */
type Fault = {
  readonly key: string
  readonly place: Location
  readonly tell: (related: readonly Location[]) => Diagnostic
}

export const unknownAddress: AuditRule = (graph) => {
  const faults = new Map<string, Fault>()
  const others = new Map<string, Location[]>()
  for (const address of addressesOf(graph)) {
    const fault = faultOf(graph, address)
    if (fault === undefined) continue
    if (faults.has(fault.key)) others.get(fault.key)?.push(fault.place)
    else {
      faults.set(fault.key, fault)
      others.set(fault.key, [])
    }
  }
  return [...faults.values()].map(({ key, tell }) => tell(others.get(key) ?? []))
}

function faultOf(graph: Graph, address: Address): Fault | undefined {
  const { host, scope } = address
  if (isTemplate(host) || host === 'localhost' || host.endsWith('.localhost')) return undefined
  switch (scope.kind) {
    case 'kubernetes':
      return inCluster(graph, address, scope)
    case 'compose':
      return inComposition(graph, address, scope)
    case 'runbook':
      return inRunbook(graph, address)
  }
}

function inCluster(
  graph: Graph,
  address: Address,
  scope: Extract<Scope, { readonly kind: 'kubernetes' }>,
): Fault | undefined {
  const cluster = clusterOf(graph)
  if (cluster.hosts.has(address.host) || isAlias(scope, address.host)) return undefined
  // A service of Compose may stand under the whole name that a Service would have.
  if (namesInCompositions(graph).has(address.host)) return undefined
  const target = targetOf(cluster, address.host, scope.namespace)
  if (target === undefined || isStanding(target)) return undefined
  const found = servicesAt(cluster, target.name, isOverlaid(graph) ? '' : target.namespace)
  if (found.length > 0) return portFault(address, target, found)
  if (isBesideTemplates(graph, address.place.document)) return undefined
  const namespace = target.namespace === '' ? 'default' : target.namespace
  if (mayBeMade(graph, namespace, target.name)) return undefined
  if (!cluster.namespaces.has(target.namespace) && target.isExplicit && !graph.isComplete) {
    return undefined
  }
  return absentService(graph, address, target)
}

/** Names that a pod has in its own hosts file. */
const isAlias = ({ pod }: Extract<Scope, { readonly kind: 'kubernetes' }>, host: string): boolean =>
  pod
    ?.get('hostAliases')
    .items.some((alias) => alias.get('hostnames').items.some(({ text }) => text === host)) ?? false

function absentService(graph: Graph, address: Address, target: Target): Fault {
  const { host, place } = address
  const names = namesIn(clusterOf(graph), target.namespace)
  const similar = similarTo(target.name, names)
  return {
    key: `${target.name}.${target.namespace}`,
    place,
    tell: (related) =>
      diagnostic(
        'wiring/unknown-address',
        place,
        { host, scope: 'kubernetes', suggestion: similar.name },
        {
          severity: graph.isComplete ? 'error' : 'warning',
          related,
          advice: adviceFor(host, inHost(host, target, similar), names),
        },
      ),
  }
}

/** The whole host with the name of the Service replaced. */
const inHost = (host: string, { name, start }: Target, similar: Similar): Similar => ({
  ...similar,
  name: `${host.slice(0, start)}${similar.name}${host.slice(start + name.length)}`,
})

function portFault(
  { place, port, portPlace }: Address,
  { name, namespace }: Target,
  found: readonly KnownService[],
): Fault | undefined {
  if (port === undefined) return undefined
  const offered = found.map(({ ports }) => ports)
  if (offered.some((ports) => ports === undefined || ports.has(port))) return undefined
  const ports = [...new Set(found.flatMap((service) => [...(service.ports ?? [])]))]
  const isHeadless = found.some((service) => service.isHeadless)
  // Where a name leads to the pods, only a port that somebody wrote says what is meant.
  if (isHeadless && portPlace === undefined) return undefined
  const isSure = portPlace !== undefined && !isHeadless
  const holder = found.find(({ object }) => object !== undefined)?.object
  return {
    key: `${name}.${namespace}:${port}`,
    place: portPlace ?? place,
    tell: (related) =>
      diagnostic(
        'wiring/unknown-port',
        portPlace ?? place,
        { service: name, port: `${port}`, ports: ports.map(String), isPublished: false },
        {
          severity: isSure ? 'error' : 'warning',
          related:
            holder === undefined ? related : [holder.field.get('spec', 'ports').place, ...related],
          advice: onlyPort(`${port}`, isSure ? ports.map(String) : []),
        },
      ),
  }
}

/** A service with one port can only be meant at that one. */
const onlyPort = (port: string, ports: readonly string[]) => {
  const [only, ...more] = ports
  return only === undefined || more.length > 0
    ? []
    : [{ kind: 'diff' as const, remove: port, add: only }]
}

function inComposition(
  graph: Graph,
  { host, place, port, portPlace }: Address,
  { composition, process }: Extract<Scope, { readonly kind: 'compose' }>,
): Fault | undefined {
  const known = namesInCompositions(graph)
  const service = known.get(host)
  if (service !== undefined) {
    if (port === undefined || portPlace === undefined || service === process) return undefined
    const inside = insideOf(service, port)
    const ports =
      inside.length > 0 ? inside : usualPortsOf(graph, service, port).map((usual) => `${usual}`)
    if (ports.length === 0) return undefined
    return composePort(service.name, `${port}`, portPlace, ports, inside.length > 0)
  }
  // A name with a dot may be any host of the network.
  if (host.includes('.') || ownNames(process).has(host) || isOpen(composition, process))
    return undefined
  const similar = similarTo(host, known.keys())
  return {
    key: `compose ${host}`,
    place,
    tell: (related) =>
      diagnostic(
        'wiring/unknown-address',
        place,
        { host, scope: 'compose', suggestion: similar.name },
        {
          severity: graph.isComplete ? 'error' : 'warning',
          related,
          advice: adviceFor(host, similar, [...known.keys()]),
        },
      ),
  }
}

/**
 * A port on which a service does not listen. One that it only publishes is certainly wrong; one that is not usual for its
 * image may be right, because the image may be one of somebody's own under a known name.
 */
function composePort(
  service: string,
  port: string,
  place: Location,
  ports: readonly string[],
  isPublished: boolean,
): Fault {
  const severity = isPublished ? 'error' : 'warning'
  return {
    key: `compose ${service}:${port}`,
    place,
    tell: (related) =>
      diagnostic(
        'wiring/unknown-port',
        place,
        { service, port, ports, isPublished },
        { severity, related, advice: onlyPort(port, ports) },
      ),
  }
}

/** People run commands from anywhere: only a bare name that nothing at all has is worth a word. */
function inRunbook(graph: Graph, { host, place }: Address): Fault | undefined {
  const cluster = clusterOf(graph)
  const [name = ''] = host.split('.')
  if (host.includes('.') && targetOf(cluster, host, undefined) === undefined) return undefined
  const compositions = namesInCompositions(graph)
  if (cluster.services.has(name) || compositions.has(name)) return undefined
  if (cluster.services.size === 0 && compositions.size === 0) return undefined
  const names = [...cluster.services.keys(), ...compositions.keys()]
  return {
    key: `runbook ${host}`,
    place,
    tell: (related) =>
      diagnostic(
        'wiring/unknown-address',
        place,
        { host, scope: 'runbook', suggestion: similarTo(name, names).name },
        { severity: 'info', related },
      ),
  }
}
