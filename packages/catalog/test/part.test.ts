// Tests that choices for a whole component reach the parts that they are meant for, and no others.

import { describe, expect, it } from 'vitest'
import { components, type Component } from '@llmflow/catalog'
import { contextOf } from './contexts.js'

function workloadsOf(name: string, choice: object) {
  const context = contextOf({
    components: { postgresql: {}, redis: {}, minio: {}, [name]: choice },
  })
  const component = components.find((entry): entry is Component => entry.name === name)
  const sizes = component?.size(context) ?? {}
  const workloads = component?.workloads?.(context, sizes) ?? []
  return new Map(workloads.map((workload) => [workload.part, workload]))
}

describe('choices for a whole component', () => {
  const replicas = { minimum: 5, maximum: 7 }

  it('reach its own parts, but not those that serve them', () => {
    const parts = workloadsOf('milvus', {
      topology: 'cluster',
      replicas,
      env: { LOG_LEVEL: 'debug' },
    })
    expect(parts.get('querynode')?.replicas).toEqual(replicas)
    expect(parts.get('querynode')?.environment).toHaveProperty('LOG_LEVEL')
    expect(parts.get('etcd')?.replicas).toEqual({ minimum: 3, maximum: 3 })
    expect(parts.get('etcd')?.environment).not.toHaveProperty('LOG_LEVEL')
  })

  it('say where all of them run', () => {
    const parts = workloadsOf('milvus', { topology: 'cluster', pool: 'fast' })
    expect([...new Set([...parts.values()].map(({ pool }) => pool))]).toEqual(['fast'])
  })

  it('change the main image, not that of a helper', () => {
    const parts = workloadsOf('minio', { topology: 'standalone', image: 'example.com/minio:1' })
    expect(parts.get('minio')?.image).toEqual({ repository: 'example.com/minio', tag: '1' })
    expect(parts.get('buckets')?.image.repository).toMatch(/minio\/mc$/)
  })
})

describe('choices for a part', () => {
  it('reach a part that serves others too', () => {
    const parts = workloadsOf('milvus', {
      topology: 'cluster',
      parts: { etcd: { replicas: { minimum: 5, maximum: 5 } } },
    })
    expect(parts.get('etcd')?.replicas.minimum).toBe(5)
  })
})
