// MinIO: erasure sets as MinIO forms them, the space that is left, and buckets for those who need one.

import { inventorySchema } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { minio } from '../src/components/minio/component.js'
import { erasureLayout } from '../src/components/minio/erasure.js'
import { minioMetrics } from '../src/components/minio/metrics.js'
import {
  build,
  contextOf,
  printed,
  targetsOf,
  unreadAmong,
  variable,
  workloadOf,
} from './contexts.js'
import { seriesIn } from './series.js'

const inventory = inventorySchema.parse({
  apiVersion: 'llmflow.io/v1',
  kind: 'Inventory',
  metadata: { name: 'example' },
  pools: [
    {
      name: 'storage',
      kind: 'hosts',
      roles: ['storage'],
      nodes: { count: 4, prefix: 'minio', firstAddress: '10.30.0.11' },
      cpu: 64,
      memory: '256GiB',
      disks: [{ kind: 'nvme', size: '25TB', count: 4 }],
    },
  ],
})

describe('an erasure set', () => {
  it.each([
    [1, 1, 0, 1],
    [2, 2, 1, 1 / 2],
    [4, 4, 2, 1 / 2],
    [6, 6, 3, 1 / 2],
    [8, 8, 4, 1 / 2],
    [12, 12, 4, 2 / 3],
    [16, 16, 4, 3 / 4],
    [32, 16, 4, 3 / 4],
    [20, 10, 4, 3 / 5],
    [17, 0, 0, 0],
  ])('of %i drives has %i drives, %i of them parity', (drives, setSize, parity, usableShare) => {
    expect(erasureLayout(drives)).toEqual({ drives, setSize, parity, usableShare })
  })
})

describe('MinIO on the guide’s machines', () => {
  const context = { ...contextOf(), inventory }
  const built = build(minio, context)
  const figures = built.sizes['minio']?.figures

  it('has 300 of 400 TB left, because sixteen drives give four to parity', () => {
    expect(figures?.['raw']?.value.value).toBe(400e12)
    expect(figures?.['usable']?.value.value).toBe(300e12)
    expect(figures?.['parity']?.value.value).toBe(4)
  })

  it('runs on every machine with every drive', () => {
    const workload = workloadOf(built, 'minio')
    expect(workload).toMatchObject({ runsOn: 'hosts', replicas: { minimum: 4, maximum: 4 } })
    expect(workload.volumes?.filter(({ kind }) => kind === 'persistent')).toHaveLength(4)
    const drives = workload.environment?.['MINIO_VOLUMES']?.filter(
      (part) => typeof part === 'object',
    )
    expect(drives).toMatchObject(
      ['/data1', '/data2', '/data3', '/data4'].map((after) => ({
        kind: 'members',
        form: 'url',
        after,
      })),
    )
    expect(variable(workload, 'MINIO_STORAGE_CLASS_STANDARD')).toBe('EC:4')
  })

  it('has a folder for each drive, where the other machines look for it too', () => {
    const { host, volumes } = workloadOf(built, 'minio')
    const paths = Object.values(host?.paths ?? {})
    expect(paths).toEqual(['/srv/minio/1', '/srv/minio/2', '/srv/minio/3', '/srv/minio/4'])
    expect(Object.keys(host?.paths ?? {})).toEqual(
      volumes?.flatMap(({ kind, path }) => (kind === 'persistent' ? [path] : [])),
    )
    const asked = host?.environment?.['MINIO_VOLUMES']?.flatMap((part) =>
      typeof part === 'object' && part.kind === 'members' ? [part.after] : [],
    )
    expect(asked).toEqual(paths)
  })

  it('gets its program out of the image, and an account that is made for it', () => {
    const { host } = workloadOf(built, 'minio')
    expect(Object.values(host?.programs ?? {})).toEqual([printed(host?.command[0])])
    expect(host?.accounts).toContain(host?.user)
  })
})

describe('MinIO in the cluster', () => {
  const { sizes } = build(minio, contextOf())

  it('has room for what is needed, with a fifth free', () => {
    const { need, usable } = sizes['minio']?.figures ?? {}
    expect(usable?.value.value).toBeGreaterThanOrEqual((need?.value.value ?? 0) / 0.8)
    expect(sizes['minio']?.replicas.minimum.value).toBe(4)
  })

  it('is one server with one drive when it stands alone', () => {
    const built = build(minio, contextOf({ components: { minio: { topology: 'standalone' } } }))
    const workload = workloadOf(built, 'minio')
    expect(workload).toMatchObject({ runsOn: 'cluster', replicas: { minimum: 1 }, edges: [] })
    expect(variable(workload, 'MINIO_VOLUMES')).toBe('/data1')
    expect(variable(workload, 'MINIO_STORAGE_CLASS_STANDARD')).toBeUndefined()
  })
})

describe('the buckets', () => {
  it('are those of the components that the platform has, each with its own user', () => {
    const context = contextOf({ components: { minio: {}, milvus: {} } })
    const job = workloadOf(build(minio, context), 'minio-buckets')
    expect(targetsOf(job)).toEqual(['minio:s3'])
    expect(job.files?.map(({ path }) => path)).toEqual([
      '/scripts/buckets.sh',
      '/policies/milvus.json',
    ])
    expect(variable(job, 'MILVUS_ACCESS_KEY')).toBe('{milvus-object-store/access-key}')
    expect(Object.keys(minio.secrets?.(context) ?? {})).toEqual(['minio', 'milvus-object-store'])
  })
})

describe('what is known of MinIO', () => {
  const context = contextOf()
  const facts = context.factsOf('minio')

  it('includes that its images left Docker Hub', () => {
    const gone = facts.life?.filter(({ status }) => status === 'image-gone') ?? []
    expect(gone.map(({ subject }) => subject)).toContain('docker.io/minio/minio')
    for (const { repository } of Object.values(facts.images)) {
      expect(gone.map(({ subject }) => subject)).not.toContain(repository)
    }
  })

  it('covers every variable that is set', () => {
    const names = Object.keys(workloadOf(build(minio, context), 'minio').environment ?? {})
    expect(unreadAmong(names, facts.env)).toEqual([])
  })

  it('covers every series of an alert', () => {
    const known = new Set(minioMetrics.metrics.map(({ name }) => name))
    const alerts = minio.alerts?.(context, build(minio, context).sizes) ?? []
    const panels = Object.values(minio.dashboards?.(context) ?? {}).flatMap(({ panels }) => panels)
    const queries = panels.flatMap(({ queries }) => queries)
    for (const { expression } of [...alerts, ...queries]) {
      expect(seriesIn(expression).filter((name) => !known.has(name))).toEqual([])
    }
  })
})
