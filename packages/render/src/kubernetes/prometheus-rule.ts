// Builds the alerts of each component.

import type { Plan } from '@llmflow/spec'
import { type RuleGroup, ruleGroups } from '../alerting-rules.js'
import { prometheusOf } from './monitoring.js'
import { type Metadata, platformLabels } from './object.js'

type PrometheusRule = {
  readonly apiVersion: 'monitoring.coreos.com/v1'
  readonly kind: 'PrometheusRule'
  readonly metadata: Metadata
  readonly spec: { readonly groups: readonly RuleGroup[] }
}

export function buildPrometheusRules(plan: Plan): readonly PrometheusRule[] {
  const prometheus = prometheusOf(plan)
  if (prometheus === undefined) return []
  return ruleGroups(plan.alerts).map((group) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: group.name,
      namespace: prometheus.namespace,
      labels: { 'app.kubernetes.io/component': group.name, ...platformLabels },
    },
    spec: { groups: [group] },
  }))
}
