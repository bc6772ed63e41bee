// Finds variables that files use and that the list of variables beside them does not define.

import { diagnostic, nearest, type Diagnostic } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { settingMissing } from '../../software/setting-missing.js'
import { directoryOf, isBelow } from '../../graph/documents.js'
import { variableLists, type UsedVariable, type VariableList } from './variable-uses.js'

/** Variables that are set wherever Compose runs. */
const ambient = /^(HOME|PATH|PWD|USER|UID|GID|HOSTNAME|SHELL|TMPDIR|LANG|COMPOSE_\w+|DOCKER_\w+)$/

export const undefinedVariable: AuditRule = (graph) => {
  const lists = variableLists(graph)
  const defined = new Set(
    graph.environmentFiles.flatMap(({ variables }) => variables.map(({ name }) => name)),
  )
  const missing = (uses: readonly UsedVariable[]): readonly UsedVariable[] =>
    uses.filter(({ name, isOptional }) => !isOptional && !defined.has(name) && !ambient.test(name))
  const told = new Set<string>()
  return lists.flatMap((list) => {
    const gaps = missing(list.uses)
    // A variable that is used elsewhere is hardly the one that is meant here.
    const used = new Set(list.uses.map(({ name }) => name))
    const idle = [...defined].filter((name) => !used.has(name))
    return [...undefinedIn(list, gaps, idle, told), ...gapsOf(graph, list, gaps, defined)]
  })
}

function undefinedIn(
  { file }: VariableList,
  gaps: readonly UsedVariable[],
  idle: readonly string[],
  told: Set<string>,
): readonly Diagnostic[] {
  return gaps.flatMap(({ name, place }) => {
    if (told.has(name)) return []
    told.add(name)
    const related = gaps.filter((gap) => gap.name === name && gap.place !== place)
    return [
      diagnostic(
        'wiring/undefined-variable',
        place,
        { variable: name, list: listName(file.name), suggestion: nearest(name, idle) },
        { related: [file.place, ...related.map((gap) => gap.place)] },
      ),
    ]
  })
}

const listName = (name: string): string => (name === '' ? '.env' : name)

/** One finding at the list itself: its reader has to know what else must be set. */
function gapsOf(
  graph: Graph,
  { file }: VariableList,
  gaps: readonly UsedVariable[],
  defined: ReadonlySet<string>,
): readonly Diagnostic[] {
  const directory = directoryOf(file.place.document)
  const demanded = demandedIn(graph, directory).filter((name) => !defined.has(name))
  const names = [...new Set([...gaps.map(({ name }) => name), ...demanded])].toSorted()
  if (names.length === 0) return []
  const first = file.variables[0]?.keyPlace ?? file.place
  return [diagnostic('wiring/variable-list-gaps', first, { list: listName(file.name), names })]
}

/** Variables without which a service does not work, that nothing sets and no other service has a value for. */
function demandedIn(graph: Graph, directory: string): readonly string[] {
  const services = graph.processes.filter(
    ({ origin, field }) => origin === 'compose' && isBelow(field.place.document, directory),
  )
  const names = new Set(services.map(({ name }) => name))
  const set = new Set(services.flatMap(({ environment }) => environment.map(({ name }) => name)))
  return settingMissing(graph).flatMap(({ severity, params }) => {
    if (severity !== 'error' || !('settings' in params && 'process' in params)) return []
    const { settings, process } = params
    if (typeof settings !== 'string' || typeof process !== 'string' || !names.has(process))
      return []
    const variable = settings.split(' / ').find((name) => /^[A-Z][A-Z0-9_]+$/.test(name))
    return variable === undefined || set.has(variable) ? [] : [variable]
  })
}
