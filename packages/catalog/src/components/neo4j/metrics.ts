// The series that Neo4j exports for the databases that every server has.

import type { MetricFacts } from '../../facts.js'
import { neo4jExporter } from '../../metrics/neo4j.js'

/** The name of a database is a part of the names of its series. */
const databases = ['neo4j', 'system']

const [release] = neo4jExporter.releases

export const neo4jMetrics: MetricFacts = {
  source: release?.metrics.source ?? '',
  metrics: (release?.metrics.metrics ?? [])
    .flatMap((metric) =>
      metric.name.includes('<database>')
        ? databases.map((database) => ({
            ...metric,
            name: metric.name.replaceAll('<database>', database),
          }))
        : [metric],
    )
    .filter(({ name }) => !name.includes('<')),
}
