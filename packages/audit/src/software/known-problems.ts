// Finds the known problems of programs that the catalog lists, wherever a program is configured.

import { concerns, lookForEach, type Problem, type Surroundings } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Severity } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'
import { isTemplate } from '../graph/lookup.js'
import { ownSign } from './sign.js'
import { subjectsOf, type Subject } from './subject.js'
import { grouped } from '../graph/grouped.js'

export const knownProblems: AuditRule = (graph) => {
  const around = surroundingsOf(graph)
  const found = subjectsOf(graph).flatMap((subject) =>
    (subject.software.problems ?? [])
      .filter((problem) => concerns(problem, subject.version))
      .flatMap((problem) => judge(problem, subject, around)),
  )
  return once(found)
}

export function surroundingsOf(graph: Graph): Surroundings<Subject> {
  const byName = grouped(
    subjectsOf(graph)
      .filter(({ process }) => process !== undefined)
      .map((subject) => [subject.software.name, subject] as const),
  )
  return {
    runs: (software) => byName.has(software),
    others: ({ software, process }) =>
      (byName.get(software.name) ?? []).filter((other) => other.process !== process),
    own: ownSign,
    isTemplate,
  }
}

function judge(
  problem: Problem,
  subject: Subject,
  around: Surroundings<Subject>,
): readonly Diagnostic[] {
  const { id, problem: what, remedy } = problem
  const params = {
    software: subject.software.title,
    version: subject.isVersionStated ? (subject.version ?? '') : '',
    id,
    problem: what,
    remedy,
  }
  const severity = severityOf(problem, subject)
  return lookForEach(problem.sign, subject, around).map(({ place = subject.place }) =>
    diagnostic('software/known-problem', place, params, { severity }),
  )
}

/** A chart stands between values and the program, so that values alone prove nothing. */
const severityOf = ({ severity }: Problem, { form }: Subject): Severity =>
  form === 'values' && severity === 'error' ? 'warning' : severity

/** A block of values and the blocks in it are subjects of their own that see the same keys. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter((found) => {
    const key = JSON.stringify([found.location, found.params])
    return seen.has(key) ? false : (seen.add(key), true)
  })
}
