// Checks what leads to pods and who may talk to them: services, endpoints, ingresses, network policies.

import { isIPv4, isIPv6 } from 'node:net'
import { hasFormat, isWithin } from '../formats.js'
import { at, has, isFields, itemsAt, keysAmong, numberAt, type Place, textAt } from '../place.js'
import { exclusive, fault, type Faults, ordered } from './faults.js'

export function* serviceFaults(root: Place): Faults {
  const spec = at(root, 'spec')
  const ports = itemsAt(spec, 'ports')
  const isExternal = textAt(spec, 'type') === 'ExternalName'
  const isHeadless = textAt(spec, 'clusterIP') === 'None'
  if (isExternal && !textAt(spec, 'externalName')) yield fault(spec, 'externalName is missing')
  if (!isExternal && !isHeadless && ports.length === 0) yield fault(spec, 'a service has a port')
  const names = ports.map((port) => textAt(port, 'name'))
  if (ports.length > 1 && names.includes(undefined)) {
    yield fault(at(spec, 'ports'), 'each of several ports has a name')
  }
  if (new Set(names).size < names.length) yield fault(at(spec, 'ports'), 'a port name is repeated')
  const reachesNodes = ['NodePort', 'LoadBalancer'].includes(textAt(spec, 'type') ?? '')
  for (const port of ports) {
    if (!reachesNodes && has(port, 'nodePort')) {
      yield fault(at(port, 'nodePort'), 'needs the type NodePort or LoadBalancer')
    }
  }
}

export function* subsetFaults(root: Place): Faults {
  for (const subset of itemsAt(root, 'subsets')) {
    const addresses = [...itemsAt(subset, 'addresses'), ...itemsAt(subset, 'notReadyAddresses')]
    if (addresses.length === 0) yield fault(subset, 'it has no address')
  }
}

const addressTypes: Readonly<Record<string, (address: string) => boolean>> = {
  FQDN: (address) => hasFormat(address, 'dns-1123-subdomain'),
  IPv4: isIPv4,
  IPv6: isIPv6,
}

export function* endpointFaults(root: Place): Faults {
  const type = textAt(root, 'addressType') ?? ''
  for (const address of itemsAt(root, 'endpoints').flatMap((end) => itemsAt(end, 'addresses'))) {
    const text = String(address.value)
    if (addressTypes[type]?.(text) === false) yield fault(address, `"${text}" is no ${type}`)
  }
}

export function* ingressFaults(root: Place): Faults {
  const spec = at(root, 'spec')
  const rules = itemsAt(spec, 'rules')
  if (rules.length === 0 && !has(spec, 'defaultBackend')) yield fault(spec, 'it leads nowhere')
  const paths = rules.flatMap((rule) => itemsAt(rule, 'http', 'paths'))
  for (const backend of [at(spec, 'defaultBackend'), ...paths.map((path) => at(path, 'backend'))]) {
    if (!isFields(backend.value)) continue
    yield* exclusive(backend, ['service', 'resource'], 1)
    if (has(backend, 'service')) {
      yield* exclusive(at(backend, 'service', 'port'), ['name', 'number'], 1)
    }
  }
}

export function* networkPolicyFaults(root: Place): Faults {
  const directions = [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const
  for (const [direction, side] of directions) {
    for (const rule of itemsAt(root, 'spec', direction)) {
      for (const peer of itemsAt(rule, side)) yield* peerFaults(peer)
      for (const port of itemsAt(rule, 'ports')) {
        yield* ordered(at(port, 'port'), at(port, 'endPort'))
        if (has(port, 'endPort') && numberAt(port, 'port') === undefined) {
          yield fault(port, 'endPort needs a numeric port')
        }
      }
    }
  }
}

function* peerFaults(peer: Place): Faults {
  const selectors = keysAmong(peer, ['podSelector', 'namespaceSelector'])
  if (!has(peer, 'ipBlock') && selectors.length === 0) yield fault(peer, 'the peer is empty')
  if (has(peer, 'ipBlock') && selectors.length > 0) yield fault(peer, 'ipBlock stands alone')
  const range = textAt(peer, 'ipBlock', 'cidr') ?? ''
  for (const except of itemsAt(peer, 'ipBlock', 'except')) {
    if (!isWithin(String(except.value), range)) yield fault(except, `not within ${range}`)
  }
}

export function* scrapeFaults(root: Place): Faults {
  yield* exclusive(at(root, 'spec'), ['authorization', 'basicAuth', 'oauth2'], 0)
}
