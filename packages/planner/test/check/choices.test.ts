// Tests that choices are judged against each other, and that what people may well want is left alone.

import { describe, expect, it } from 'vitest'
import { findingsIn, said } from './said.js'

const severities = (code: string, platform: string): readonly string[] =>
  findingsIn(platform)
    .filter((finding) => finding.code === code)
    .map(({ severity }) => severity)

describe('known problems', () => {
  const problems = (component: string): readonly string[] =>
    findingsIn(`components: { ${component} }`)
      .filter(({ code }) => code === 'software/known-problem')
      .flatMap(({ params }) => ('id' in params ? [params.id] : []))

  it.each([
    ['dify: {}, redis: { config: { maxmemory-policy: volatile-lru } }', 'queue-among-evicted-keys'],
    ['redis: { config: { maxmemory-policy: volatile-lru } }', undefined],
    ['dify: {}, redis: { config: { maxmemory-policy: noeviction } }', undefined],
    [
      'unstructured: { env: { UNSTRUCTURED_PARALLEL_MODE_ENABLED: "True" } }',
      'parallel-mode-off-by-spelling',
    ],
    ['unstructured: { env: { UNSTRUCTURED_PARALLEL_MODE_ENABLED: "true" } }', undefined],
    ['unstructured: {}', undefined],
  ])('%s', (component, problem) => {
    expect(problems(component)).toEqual(problem === undefined ? [] : [problem])
  })

  it('are not told of a setting that nothing reads', () => {
    expect(problems('apisix: { config: { plugins: ai-proxy } }')).toEqual([])
  })
})

describe('an image of another version', () => {
  const differs = (component: string) =>
    severities('plan/image-version-differs', `components: { ${component} }`)

  it.each([
    ['apisix: { image: "docker.io/apache/apisix:3.8.0-debian" }', ['warning']],
    ['vllm: { image: "vllm/vllm-openai:v0.6.3" }', ['info']],
    ['vllm: { image: "vllm/vllm-openai:v0.6.0" }', []],
    ['vllm: { image: "registry.internal/own/vllm:our-build" }', []],
    ['postgresql: { topology: standalone, image: "postgres:16.9-alpine" }', []],
    ['minio: { image: "quay.io/minio/minio:RELEASE.2025-01-01T00-00-00Z" }', []],
  ])('%s', (component, expected) => {
    expect(differs(component)).toEqual(expected)
  })
})

describe('backups', () => {
  const beside = (endpoint: string) =>
    severities(
      'life/backup-beside-data',
      `
components: { minio: { topology: standalone } }
backup: { endpoint: "${endpoint}", stores: { minio: { every: 1h, keep: 7d } } }
`,
    )

  it.each([
    ['http://minio:9000', ['error']],
    ['http://minio.llmflow-infra.svc:9000', ['error']],
    ['http://minio.llmflow-infra.svc.cluster.local', ['error']],
    ['http://10.244.3.4:9000', ['warning']],
    ['https://s3.dr.example.com', []],
    ['https://203.0.113.9', []],
  ])('to %s', (endpoint, expected) => {
    expect(beside(endpoint)).toEqual(expected)
  })
})

describe('addresses of the cluster', () => {
  const unknown = (host: string) =>
    said(
      'wiring/unknown-address',
      `components: { redis: { topology: standalone }, dify: { env: { REDIS_HOST: "${host}" } } }`,
    ).length

  it.each([
    ['redis.llmflow-infra', 0],
    ['redis.llmflow-infra.svc.cluster.local', 0],
    ['redis-master.llmflow-infra', 1],
    ['redis-master.llmflow-infra.svc', 1],
    ['redis.example.com', 0],
    ['redis.elsewhere', 0],
    ['10.0.0.9', 0],
  ])('%s', (host, count) => {
    expect(unknown(host)).toBe(count)
  })
})

describe('replicas', () => {
  it('that never run are an error where others call them, and no second finding', () => {
    const never =
      'components: { dify: { parts: { sandbox: { replicas: { minimum: 0, maximum: 0 } } } } }'
    expect(severities('wiring/part-never-runs', never)).toEqual(['error'])
    expect(said('capacity/single-point-of-failure', never).join()).not.toContain('dify-sandbox')
  })

  it('of a model may be none', () => {
    const parked =
      'models: [{ name: m, weights: BAAI/bge-m3, kind: embedding, replicas: { minimum: 0, maximum: 0 } }]\ncomponents: { tei: {} }'
    expect(said('wiring/part-never-runs', parked)).toEqual([])
  })
})

describe('options that are texts of a form', () => {
  const judged = (component: string, option: string): readonly string[] =>
    said('spec/invalid-value', `components: { ${component}: { options: { ${option} } } }`)

  it.each([
    ['opensearch', 'retention: forever'],
    ['loki', 'retention: 0d'],
    ['monitoring', 'retention: "-3d"'],
    ['velero', 'dailyKeep: banana'],
    ['velero', 'volumesOf: [nobody]'],
    ['harbor', 'address: registry.test.internal'],
    ['harbor', 'address: 192.168.0.999'],
    ['apisix', 'operatorRanges: [10.0.0.0/33]'],
    ['postgresql', 'archive: tape'],
    ['postgresql', 'restore: yesterday'],
    ['presidio', 'languages: [fr]'],
  ])('of %s are refused when they are none: %s', (component, option) => {
    expect(judged(component, option)).toHaveLength(1)
  })

  it.each([
    ['opensearch', 'retention: 36h'],
    ['velero', 'volumesOf: [velero]'],
    ['harbor', 'address: 192.168.100.101'],
    ['apisix', 'operatorRanges: [10.0.0.0/8, 192.168.0.7/32]'],
    ['postgresql', 'restore: latest'],
    ['postgresql', 'restore: "2026-11-23T09:30:00+09:00"'],
    ['presidio', 'languages: [en]'],
  ])('of %s are taken when they are: %s', (component, option) => {
    expect(judged(component, option)).toEqual([])
  })
})
