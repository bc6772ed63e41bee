// Milvus: memory of vectors, the parts of a cluster, and variables that it really reads.

import { describe, expect, it } from 'vitest'
import { milvus } from '../src/components/milvus/component.js'
import { milvusMetrics } from '../src/components/milvus/metrics.js'
import { bytesPerVector } from '../src/components/milvus/vectors.js'
import {
  build,
  contextOf,
  printed,
  targetsOf,
  unreadAmong,
  variable,
  workloadOf,
} from './contexts.js'
import { baseOf, seriesIn } from './series.js'

const ingestion = { documents: 500_000, pagesPerDocument: 10, chunksPerPage: 2.5 }
const standalone = contextOf({ components: { milvus: { topology: 'standalone' } } })

describe('the memory of vectors', () => {
  it('is 4,096 B of numbers, 160 B of links and a row for 1,024 dimensions', () => {
    expect(bytesPerVector(1024)).toBe(4096 + 160 + 64)
  })

  it('holds every passage twice', () => {
    const { sizes } = build(milvus, contextOf({ demand: { users: 500, ingestion } }))
    expect(sizes['querynode']?.figures['vectors']?.value.value).toBe(12_500_000 * 4320 * 2)
  })

  it('decides how many query nodes there are, with one to spare', () => {
    const nodesFor = (documents: number): number | undefined =>
      build(milvus, contextOf({ demand: { users: 500, ingestion: { ...ingestion, documents } } }))
        .sizes['querynode']?.replicas.minimum.value
    expect(nodesFor(1000)).toBe(3)
    expect(nodesFor(500_000)).toBe(Math.ceil((12_500_000 * 4320 * 2) / 0.7 / (32 * 2 ** 30)) + 1)
  })
})

describe('a cluster', () => {
  const context = contextOf()
  const built = build(milvus, context)

  it('has every part, three members of etcd and three brokers', () => {
    expect(Object.keys(built.workloads).toSorted()).toEqual([
      'milvus-datanode',
      'milvus-etcd',
      'milvus-indexnode',
      'milvus-kafka',
      'milvus-mixcoord',
      'milvus-password',
      'milvus-proxy',
      'milvus-querynode',
    ])
    expect(workloadOf(built, 'milvus-etcd').replicas.minimum).toBe(3)
    expect(workloadOf(built, 'milvus-kafka').replicas.minimum).toBe(3)
  })

  it('starts its coordinators as the version knows them', () => {
    const args = workloadOf(built, 'milvus-mixcoord').args?.map(printed)
    expect(args).toEqual(['milvus', 'run', 'mixture', '-rootcoord', '-querycoord', '-datacoord'])
  })

  it('has a standby coordinator that knows it stands by', () => {
    const file = printed(workloadOf(built, 'milvus-mixcoord').files?.[0]?.content)
    expect(file.match(/enableActiveStandby: true/g)).toHaveLength(3)
    expect(file).toContain('type: kafka')
  })

  it('opens what its parts call', () => {
    expect(targetsOf(workloadOf(built, 'milvus-proxy'))).toEqual([
      'milvus-etcd:client',
      'minio:s3',
      'milvus-mixcoord:rootcoord',
      'milvus-mixcoord:querycoord',
      'milvus-mixcoord:datacoord',
      'milvus-kafka:kafka',
      'milvus-querynode:querynode',
    ])
  })

  it('connects to ports that exist', () => {
    const ports = Object.values(built.workloads).flatMap(({ id, ports: own }) =>
      (own ?? []).map(({ name }) => `${id}:${name}`),
    )
    const targets = Object.values(built.workloads).flatMap(targetsOf)
    expect(targets.filter((target) => !ports.includes(target) && target !== 'minio:s3')).toEqual([])
  })
})

describe('one server', () => {
  const built = build(milvus, standalone)

  it('keeps its queue in itself', () => {
    expect(Object.keys(built.workloads)).toEqual(['milvus-etcd', 'milvus', 'milvus-password'])
    expect(printed(workloadOf(built, 'milvus').files?.[0]?.content)).toContain('type: rocksmq')
    expect(workloadOf(built, 'milvus-etcd').replicas.minimum).toBe(1)
  })
})

describe.each([
  ['cluster', contextOf(), 'milvus-proxy'],
  ['standalone', standalone, 'milvus'],
])('Milvus as %s', (_topology, context, id) => {
  const workload = workloadOf(build(milvus, context), id)
  const facts = context.factsOf('milvus')

  it('logs in to the object store with the names that it reads', () => {
    expect(variable(workload, 'MINIO_ACCESS_KEY_ID')).toBe('{milvus-object-store/access-key}')
    expect(variable(workload, 'MINIO_SECRET_ACCESS_KEY')).toBe('{milvus-object-store/secret-key}')
    expect(variable(workload, 'MINIO_ACCESS_KEY')).toBeUndefined()
    expect(unreadAmong(['MINIO_ACCESS_KEY', 'MINIO_SECRET_KEY'], facts.env)).toHaveLength(2)
  })

  it('is told nothing that it does not read', () => {
    expect(unreadAmong(Object.keys(workload.environment ?? {}), facts.env)).toEqual([])
  })

  it('runs as a user whom its image lets run it', () => {
    expect(workload.security).toMatchObject({ user: 1000, group: 0, readOnlyRoot: true })
  })
})

describe('the alerts of Milvus', () => {
  const context = contextOf({ objectives: { retrieval: '1500ms' } })
  const alerts = milvus.alerts?.(context, build(milvus, context).sizes) ?? []

  it('read series that Milvus or etcd have', () => {
    const known = new Set([
      ...milvusMetrics.metrics.map(({ name }) => name),
      'etcd_server_has_leader',
      'etcd_mvcc_db_total_size_in_bytes',
    ])
    const panels = Object.values(milvus.dashboards?.(context) ?? {}).flatMap(({ panels }) => panels)
    const queries = panels.flatMap(({ queries }) => queries)
    for (const { expression } of [...alerts, ...queries]) {
      const series = seriesIn(expression)
      expect(series.filter((name) => !known.has(name) && !known.has(baseOf(name)))).toEqual([])
    }
  })

  it('compare milliseconds with milliseconds', () => {
    expect(alerts[0]?.expression).toMatch(/> 1500$/)
  })
})
