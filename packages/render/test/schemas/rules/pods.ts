// Checks what must agree inside one pod: mounts and volumes, ports and probes, requests and limits.

import { amountOf } from '../formats.js'
import {
  at,
  entriesAt,
  has,
  isFields,
  itemsAt,
  keysAmong,
  numberAt,
  type Place,
  textAt,
} from '../place.js'
import { fault, type Faults } from './faults.js'

const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const
const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const
const handlers = ['exec', 'grpc', 'httpGet', 'sleep', 'tcpSocket'] as const
const environmentSources = ['configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'secretKeyRef']

/** The faults of a pod spec; a StatefulSet's claims are volumes that the spec does not name. */
export function* podFaults(pod: Place, claims: readonly string[]): Faults {
  const volumes = itemsAt(pod, 'volumes')
  const volumeNames = new Set([...volumes.map((volume) => textAt(volume, 'name')), ...claims])
  const containers = containerLists.flatMap((list) => itemsAt(pod, list))
  yield* repeatedNames(containers, 'container')
  for (const volume of volumes) yield* volumeFaults(volume)
  for (const toleration of itemsAt(pod, 'tolerations')) yield* tolerationFaults(toleration)
  for (const container of containers) {
    for (const mount of itemsAt(container, 'volumeMounts')) yield* mountFaults(mount, volumeNames)
    for (const device of itemsAt(container, 'volumeDevices')) {
      yield* mountFaults(device, volumeNames)
    }
    for (const variable of itemsAt(container, 'env')) yield* environmentFaults(variable)
    yield* portFaults(container, at(pod, 'hostNetwork').value === true)
    yield* probeFaults(container)
    yield* resourceFaults(at(container, 'resources'))
  }
}

function* repeatedNames(named: readonly Place[], what: string): Faults {
  const seen = new Set<string>()
  for (const place of named) {
    const name = textAt(place, 'name')
    if (name === undefined) continue
    if (seen.has(name)) yield fault(place, `the ${what} name "${name}" is used twice`)
    seen.add(name)
  }
}

function* volumeFaults(volume: Place): Faults {
  const sources = entriesAt(volume).filter(([key]) => key !== 'name')
  if (sources.length !== 1) {
    yield fault(volume, `a volume has one source, not ${sources.length}`)
  }
}

function* mountFaults(mount: Place, volumeNames: ReadonlySet<string | undefined>): Faults {
  const name = textAt(mount, 'name')
  if (!volumeNames.has(name)) yield fault(mount, `no volume is called "${String(name)}"`)
}

function* tolerationFaults(toleration: Place): Faults {
  const isAny = textAt(toleration, 'operator') === 'Exists'
  if (isAny && textAt(toleration, 'value')) yield fault(toleration, 'Exists takes no value')
  if (!isAny && !textAt(toleration, 'key')) yield fault(toleration, 'no key needs Exists')
  if (has(toleration, 'tolerationSeconds') && textAt(toleration, 'effect') !== 'NoExecute') {
    yield fault(toleration, 'tolerationSeconds needs the effect NoExecute')
  }
}

function* environmentFaults(variable: Place): Faults {
  const source = at(variable, 'valueFrom')
  if (!isFields(source.value)) return
  if (textAt(variable, 'value')) yield fault(variable, 'value and valueFrom exclude each other')
  if (keysAmong(source, environmentSources).length !== 1) {
    yield fault(source, 'a variable has one source')
  }
}

function* portFaults(container: Place, usesHostNetwork: boolean): Faults {
  const ports = itemsAt(container, 'ports')
  yield* repeatedNames(ports, 'port')
  for (const port of ports) {
    const hostPort = numberAt(port, 'hostPort')
    const differs = hostPort !== undefined && hostPort !== numberAt(port, 'containerPort')
    if (usesHostNetwork && differs) yield fault(port, 'on the host network both ports are the same')
  }
}

function* probeFaults(container: Place): Faults {
  const portNames = itemsAt(container, 'ports').map((port) => textAt(port, 'name'))
  const hooks = entriesAt(container, 'lifecycle').map(([, hook]) => hook)
  for (const probe of [...probes.map((name) => at(container, name)), ...hooks]) {
    if (!isFields(probe.value)) continue
    if (keysAmong(probe, handlers).length !== 1) yield fault(probe, 'a probe has one handler')
    for (const handler of ['httpGet', 'tcpSocket']) {
      const name = textAt(probe, handler, 'port')
      if (name !== undefined && !portNames.includes(name)) {
        yield fault(at(probe, handler, 'port'), `the container has no port "${name}"`)
      }
    }
  }
}

function* resourceFaults(resources: Place): Faults {
  for (const [name, request] of entriesAt(resources, 'requests')) {
    const requested = amountOf(request.value)
    const limited = amountOf(at(resources, 'limits', name).value)
    // Devices and huge pages cannot be promised twice: the limit is the request.
    const isCountable = name.includes('/') || name.startsWith('hugepages-')
    if (requested < 0) yield fault(request, 'a request is not negative')
    if (requested > limited) yield fault(request, 'the request is above the limit')
    if (isCountable && requested !== limited) yield fault(request, `${name} needs an equal limit`)
  }
}
