// Audits files: reads them, ties them into a graph and runs every rule over it.

import type { Diagnostic } from '@llmflow/spec'
import type { Graph } from './graph/graph.js'
import { buildGraph } from './graph/build.js'
import type { AuditInput, AuditReport, AuditSummary } from './input.js'
import type { Collection } from './read/collection.js'
import { changedFiles } from './read/kustomization.js'
import { readFiles } from './read/read.js'
import { auditRules } from './rules.js'

/** Judges files. Never throws: what is wrong comes back as diagnostics, and what is unknown is said to be. */
export function audit({ files, isComplete = false, registry }: AuditInput): AuditReport {
  const found = readFiles(files)
  const tied = buildGraph(found, isComplete)
  const graph = registry === undefined ? tied : { ...tied, registry }
  const judged = auditRules.flatMap((rule) => rule(graph))
  return {
    diagnostics: [...found.diagnostics, ...withoutCertainty(judged, found.kustomizations)],
    summary: summaryOf(found, graph),
  }
}

/** An object that a kustomization still changes is not yet what is applied, so nothing about it is certain. */
function withoutCertainty(
  judged: readonly Diagnostic[],
  kustomizations: Collection['kustomizations'],
): readonly Diagnostic[] {
  const changed = changedFiles(kustomizations)
  if (changed.size === 0) return judged
  return judged.map((finding) =>
    finding.severity === 'error' && changed.has(finding.location.document)
      ? { ...finding, severity: 'warning' }
      : finding,
  )
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
