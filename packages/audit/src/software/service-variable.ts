// Finds Services whose name makes Kubernetes set a variable that a program in the namespace takes for its own.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, Process } from '../graph/graph.js'
import { findObject } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'

export const serviceVariable: AuditRule = (graph) =>
  graph.processes.flatMap((process) => judge(graph, process))

function judge(graph: Graph, process: Process): readonly Diagnostic[] {
  const clashing = process.software?.software.clashingService
  const { pod, namespace, environment } = process
  if (clashing === undefined || pod === undefined) return []
  if (pod.spec.get('enableServiceLinks').text === 'false') return []
  const { name, variable, consequence } = clashing
  // What the container sets itself comes after, and counts.
  if (environment.some((own) => own.name === variable)) return []
  const service = findObject(graph, 'Service', namespace, name)
  // Without an address of its own there is nothing to put into a variable.
  if (service === undefined || service.field.get('spec', 'clusterIP').text === 'None') return []
  const params = { process: process.name, service: name, variable, consequence }
  return [
    diagnostic('software/service-variable', service.field.get('metadata', 'name').place, params, {
      advice: [{ kind: 'frame', location: process.field.place, label: process.name }],
    }),
  ]
}
