// Unstructured: sizes from scanned pages, and settings that the server reads.

import { describe, expect, it } from 'vitest'
import { unstructured } from '../src/components/unstructured/component.js'
import { build, contextOf, unreadAmong, variable, workloadOf } from './contexts.js'

describe('Unstructured', () => {
  it('stands by with the guide’s three replicas', () => {
    const { sizes } = build(unstructured, contextOf())
    expect(sizes['unstructured']?.replicas.minimum.value).toBe(3)
    expect(sizes['unstructured']?.replicas.maximum.value).toBe(10)
  })

  it('grows with the pages that must be read', () => {
    const demand = {
      users: 500,
      ingestion: { documentsPerDay: 100_000 },
      recognition: { share: '80%' },
    }
    const { sizes } = build(unstructured, contextOf({ demand }))
    // 27.8 pages/s × (0.8 × 4 s + 0.2 × 0.3 s) ÷ (2 × 0.7) = 64.7
    expect(sizes['unstructured']?.replicas.minimum.value).toBe(65)
  })

  it('is one replica where the platform promises less than three nines', () => {
    const context = contextOf({ objectives: { availability: '99%' } })
    const { sizes } = build(unstructured, context)
    expect(sizes['unstructured']?.replicas.minimum.value).toBe(1)
    expect(sizes['unstructured']?.replicas.maximum.value).toBe(1)
  })

  it.each(['0.0.80', '0.1.2'])('%s is told nothing that it does not read', (version) => {
    const context = contextOf({ components: { unstructured: { version } } })
    const workload = workloadOf(build(unstructured, context), 'unstructured')
    const names = Object.keys(workload.environment ?? {})
    expect(unreadAmong(names, context.factsOf('unstructured').env)).toEqual([])
    expect(variable(workload, 'UNSTRUCTURED_PARALLEL_MODE_ENABLED')).toBe('false')
  })

  it('offers no metrics, because it has none', () => {
    const workload = workloadOf(build(unstructured, contextOf()), 'unstructured')
    expect(workload.ports?.every(({ metrics }) => metrics === undefined)).toBe(true)
    expect(workload.probes?.ready?.check).toMatchObject({ path: '/healthcheck' })
  })
})
