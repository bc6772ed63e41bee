// Tests that volumes, documents and weights are held against the disks and classes of the inventory.

import { describe, expect, it } from 'vitest'
import { findingsIn, said } from './said.js'

const tooSmall = (platform: string, inventory: string) =>
  said('capacity/storage-too-small', platform, inventory)

const machines = (disks: string): string => `
pools:
  - { name: workers, roles: [application], nodes: { count: 3, prefix: w }, cpu: 64, memory: 256GiB }
  - name: machines
    kind: hosts
    roles: [database, storage]
    nodes: { count: 4, prefix: host, firstAddress: 10.0.0.1 }
    cpu: 64
    memory: 256GiB
    disks: ${disks}
`

describe('disks of machines', () => {
  const postgresql = (storage: string) =>
    `components: { postgresql: { topology: patroni, storage: ${storage} } }\n`

  it('hold the volumes of what runs there', () => {
    const inventory = machines('[{ size: 500GiB, count: 2 }]')
    expect(tooSmall(postgresql('900GiB'), inventory)).toEqual([])
    expect(tooSmall(postgresql('1000GiB'), inventory)).toEqual([
      expect.stringMatching(/^\/components\/postgresql\/storage: disks \| host-01 \| /),
    ])
  })

  it('are not judged where the inventory lists none', () => {
    expect(tooSmall(postgresql('900TiB'), machines('[]'))).toEqual([])
  })

  it('show the sum, with what is beside', () => {
    const found = findingsIn(postgresql('1TiB'), machines('[{ size: 1TiB }]'))
    const finding = found.find(({ code }) => code === 'capacity/storage-too-small')
    expect(finding?.advice).toMatchObject([
      {
        kind: 'sum',
        unit: 'bytes',
        terms: [{ label: 'postgresql' }, { label: 'postgresql-etcd' }],
      },
    ])
  })
})

describe('the object store', () => {
  const minio = 'components: { minio: { topology: distributed } }\n'

  it('holds what is kept after parity', () => {
    expect(tooSmall(minio, machines('[{ size: 1TiB, count: 4 }]'))).toEqual([])
    expect(tooSmall(minio, machines('[{ size: 10GiB }]'))).toEqual([
      expect.stringMatching(/^\/components\/minio: object-store \| minio \| /),
    ])
  })
})

describe('the loss of a storage machine', () => {
  const lost = (servers: number, drives: number) =>
    said(
      'capacity/node-loss',
      `components: { minio: { topology: distributed } }\n`,
      machines(`[{ size: 4TiB, count: ${drives} }]`).replace('count: 4', `count: ${servers}`),
    )

  it('costs a set no more drives than its parity', () => {
    expect(lost(4, 4)).toEqual([])
    expect(lost(6, 8)).toEqual([])
    expect(lost(2, 8)).toEqual(['/components/minio: minio | machines | host-01 | nodes'])
    expect(lost(3, 16)).toHaveLength(1)
  })
})

describe('storage classes', () => {
  const inventory = (capacity: string) => `
pools:
  - { name: workers, roles: [application], nodes: { count: 3, prefix: w }, cpu: 64, memory: 256GiB }
storageClasses:
  - { name: block, kind: block, capacity: ${capacity}, isDefault: true }
`
  const milvus = 'components: { milvus: { topology: standalone } }\n'

  it('hold every replica of the volumes that they provide', () => {
    expect(tooSmall(milvus, inventory('30GiB'))).toEqual([])
    expect(tooSmall(milvus, inventory('29GiB'))).toEqual([
      expect.stringMatching(/^\/components\/milvus: storage-class \| block \| /),
    ])
  })
})

describe('the volume of the weights', () => {
  const platform = (size: string) => `
models:
  - { name: small, weights: meta-llama/Llama-3.1-8B-Instruct, gpu: A100-SXM4-80GB }
  - { name: twin, weights: meta-llama/Llama-3.1-8B-Instruct, gpu: A100-SXM4-80GB }
  - { name: away, weights: meta-llama/Llama-3.1-70B-Instruct, endpoint: https://x.example.com/v1 }
components: { vllm: {} }
modelStore: { size: ${size} }
`

  it('holds each once, and only what is loaded from it', () => {
    expect(said('capacity/storage-too-small', platform('20GiB'))).toEqual([])
    expect(said('capacity/storage-too-small', platform('10GiB'))).toEqual([
      expect.stringMatching(/^\/modelStore\/size: model-store \| modelStore \| 16060522496 \| /),
    ])
  })
})
