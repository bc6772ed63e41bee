// Finds `${NAME}` in texts that nothing expands: Helm values, and files of programs that take them as they stand.

import { findSoftware, takesLiterally } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Excerpt } from '@llmflow/spec'
import type { Configuration, Graph, Process } from '../../graph/graph.js'
import { variableUses } from '../../read/interpolation.js'
import type { AuditRule } from '../../rule.js'
import { distinctTexts } from '../../graph/documents.js'
import { leavesOf } from '../../graph/leaves.js'

export const literalPlaceholder: AuditRule = (graph) => {
  if (isExpandedBefore(graph)) return []
  return [
    ...inValues(graph),
    ...graph.configurations.flatMap((configuration) => inConfiguration(graph, configuration)),
    ...graph.processes.flatMap(inContainer),
  ]
}

/** A step that expands the files before they are installed: `envsubst`, or Flux with its substitutions. */
function isExpandedBefore(graph: Graph): boolean {
  const isFlux = graph.objects.some(
    ({ kind, field }) =>
      kind === 'Kustomization' && field.get('spec', 'postBuild').value !== undefined,
  )
  return (
    isFlux ||
    distinctTexts(graph.files).some(({ excerpt }) =>
      /\b(envsubst|gomplate|esh)\b/.test(excerpt.text),
    )
  )
}

/** Blocks whose texts reach a container, where a shell or Kubernetes may expand them. */
const runtimeKeys =
  /^(args|command|env|environment|extraArgs|extraEnv\w*|lifecycle|script\w*|init\w*)$/i

function inValues({ values, isComplete }: Graph): readonly Diagnostic[] {
  return values.flatMap(({ root }) =>
    leavesOf(root).flatMap(({ path, field }) => {
      if (path.some((key) => runtimeKeys.test(key))) return []
      const { text } = field.excerpt
      // Longer texts may be templates or files for a program that expands them.
      if (!/^\$\{\w+\}$/.test(text)) return []
      return placeholders(field.excerpt, 'values', 'Helm', isComplete)
    }),
  )
}

function inConfiguration(
  { isComplete }: Graph,
  { software, root, directives }: Configuration,
): readonly Diagnostic[] {
  if (!takesLiterally(software)) return []
  const reader =
    findSoftware(software)?.title ?? `${software.charAt(0).toUpperCase()}${software.slice(1)}`
  const texts =
    root === undefined
      ? directives.flatMap(({ values }) => values.map(({ excerpt }) => excerpt))
      : leavesOf(root).map(({ field }) => field.excerpt)
  return texts.flatMap((excerpt) => placeholders(excerpt, 'configuration', reader, isComplete))
}

function placeholders(
  excerpt: Excerpt,
  holder: 'values' | 'configuration',
  reader: string,
  isComplete: boolean,
): readonly Diagnostic[] {
  return variableUses(excerpt.text)
    .filter(({ isBraced }) => isBraced)
    .map(({ name, start, length }) =>
      diagnostic(
        'wiring/literal-placeholder',
        excerpt.place(start, length),
        { variable: name, holder, reader },
        { severity: isComplete ? 'error' : 'warning' },
      ),
    )
}

/** Only variables of the same container: there it is certain what was meant. */
function inContainer({ origin, environment, software, name }: Process): readonly Diagnostic[] {
  if (origin !== 'kubernetes') return []
  const names = new Set(environment.map((variable) => variable.name))
  return environment.flatMap(({ excerpt }) =>
    variableUses(excerpt.text)
      .filter((use) => use.isBraced && use.operator === '' && names.has(use.name))
      .map((use) => {
        const place = excerpt.place(use.start, use.length)
        const reader = software?.software.title ?? name
        const params = { variable: use.name, holder: 'container' as const, reader }
        const remove = `$\{${use.name}}`
        return diagnostic('wiring/literal-placeholder', place, params, {
          advice: [{ kind: 'diff', remove, add: `$(${use.name})` }],
        })
      }),
  )
}
