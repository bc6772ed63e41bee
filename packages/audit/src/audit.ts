// Audits files: reads them, ties them into a graph and runs every rule over it.

import type { Graph } from './graph/graph.js'
import { buildGraph } from './graph/build.js'
import type { AuditInput, AuditReport, AuditSummary } from './input.js'
import type { Collection } from './read/collection.js'
import { readFiles } from './read/read.js'
import { auditRules } from './rules.js'

/** Judges files. Never throws: what is wrong comes back as diagnostics, and what is unknown is said to be. */
export function audit({ files, isComplete = false, registry }: AuditInput): AuditReport {
  const found = readFiles(files)
  const tied = buildGraph(found, isComplete)
  const graph = registry === undefined ? tied : { ...tied, registry }
  return {
    diagnostics: [...found.diagnostics, ...auditRules.flatMap((rule) => rule(graph))],
    summary: summaryOf(found, graph),
  }
}

function summaryOf(found: Collection, graph: Graph): AuditSummary {
  const unknown = found.diagnostics.filter(({ code }) => code === 'audit/unknown-kind')
  return {
    files: new Set(found.files.map(({ document }) => document)).size,
    objects: graph.objects.length,
    processes: graph.processes.length,
    expressions: graph.expressions.length,
    unknownKinds: unknown.flatMap(({ params }) =>
      'kind' in params && 'apiVersion' in params ? [`${params.kind} of ${params.apiVersion}`] : [],
    ),
    unreadTemplates: found.files.filter(({ form }) => form === 'template').length,
  }
}
