// Finds the known problems of programs that the catalog lists, wherever a program is configured.

import { concerns, lookForEach, type Problem, type Surroundings } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Severity } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'
import { isTemplate } from '../graph/lookup.js'
import { remembered } from '../graph/remembered.js'
import { ownSign } from './sign.js'
import { subjectsOf, type Subject } from './subject.js'
import { grouped } from '../graph/grouped.js'

export const knownProblems: AuditRule = (graph) => {
  const around = surroundingsOf(graph)
  const subjects = subjectsOf(graph).filter((subject) => !isFilledIn(graph, subject))
  const found = subjects.flatMap((subject) =>
    (subject.software.problems ?? [])
      .filter((problem) => concerns(problem, subject.version))
      .flatMap((problem) => judge(problem, subject, around)),
  )
  return once(found)
}

/** What a chart here makes of its values is in its templates; what values lack may stand there. */
const isFilledIn = (graph: Graph, { form, place }: Subject): boolean =>
  form === 'values' && chartFolders(graph).has(folderOf(place.document))

/** Folders with a chart and templates of its own. */
const chartFolders = remembered((graph: Graph): ReadonlySet<string> => {
  const folders = graph.charts.map((chart) => folderOf(chart.place.document))
  const documents = graph.files.map(({ document }) => document.replace(/^helm:/, ''))
  return new Set(
    folders.filter((folder) =>
      documents.some((document) => document.startsWith(`${folder}templates/`)),
    ),
  )
})

/** With the stroke at its end; empty for what lies at the top. */
const folderOf = (document: string): string => document.slice(0, document.lastIndexOf('/') + 1)

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
