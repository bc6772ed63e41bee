// LLMFlow's runtime: replicas that hold nothing in a cluster, one with its data embedded.

import { serviceMetrics } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { llmflow } from '../src/components/llmflow/component.js'
import { build, contextOf, targetsOf, unreadAmong, variable, workloadOf } from './contexts.js'
import { baseOf, seriesIn } from './series.js'

describe('LLMFlow in a cluster', () => {
  const context = contextOf()
  const built = build(llmflow, context)
  const workload = workloadOf(built, 'llmflow')

  it('holds nothing and reaches every store and model', () => {
    expect(workload.kind).toBe('stateless')
    expect(targetsOf(workload).toSorted()).toEqual([
      'keycloak:http',
      'milvus-proxy:grpc',
      'minio:s3',
      'postgresql-primary:postgresql',
      'redis-sentinel:sentinel',
      'redis:redis',
      'tei-bge-m3:http',
      'tei-bge-reranker-v2-m3:http',
      'unstructured:http',
      'vllm-llama-3-1-70b:http',
      'vllm-llama-3-1-8b:http',
    ])
  })

  it('takes secrets from the environment and only names that it reads', () => {
    expect(variable(workload, 'LLMFLOW_DATABASE_PASSWORD')).toBe('{llmflow-database/password}')
    expect(variable(workload, 'LLMFLOW_REDIS_SENTINELS')).toBe('{redis-sentinel:sentinel}')
    const names = Object.keys(workload.environment ?? {})
    expect(unreadAmong(names, context.factsOf('llmflow').env)).toEqual([])
  })

  it('says how many connections it opens', () => {
    expect(built.sizes['llmflow']?.figures['databaseConnections']?.value).toEqual({
      value: 20,
      unit: 'count',
    })
  })

  it('grows with the answers in flight', () => {
    const demand = { users: 50_000 }
    const { sizes } = build(llmflow, contextOf({ demand }))
    expect(sizes['llmflow']?.replicas.minimum.value).toBeGreaterThan(2)
  })

  it('is watched through the metrics of the contract', () => {
    const names = new Set<string>(serviceMetrics.map(({ name }) => name))
    const alerts = (llmflow.alerts?.(context, built.sizes) ?? []).map(
      ({ expression }) => expression,
    )
    const panels = Object.values(llmflow.dashboards?.(context) ?? {}).flatMap((dashboard) =>
      dashboard.panels.flatMap(({ queries }) => queries.map(({ expression }) => expression)),
    )
    const series = [...alerts, ...panels].flatMap(seriesIn).filter((name) => name !== 'up')
    expect(series.filter((name) => !names.has(name) && !names.has(baseOf(name)))).toEqual([])
  })

  it('reaches a model that is served elsewhere', () => {
    const models = [{ name: 'm', weights: 'x/y', endpoint: 'https://models.example.com/v1' }]
    const elsewhere = build(llmflow, contextOf({ models }))
    expect(targetsOf(workloadOf(elsewhere, 'llmflow'))).toContain('models.example.com:443')
  })
})

describe('LLMFlow with Presidio and Langfuse', () => {
  const components = { llmflow: {}, presidio: {}, langfuse: {}, postgresql: {} }
  const built = build(llmflow, contextOf({ components }))
  const workload = workloadOf(built, 'llmflow')

  it('reaches both servers of the one and the other', () => {
    expect(targetsOf(workload)).toEqual(
      expect.arrayContaining([
        'presidio-analyzer:http',
        'presidio-anonymizer:http',
        'langfuse:http',
      ]),
    )
  })

  it('signs in to its project with keys from the secret', () => {
    expect(variable(workload, 'LLMFLOW_LANGFUSE_PUBLIC_KEY')).toBe('{langfuse/public-key}')
    expect(variable(workload, 'LLMFLOW_LANGFUSE_SECRET_KEY')).toBe('{langfuse/secret-key}')
  })

  it('has neither keys nor connections where they are not there', () => {
    const alone = workloadOf(build(llmflow, contextOf()), 'llmflow')
    expect(variable(alone, 'LLMFLOW_LANGFUSE_PUBLIC_KEY')).toBeUndefined()
    expect(targetsOf(alone).filter((target) => /langfuse|presidio/.test(target))).toEqual([])
  })
})

describe('LLMFlow embedded', () => {
  const context = contextOf({
    components: { llmflow: { topology: 'embedded' } },
    demand: { users: 5 },
    objectives: { availability: '99%' },
  })
  const built = build(llmflow, context)
  const workload = workloadOf(built, 'llmflow')

  it('is one replica with a volume for all data', () => {
    expect(workload).toMatchObject({
      kind: 'stateful',
      replicas: { minimum: 1, maximum: 1 },
      movable: false,
    })
    expect(workload.volumes).toContainEqual(
      expect.objectContaining({ kind: 'persistent', path: '/var/lib/llmflow' }),
    )
    expect(targetsOf(workload)).toEqual([])
    expect(built.sizes['llmflow']?.figures).toEqual({})
  })

  it('needs no other component', () => {
    expect(llmflow.needs(context)).toEqual([])
  })
})
