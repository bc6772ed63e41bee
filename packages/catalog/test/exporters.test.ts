import { assert, describe, expect, it } from 'vitest'
import { exporterClaiming, findSeries, metricNames } from '../src/index.js'

describe('a series', () => {
  it('belongs to the program whose names open like it', () => {
    const strays = metricNames.filter((name) => {
      const owners = findSeries(name).map(({ exporter }) => exporter.software)
      const claimed = exporterClaiming(name)
      // The router of vLLM's production stack calls its series as if they were vLLM's.
      if (owners.includes('vllm-router')) return false
      return claimed !== undefined && !owners.includes(claimed.exporter.software)
    })
    expect(strays).toEqual([])
  })

  it('is known under the endings of its type', () => {
    const endings = (name: string): readonly string[] =>
      findSeries(name).map(({ metric, ending }) => `${metric.name} ${ending}`)
    expect(endings('te_request_duration_bucket')).toEqual(['te_request_duration _bucket'])
    expect(endings('te_queue_size_bucket')).toEqual([])
    expect(endings('neo4j_database_shop_db_query_execution_latency_millis_count')).toEqual([
      'neo4j_database_<database>_db_query_execution_latency_millis _count',
    ])
  })

  it('has a successor that is known', () => {
    const successors = metricNames.flatMap((name) =>
      findSeries(name).flatMap(({ metric }) => metric.successor ?? []),
    )
    expect(successors.length).toBeGreaterThan(20)
    expect(
      successors.filter((name) => findSeries(name.replace('<database>', 'db')).length === 0),
    ).toEqual([])
  })

  it('names its source, release by release', () => {
    for (const name of metricNames) {
      for (const { release, past } of findSeries(name)) {
        const source = release?.metrics.source ?? past?.source
        assert(source !== undefined)
        expect(source).toMatch(/[\w-]+\/[\w.-]+/)
      }
    }
  })
})

describe('an opening that people write by mistake', () => {
  it('is told with the right one', () => {
    expect(exporterClaiming('vllm_num_requests_running')?.wrongPrefix).toEqual({
      written: 'vllm_',
      right: 'vllm:',
    })
    expect(exporterClaiming('vllm:num_requests_running')?.wrongPrefix).toBeUndefined()
    expect(exporterClaiming('shop_orders')).toBeUndefined()
  })
})
