// Checks triggers of KEDA against what KEDA reads and what the scaled program does with its queues.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, KubernetesObject, Process } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { scaledProcesses } from './scaled.js'

export const kedaTrigger: AuditRule = (graph) =>
  [...ofKind(graph, 'ScaledObject'), ...ofKind(graph, 'ScaledJob')].flatMap((object) =>
    object.field
      .get('spec', 'triggers')
      .items.flatMap((trigger) => [
        ...ignoredFields(trigger),
        ...queueFaults(graph, object, trigger),
      ]),
  )

/** Fields that were read once, with the version that stopped; from KEDA's CHANGELOG.md and pkg/scalers. */
const ignoredSince: ReadonlyMap<string, string> = new Map([['metricName', '2.12']])

/** Types whose scaler made a name out of that field; others have a field of the same name that is read. */
const namedTypes: ReadonlySet<string> = new Set(['prometheus', 'metrics-api', 'external-mock'])

function ignoredFields(trigger: Field): readonly Diagnostic[] {
  const type = trigger.get('type').text ?? ''
  if (!namedTypes.has(type)) return []
  return trigger.get('metadata').entries.flatMap(({ key, field }) => {
    const since = ignoredSince.get(key)
    if (since === undefined) return []
    return [
      diagnostic('metrics/ignored-field', field.keyPlace, { field: key, trigger: type, since }),
    ]
  })
}

function queueFaults(
  graph: Graph,
  { field, namespace }: KubernetesObject,
  trigger: Field,
): readonly Diagnostic[] {
  const type = trigger.get('type').text ?? ''
  if (type !== 'redis' && type !== 'redis-sentinel') return []
  const target = field.get('spec', 'scaleTargetRef', 'name').text ?? ''
  const processes = scaledProcesses(graph, namespace, target)
  return processes.flatMap((process) => [
    ...unknownQueue(process, trigger.get('metadata', 'listName')),
    ...wrongDatabase(process, trigger.get('metadata')),
  ])
}

/** Only a program whose queues are known has wrong ones; a variable may name others. */
function unknownQueue(
  { software, environment, isEnvironmentKnown }: Process,
  list: Field,
): readonly Diagnostic[] {
  const queues = software?.version?.queues
  if (software === undefined || queues === undefined) return []
  if (list.text === undefined || isTemplate(list.text) || queues.names.includes(list.text))
    return []
  const own = environment.find(({ name }) => name === queues.variable)
  if (own?.value?.split(',').includes(list.text) === true) return []
  if (own !== undefined && own.value === undefined) return []
  const params = { queue: list.text, software: software.software.title }
  return [
    diagnostic('metrics/unknown-queue', list.place, params, {
      severity: isEnvironmentKnown ? 'error' : 'warning',
      advice: [{ kind: 'list', items: queues.names }],
    }),
  ]
}

/** The broker's database stands at the end of its URL; KEDA reads 0 unless told. */
function wrongDatabase(process: Process, metadata: Field): readonly Diagnostic[] {
  const broker = process.environment.find(({ name }) => name === 'CELERY_BROKER_URL')?.value
  const used = /^(?:rediss?|sentinel):\/\/.*\/(\d+)(?:\?.*)?$/.exec(broker ?? '')?.[1]
  const index = metadata.get('databaseIndex')
  if (used === undefined || metadata.get('listName').text === undefined) return []
  const database = index.text === undefined ? 0 : index.number
  if (database === undefined || database === Number(used)) return []
  const place = index.text === undefined ? metadata.get('listName').place : index.place
  const params = { database, used: Number(used), process: process.name }
  return [diagnostic('metrics/wrong-database', place, params)]
}
