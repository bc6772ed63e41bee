// Holds a Service without a selector against the endpoints that somebody wrote for it.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { statedNamespace } from './selection.js'
import { grouped } from '../../graph/grouped.js'

export const endpoints: AuditRule = (graph) => {
  const slices = slicesByService(graph)
  return ofKind(graph, 'Service').flatMap((service) => {
    if (service.field.get('spec', 'selector').entries.length > 0) return []
    const own = slices.get(`${statedNamespace(service)}/${service.name}`) ?? []
    return own.length === 0 ? [] : judge(service, own)
  })
}

const slicesByService = (graph: Graph) =>
  grouped(ofKind(graph, 'EndpointSlice').map((slice) => [serviceKeyOf(slice), slice] as const))

const serviceKeyOf = (slice: KubernetesObject): string =>
  `${statedNamespace(slice)}/${slice.labels['kubernetes.io/service-name'] ?? ''}`

/** A port of a Service leads to the ports of the same name; the number there is what is dialled. */
function judge(
  { name, field }: KubernetesObject,
  slices: readonly KubernetesObject[],
): readonly Diagnostic[] {
  const ports = slices.flatMap((slice) => slice.field.get('ports').items)
  // A slice without ports leads to every port.
  if (ports.length < slices.length) return []
  const [slice] = slices
  return field.get('spec', 'ports').items.flatMap((port) => {
    const own = port.get('name').text ?? ''
    const meant = ports.filter((one) => (one.get('name').text ?? '') === own)
    const target = port.get('targetPort')
    const numbers = meant.flatMap((one) => one.get('port').text ?? [])
    const isMet = target.number === undefined || numbers.includes(target.text ?? '')
    if (meant.length > 0 && (isMet || numbers.length === 0)) return []
    const found = meant.length === 0 ? namesOf(ports) : numbers
    const wrong = meant.length > 0 ? target : own === '' ? port.get('port') : port.get('name')
    return [
      diagnostic(
        'wiring/target-port',
        wrong.place,
        {
          service: name,
          port: wrong.text ?? '',
          workload: `EndpointSlice ${slice?.name ?? ''}`,
          ports: found,
        },
        {
          severity: meant.length === 0 ? 'error' : 'warning',
          related: ports.map(({ place }) => place),
        },
      ),
    ]
  })
}

const namesOf = (ports: readonly Field[]): readonly string[] =>
  ports.flatMap((port) => port.get('name').text ?? port.get('port').text ?? [])
