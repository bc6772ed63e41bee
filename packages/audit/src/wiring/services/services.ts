// Holds Services against the pods that they select and the ports that these declare.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Pod } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import { labelsOf } from '../../graph/objects.js'
import type { AuditRule } from '../../rule.js'
import { withoutPods } from './without-pods.js'
import { isSet } from './listening.js'
import { podsWith, statedNamespace } from './selection.js'
import { adviceFor, similarTo } from '../objects/similar.js'
import { areTogether, nearestPods } from '../../graph/beside.js'
import { isWhole } from '../../graph/whole.js'

export const services: AuditRule = (graph) =>
  ofKind(graph, 'Service')
    .filter(({ apiVersion }) => apiVersion === 'v1')
    .flatMap((service) => judge(graph, service))

function judge(graph: Graph, service: KubernetesObject): readonly Diagnostic[] {
  const spec = service.field.get('spec')
  const selector = { labels: labelsOf(spec.get('selector')), expressions: [] }
  if (Object.keys(selector.labels).length === 0) return []
  if (spec.get('type').text === 'ExternalName') return []
  const pods = podsWith(graph, statedNamespace(service), selector)
  if (pods.length === 0) return withoutPods(graph, service, spec.get('selector'))
  const near = graph.isComplete ? pods : nearestPods(service, pods)
  const lasting = near.filter((pod) => isWhole(pod) && !isPassing(pod))
  return spec.get('ports').items.flatMap((port) => judgePort(graph, service, port, lasting))
}

/** Jobs may carry the labels of the program that they prepare; they are not meant to answer. */
const isPassing = ({ owner: { kind } }: Pod): boolean => kind === 'Job' || kind === 'CronJob'

function judgePort(
  { isComplete }: Graph,
  service: KubernetesObject,
  port: Field,
  pods: readonly Pod[],
): readonly Diagnostic[] {
  const target = port.get('targetPort')
  const written = target.text === undefined ? port.get('port') : target
  const text = written.text ?? ''
  if (text === '' || isTemplate(text)) return []
  const isNumber = written.number !== undefined
  const declared = pods.map((pod) => declaredPorts(pod, isNumber))
  const lacking = pods.filter((_, index) => !declared[index]?.some((port) => meets(port, text)))
  const [first] = lacking
  if (first === undefined) return []
  const ports = [...new Set(declared.flat())]
  const isLost = lacking.length === pods.length
  if (isNumber && (!isLost || ports.length === 0 || isToldTo(pods, text))) return []
  const similar = similarTo(text, isNumber ? [] : ports)
  return [
    diagnostic(
      'wiring/target-port',
      written.place,
      { service: service.name, port: text, workload: first.owner.name, ports },
      {
        severity: severityOf(
          isComplete,
          isNumber,
          isLost && (isComplete || areTogether(service, first.owner)),
        ),
        related: [first.owner.field.get('metadata', 'name').place],
        advice: adviceFor(text, similar, []),
      },
    ),
  ]
}

/** Declaring ports by number is optional, and pods of another folder may be changed before they are applied. */
function severityOf(
  isComplete: boolean,
  isNumber: boolean,
  isCertain: boolean,
): 'error' | 'warning' | 'info' {
  if (isNumber) return isComplete ? 'warning' : 'info'
  return isCertain ? 'error' : 'warning'
}

const isToldTo = (pods: readonly Pod[], port: string): boolean =>
  pods.some(({ processes }) => processes.some((process) => isSet(process, port)))

const meets = (port: string, wanted: string): boolean => port === wanted || isTemplate(port)

/** Names, or numbers, of the ports of all containers of a pod; sidecars among the first containers too. */
function declaredPorts({ spec }: Pod, isNumber: boolean): readonly string[] {
  return [...spec.get('containers').items, ...spec.get('initContainers').items]
    .flatMap((container) => container.get('ports').items)
    .flatMap((port) => port.get(isNumber ? 'containerPort' : 'name').text ?? [])
}
