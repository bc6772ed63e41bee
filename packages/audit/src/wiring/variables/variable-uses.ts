// Gathers which variables the files use and which lists define them.

import type { Excerpt, Location } from '@llmflow/spec'
import type { EnvironmentFile, Graph } from '../../graph/graph.js'
import { variableUses } from '../../read/interpolation.js'
import { directoryOf, isBelow } from '../../graph/documents.js'
import { leavesOf } from '../../graph/leaves.js'

export type UsedVariable = {
  readonly name: string
  readonly place: Location
  /** Whether a default, or a question whether it is set, takes care of its absence. */
  readonly isOptional: boolean
}

/** `$\{NAME}` in compose files, values and configuration; those of scripts are mostly their own. */
function usedVariables(graph: Graph): readonly UsedVariable[] {
  return [
    ...graph.compositions.flatMap(({ field }) => leavesOf(field)).flatMap(usesOfLeaf),
    ...graph.values.flatMap(({ root }) => leavesOf(root)).flatMap(usesOfLeaf),
    // In a ConfigMap the container's own variables are meant.
    ...graph.configurations
      .filter(({ namespace }) => namespace === '')
      .flatMap(({ root, directives }) =>
        root === undefined
          ? directives.flatMap(({ values }) => values.flatMap(({ excerpt }) => usesIn(excerpt)))
          : leavesOf(root).flatMap(usesOfLeaf),
      ),
  ]
}

const usesOfLeaf = ({ field }: ReturnType<typeof leavesOf>[number]): readonly UsedVariable[] =>
  usesIn(field.excerpt)

function usesIn(excerpt: Excerpt): readonly UsedVariable[] {
  return variableUses(excerpt.text)
    .filter(({ isBraced }) => isBraced)
    .map(({ name, start, length, operator }) => ({
      name,
      place: excerpt.place(start, length),
      isOptional: operator !== '',
    }))
}

/** A list of variables, with the uses that it is there for. */
export type VariableList = {
  readonly file: EnvironmentFile
  readonly uses: readonly UsedVariable[]
}

/** Lists that define at least one variable that files beside them or below them use. */
export function variableLists(graph: Graph): readonly VariableList[] {
  if (graph.environmentFiles.length === 0) return []
  const used = usedVariables(graph)
  return graph.environmentFiles.flatMap((file) => {
    const directory = directoryOf(file.place.document)
    const names = new Set(file.variables.map(({ name }) => name))
    const uses = used.filter(({ place }) => isBelow(place.document, directory))
    return uses.some(({ name }) => names.has(name)) ? [{ file, uses }] : []
  })
}
