// Finds the queries of adapter rules: the series that a rule looks for and the query that it makes of them.

import type { Expression, Graph } from '../../graph/graph.js'
import { adapterRules } from '../scaling/adapters.js'

export function adapterQueries(graph: Graph): readonly Expression[] {
  return adapterRules(graph).rules.flatMap((rule) =>
    ['seriesQuery', 'metricsQuery'].flatMap((key) => {
      const query = rule.get(key)
      if (query.text === undefined) return []
      return [
        {
          excerpt: query.excerpt,
          use: 'adapter' as const,
          name: rule.get('name', 'as').text ?? '',
          namespace: '',
          templates: [],
          field: rule,
        },
      ]
    }),
  )
}
