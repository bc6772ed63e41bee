// Collects every PromQL expression with what it is for: alerts, recordings, panels and triggers.

import { absentField, cut, type Excerpt, type Field } from '@llmflow/spec'
import { parseQuery } from '../metrics/promql/parse.js'
import type { DashboardFile, Expression, KubernetesObject } from './graph.js'

/** The rules of a PrometheusRule's spec or of a rules file. */
export function rulesOf(spec: Field, namespace: string): readonly Expression[] {
  return spec
    .get('groups')
    .items.flatMap((group) => group.get('rules').items)
    .flatMap((rule) => ruleOf(rule, namespace))
}

function ruleOf(rule: Field, namespace: string): readonly Expression[] {
  const expression = rule.get('expr')
  if (expression.text === undefined || isLogQuery(expression.text)) return []
  const alert = rule.get('alert').text
  return [
    {
      excerpt: textOf(expression),
      use: alert === undefined ? 'recording' : 'alert',
      name: alert ?? rule.get('record').text ?? '',
      namespace,
      templates: [...textsOf(rule.get('annotations')), ...textsOf(rule.get('labels'))],
      field: rule,
    },
  ]
}

/** Loki's ruler and panels have the same form as Prometheus'; filters of lines and parsers tell LogQL. */
const isLogQuery = (text: string): boolean =>
  /\}\s*(?:\|[=~>]?\s*["`\w]|!=\s*["`]|!~\s*["`]|\|>)/.test(text)

/** An expression such as `vector(1)` may be a bare number in YAML. */
function textOf(field: Field): Excerpt {
  const { excerpt, text, place } = field
  return excerpt.text === '' && text !== undefined ? { text, place: () => place } : excerpt
}

const textsOf = (field: Field): readonly Excerpt[] =>
  field.entries.map(({ field: value }) => value.excerpt).filter(({ text }) => text !== '')

/** The queries of a dashboard's panels, also of those that lie in rows. */
export function panelQueries({ name, root }: DashboardFile): readonly Expression[] {
  return panelsOf(root).flatMap((panel) =>
    panel.get('targets').items.flatMap((target) => {
      const expression = target.get('expr').text
      if (expression === undefined || isLogQuery(expression)) return []
      const legend = target.get('legendFormat')
      return [
        {
          excerpt: target.get('expr').excerpt,
          use: 'panel' as const,
          name: panel.get('title').text ?? name,
          namespace: '',
          templates: legend.text === undefined ? [] : [legend.excerpt],
          field: panel,
        },
      ]
    }),
  )
}

/** The panels of a dashboard; rows of older versions and collapsed rows hold panels themselves. */
export function panelsOf(root: Field): readonly Field[] {
  const top = [
    ...root.get('panels').items,
    ...root.get('rows').items.flatMap((row) => row.get('panels').items),
  ]
  return top.flatMap((panel) => [panel, ...panel.get('panels').items])
}

/** Queries of KEDA's triggers. */
export function triggerQueries(objects: readonly KubernetesObject[]): readonly Expression[] {
  return objects
    .filter(({ kind }) => kind === 'ScaledObject' || kind === 'ScaledJob')
    .flatMap(({ name, namespace, field }) =>
      field.get('spec', 'triggers').items.flatMap((trigger) => {
        const query = trigger.get('metadata', 'query')
        if (trigger.get('type').text !== 'prometheus' || query.text === undefined) return []
        return [
          {
            excerpt: query.excerpt,
            use: 'autoscaler' as const,
            name,
            namespace,
            templates: [],
            threshold: trigger.get('metadata', 'threshold'),
            field: trigger,
          },
        ]
      }),
    )
}

/** Queries that stand for themselves in a document: one, or several with a comment above each. */
export function bareQueries(excerpt: Excerpt): readonly Expression[] {
  const field = absentField(excerpt.place(0, 1))
  return partsOf(excerpt).map((part) => ({
    excerpt: part,
    use: 'query',
    name: '',
    namespace: '',
    templates: [],
    field,
  }))
}

/** Longer texts are no queries that somebody shows. */
const charactersMax = 10_000

/** A blank line or a comment at the beginning of a line stands between two queries, where each of them is whole. */
function partsOf(excerpt: Excerpt): readonly Excerpt[] {
  const { text } = excerpt
  if (text.length > charactersMax) return [excerpt]
  const parts: Excerpt[] = []
  let start = 0
  for (const match of text.matchAll(/\n(?=[ \t]*(?:#|\n))/g)) {
    if (!isBalanced(text.slice(start, match.index))) continue
    parts.push(cut(excerpt, start, match.index))
    start = match.index
  }
  parts.push(cut(excerpt, start, text.length))
  const written = parts.filter((part) => part.text.replaceAll(/#.*/g, '').trim() !== '')
  // An operator between two lines makes one query of them.
  return written.every((part) => parseQuery(part.text).faults.length === 0) ? written : [excerpt]
}

const isBalanced = (text: string): boolean =>
  text.replaceAll(/[^([{]/g, '').length === text.replaceAll(/[^)\]}]/g, '').length
