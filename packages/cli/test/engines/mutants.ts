// Breaks the expression of an alert in the ways that people do: another threshold, another name of a metric.

import type { Alert } from '@llmflow/spec'

type Mutant = { readonly name: string; readonly expression: string }

export function mutantsOf(alert: Alert): readonly Mutant[] {
  return [...thresholdMutants(alert), ...metricMutants(alert)]
}

/** Thresholds that no sample reaches, from the side that the operator looks at. */
const outOfReach: { readonly [operator: string]: string } = {
  '>': '1e+30',
  '>=': '1e+30',
  '<': '-1e+30',
  '<=': '-1e+30',
  '==': '-1e+30',
}

/** All thresholds at once: of two that stand side by side, one alone would still trip the alert. */
function thresholdMutants({ expression }: Alert): readonly Mutant[] {
  const mutated = expression.replaceAll(
    /(>=|<=|==|>|<)(\s+)-?[\d.]+(?:e[+-]?\d+)?/g,
    (_, operator: string, space: string) => `${operator}${space}${outOfReach[operator] ?? '0'}`,
  )
  return mutated === expression ? [] : [{ name: 'threshold', expression: mutated }]
}

/** The metric of each series that trips the alert, renamed. */
function metricMutants({ expression, tests }: Alert): readonly Mutant[] {
  const tripping = [...tests.trips, ...(tests.tripsToo ?? [])]
  const metrics = new Set(tripping.map(({ series }) => series.replace(/\{.*/s, '')))
  return [...metrics].map((metric) => ({
    name: `metric-${metric.replaceAll(':', '-')}`,
    expression: expression.replaceAll(wholeName(metric), `${metric}_renamed`),
  }))
}

const wholeName = (metric: string): RegExp => new RegExp(`(?<![\\w:])${metric}(?![\\w:])`, 'g')
