// Derives the adapter's rules from the series that the platform's own replicas follow, so that teams can follow them too.

import type { JsonObject } from '@llmflow/spec'
import type { Context } from '../../component.js'
import type { MetricFact } from '../../facts.js'

/** One rule for each series: the others of a pattern would be listed without anybody having asked. */
export function adapterRules(context: Context): readonly JsonObject[] {
  const rules = context.components.flatMap((component) => {
    const workloads = component.workloads?.(context, context.sizes[component.name] ?? {}) ?? []
    const queries = workloads.flatMap(({ scaling }) =>
      (scaling?.signals ?? []).flatMap((signal) => (signal.kind === 'query' ? [signal.query] : [])),
    )
    const facts = context.factsOf(component.name).metrics?.metrics ?? []
    return facts
      .filter((fact) => queries.some((query) => mentions(query, fact.name)))
      .map((fact): [string, JsonObject] => [fact.name, ruleOf(fact)])
  })
  return [...new Map(rules).values()]
}

/** As a whole name: `vllm:num_requests_running` is no mention of `num_requests`. */
const mentions = (query: string, name: string): boolean =>
  (query.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? []).some(
    (word) => word === name || word === `${name}_sum`,
  )

/** The names of Kubernetes' own interface hold no colon. */
function ruleOf({ name, type }: MetricFact): JsonObject {
  const series = type === 'histogram' ? `${name}_sum` : name
  const selected = '<<.Series>>{<<.LabelMatchers>>}'
  return {
    seriesQuery: `{__name__="${series}",namespace!="",pod!=""}`,
    resources: {
      overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } },
    },
    name: { matches: `^${series}$`, as: series.replaceAll(':', '_') },
    metricsQuery: `sum(${type === 'gauge' ? selected : `rate(${selected}[2m])`}) by (<<.GroupBy>>)`,
  }
}
