// Finds queues that a program fills and that none of its workers here works on.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, Process, Variable } from '../graph/graph.js'
import { isTemplate } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'

export const unworkedQueues: AuditRule = (graph) => {
  const programs = new Set(graph.processes.flatMap(({ software }) => software?.software.name ?? []))
  return [...programs].flatMap((name) => judge(graph, name))
}

/** Only workers that all say their queues leave some out: without the variable they take every one. */
function judge(graph: Graph, name: string): readonly Diagnostic[] {
  const ofProgram = graph.processes.filter(({ software }) => software?.software.name === name)
  const queues = ofProgram.flatMap(({ software }) => software?.version?.queues ?? [])[0]
  if (queues === undefined) return []
  const { worker, idle = [] } = queues
  const workers = ofProgram.filter(({ environment }) =>
    environment.some(({ name: own, value }) => own === worker.variable && value === worker.value),
  )
  const stated = workers.map((process) => namesIn(process, queues.variable))
  const [first] = stated
  if (first === undefined || stated.includes(undefined)) return []
  const worked = new Set(stated.flatMap((list) => list?.names ?? []))
  const missing = queues.names.filter((queue) => !worked.has(queue) && !idle.includes(queue))
  if (missing.length === 0) return []
  const { variable } = first
  const place = variable.excerpt.place(0, variable.excerpt.text.length)
  const title = ofProgram[0]?.software?.software.title ?? name
  return [
    diagnostic(
      'software/unworked-queue',
      place,
      { software: title, queues: missing, variable: variable.name },
      { severity: graph.isComplete ? 'error' : 'warning' },
    ),
  ]
}

type Stated = { readonly variable: Variable; readonly names: readonly string[] }

/** The queues that a worker is told to work on; undefined when it takes all or nobody here knows. */
function namesIn(process: Process, name: string): Stated | undefined {
  const variable = process.environment.find((one) => one.name === name)
  if (variable?.value === undefined || variable.value === '' || isTemplate(variable.value)) {
    return undefined
  }
  return { variable, names: variable.value.split(',').map((queue) => queue.trim()) }
}
