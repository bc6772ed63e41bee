// Reads the alerting rules out of a rendered tree, as Prometheus gets them.

import { renderKubernetes } from '@llmflow/render'
import { readFields, wholeText, type Field, type Plan } from '@llmflow/spec'

export type Rule = {
  readonly alert: string
  readonly expr: string
  readonly for: string
  readonly labels: { readonly [name: string]: string }
  readonly annotations: { readonly [name: string]: string }
}

type RuleGroup = { readonly name: string; readonly rules: readonly Rule[] }

/** The groups of every PrometheusRule of the tree. */
export function ruleGroupsOf(plan: Plan): readonly RuleGroup[] {
  return renderKubernetes(plan).files.flatMap(({ path, text }) =>
    readFields(wholeText(path, text))
      .documents.filter((root) => root.get('kind').text === 'PrometheusRule')
      .flatMap((root) => root.get('spec', 'groups').items.map(groupOf)),
  )
}

const groupOf = (group: Field): RuleGroup => ({
  name: group.get('name').text ?? '',
  rules: group.get('rules').items.map((rule) => ({
    alert: rule.get('alert').text ?? '',
    expr: rule.get('expr').text ?? '',
    for: rule.get('for').text ?? '',
    labels: textsOf(rule.get('labels')),
    annotations: textsOf(rule.get('annotations')),
  })),
})

const textsOf = (map: Field): { readonly [name: string]: string } =>
  Object.fromEntries(map.entries.map(({ key, field }) => [key, field.text ?? '']))
