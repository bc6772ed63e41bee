// Finds ports that an Ingress, a webhook or an API service asks of a Service, and that the Service does not have.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { groupOf } from '../../graph/kinds.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { fieldsAt } from '../../graph/walk.js'
import type { AuditRule } from '../../rule.js'
import { findExisting } from '../objects/existing.js'
import { adviceFor, similarTo } from '../objects/similar.js'
import { statedNamespace } from './selection.js'

export const backendPort: AuditRule = (graph) =>
  [...kinds].flatMap(([kind, { group, paths }]) =>
    ofKind(graph, kind)
      .filter(({ apiVersion }) => groupOf(apiVersion) === group)
      .flatMap((object) =>
        paths
          .flatMap((path) => fieldsAt(object.field, path))
          .flatMap((backend) => judge(graph, object, backend)),
      ),
  )

const webhook = {
  group: 'admissionregistration.k8s.io',
  paths: ['webhooks.*.clientConfig.service'],
}

/** Where each kind names a Service together with a port of it. */
const kinds: ReadonlyMap<string, { readonly group: string; readonly paths: readonly string[] }> =
  new Map([
    [
      'Ingress',
      {
        group: 'networking.k8s.io',
        paths: ['spec.rules.*.http.paths.*.backend.service', 'spec.defaultBackend.service'],
      },
    ],
    ['ValidatingWebhookConfiguration', webhook],
    ['MutatingWebhookConfiguration', webhook],
    ['APIService', { group: 'apiregistration.k8s.io', paths: ['spec.service'] }],
  ])

function judge(graph: Graph, object: KubernetesObject, backend: Field): readonly Diagnostic[] {
  const port = portOf(backend.get('port'))
  const name = backend.get('name').text ?? ''
  const text = port.text ?? ''
  if (text === '' || isTemplate(text) || isTemplate(name)) return []
  const namespace = backend.get('namespace').text ?? statedNamespace(object)
  const found = findExisting(graph, 'Service', namespace, name).map(({ object: one }) => one)
  const [first] = found
  // A Service that somebody else makes has ports that nobody here knows.
  if (first === undefined || found.some((service) => !isKnown(service))) return []
  const key = port.number === undefined ? 'name' : 'port'
  const ports = found.flatMap((service) => portsOf(service, key))
  if (ports.some((one) => one === text || isTemplate(one))) return []
  const similar = similarTo(text, port.number === undefined ? ports : [])
  return [
    diagnostic(
      'wiring/unknown-port',
      port.place,
      { service: name, port: text, ports: [...new Set(ports)], isPublished: false },
      {
        related: [first.field.get('spec', 'ports').place],
        advice: adviceFor(text, similar, []),
      },
    ),
  ]
}

/** An Ingress says whether it means a name or a number. */
function portOf(port: Field): Field {
  const name = port.get('name')
  if (name.value !== undefined) return name
  const number = port.get('number')
  return number.value === undefined ? port : number
}

const isKnown = (service: KubernetesObject | undefined): boolean =>
  service?.apiVersion === 'v1' &&
  service.field.get('spec', 'type').text !== 'ExternalName' &&
  service.field.get('spec', 'ports').items.length > 0

const portsOf = (service: KubernetesObject | undefined, key: 'name' | 'port'): readonly string[] =>
  service?.field.get('spec', 'ports').items.flatMap((port) => port.get(key).text ?? []) ?? []
