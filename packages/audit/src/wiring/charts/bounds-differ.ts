// Finds workloads of which Helm values and an autoscaler state different numbers.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { directoryOf } from '../../graph/documents.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { Graph, Process } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'

type Scaler = {
  readonly kind: string
  readonly target: string
  readonly minimum: Field
  readonly maximum: Field
  /** What applies where no minimum is stated. */
  readonly defaultMinimum: number
}

export const boundsDiffer: AuditRule = (graph) => {
  const scalers = scalersOf(graph)
  if (scalers.size === 0) return []
  return graph.processes.flatMap((process) => {
    if (process.origin !== 'values') return []
    const scaler = scalers.get(plain(process.name))
    return scaler === undefined || !areTogether(graph, process, scaler)
      ? []
      : compare(process, scaler)
  })
}

/** Values of another folder are for another installation. */
const areTogether = ({ isComplete }: Graph, { field }: Process, { maximum }: Scaler): boolean =>
  isComplete || directoryOf(field.place.document) === directoryOf(maximum.place.document)

/** `dify.api` of the values is `dify-api` of the cluster. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

function scalersOf(graph: Graph): ReadonlyMap<string, Scaler> {
  const horizontal = ofKind(graph, 'HorizontalPodAutoscaler').map(({ kind, field }) => ({
    kind,
    target: field.get('spec', 'scaleTargetRef', 'name').text ?? '',
    minimum: field.get('spec', 'minReplicas'),
    maximum: field.get('spec', 'maxReplicas'),
    defaultMinimum: 1,
  }))
  const scaled = ofKind(graph, 'ScaledObject').map(({ kind, field }) => ({
    kind,
    target: field.get('spec', 'scaleTargetRef', 'name').text ?? '',
    minimum: field.get('spec', 'minReplicaCount'),
    maximum: field.get('spec', 'maxReplicaCount'),
    defaultMinimum: 0,
  }))
  return new Map(
    [...horizontal, ...scaled]
      .filter(({ target, maximum }) => !isTemplate(target) && maximum.number !== undefined)
      .map((scaler) => [plain(scaler.target), scaler]),
  )
}

function compare({ name, field }: Process, scaler: Scaler): readonly Diagnostic[] {
  const minimum = scaler.minimum.number ?? scaler.defaultMinimum
  const bounds = { minimum, maximum: scaler.maximum.number ?? minimum }
  const scaling = field.get('autoscaling')
  const stated =
    scaling.get('maxReplicas').number === undefined || scaling.get('enabled').text === 'false'
      ? fixedCount(field)
      : scaling
  const wrong = stated === scaling ? differing(scaling, bounds) : outside(stated, bounds)
  if (wrong === undefined) return []
  const params = {
    workload: name,
    values: stated === scaling ? rangeOf(scaling) : (stated.text ?? ''),
    scaler: `${bounds.minimum}–${bounds.maximum}`,
    kind: scaler.kind,
  }
  const other = scaler.maximum.place
  return [
    diagnostic('capacity/bounds-differ', wrong.place, params, {
      related: [other],
      advice: [{ kind: 'frame', location: other, label: params.scaler }],
    }),
  ]
}

function fixedCount(field: Field): Field {
  const replicas = field.get('replicas')
  return replicas.number === undefined ? field.get('replicaCount') : replicas
}

type Bounds = { readonly minimum: number; readonly maximum: number }

function differing(scaling: Field, { minimum, maximum }: Bounds): Field | undefined {
  const highest = scaling.get('maxReplicas')
  const lowest = scaling.get('minReplicas')
  if (highest.number !== maximum) return highest
  return lowest.number === undefined || lowest.number === minimum ? undefined : lowest
}

/** A fixed number that is the minimum is what an autoscaler starts from. */
function outside(count: Field, { minimum }: Bounds): Field | undefined {
  return count.number === undefined || count.number === minimum ? undefined : count
}

const rangeOf = (scaling: Field): string =>
  `${scaling.get('minReplicas').text ?? '1'}–${scaling.get('maxReplicas').text ?? ''}`
