// Groups the alerts of a plan as Prometheus reads rules.

import { type Alert, printDuration } from '@llmflow/spec'

type Words = { readonly [name: string]: string }

export type RuleGroup = {
  readonly name: string
  readonly rules: readonly {
    readonly alert: string
    readonly expr: string
    readonly for: string
    readonly labels: Words
    readonly annotations: Words
  }[]
}

/** A group for each component. */
export function ruleGroups(alerts: readonly Alert[]): readonly RuleGroup[] {
  const components = new Set(alerts.map(({ component }) => component))
  return [...components].map((component) => ({
    name: component,
    rules: alerts.filter((alert) => alert.component === component).map(ruleOf),
  }))
}

const ruleOf = (alert: Alert): RuleGroup['rules'][number] => ({
  alert: alert.name,
  expr: alert.expression,
  for: printDuration(alert.for),
  labels: { severity: alert.severity, component: alert.component },
  annotations: {
    summary: alert.summary.en,
    description: alert.description.en,
    summary_ko: alert.summary.ko,
    description_ko: alert.description.ko,
  },
})
