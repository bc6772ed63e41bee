// Builds the alerts of each component.

import { type Alert, type Plan, printDuration } from '@llmflow/spec'
import { prometheusOf } from './monitoring.js'
import { type Labels, type Metadata, platformLabels } from './object.js'

type PrometheusRule = {
  readonly apiVersion: 'monitoring.coreos.com/v1'
  readonly kind: 'PrometheusRule'
  readonly metadata: Metadata
  readonly spec: {
    readonly groups: readonly {
      readonly name: string
      readonly rules: readonly {
        readonly alert: string
        readonly expr: string
        readonly for: string
        readonly labels: Labels
        readonly annotations: Labels
      }[]
    }[]
  }
}

export function buildPrometheusRules(plan: Plan): readonly PrometheusRule[] {
  const prometheus = prometheusOf(plan)
  if (prometheus === undefined) return []
  const components = new Set(plan.alerts.map(({ component }) => component))
  return [...components].map((component) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: component,
      namespace: prometheus.namespace,
      labels: { 'app.kubernetes.io/component': component, ...platformLabels },
    },
    spec: {
      groups: [
        {
          name: component,
          rules: plan.alerts.filter((alert) => alert.component === component).map(ruleOf),
        },
      ],
    },
  }))
}

const ruleOf = (alert: Alert): PrometheusRule['spec']['groups'][number]['rules'][number] => ({
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
