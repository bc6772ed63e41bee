// TEI: the right build of the image, replicas from the tokens to read, and what is watched.

import { describe, expect, it } from 'vitest'
import { tei } from '../src/components/tei/component.js'
import { build, contextOf, guideModels, unreadAmong, variable, workloadOf } from './contexts.js'
import { baseOf, seriesIn } from './series.js'

const onGpu = (gpu: string) => guideModels.map((model) => ({ ...model, gpu }))

describe('the image of TEI', () => {
  it('is the CPU build without a GPU', () => {
    const built = build(tei, contextOf())
    expect(workloadOf(built, 'tei-bge-m3').image.tag).toBe('cpu-1.6')
    expect(workloadOf(built, 'tei-bge-reranker-v2-m3').image.tag).toBe('cpu-1.6')
  })

  it.each([
    ['A100-SXM4-80GB', '1.6'],
    ['H100-SXM5-80GB', 'hopper-1.6'],
    ['L40S-48GB', '89-1.6'],
  ])('is the build for %s', (gpu, tag) => {
    const workload = workloadOf(build(tei, contextOf({ models: onGpu(gpu) })), 'tei-bge-m3')
    expect(workload.image.tag).toBe(tag)
    expect(workload.resources).toMatchObject({ gpus: 1, gpuProduct: gpu })
    expect(variable(workload, 'DTYPE')).toBe('float16')
  })

  it('is the one that the platform chose', () => {
    const image = 'registry.example.com/tei:mine'
    const built = build(tei, contextOf({ components: { tei: { image } } }))
    expect(workloadOf(built, 'tei-bge-m3').image).toEqual({
      repository: 'registry.example.com/tei',
      tag: 'mine',
    })
  })
})

describe('the sizes of TEI', () => {
  it('cover the passages of the busiest hour', () => {
    const { sizes } = build(tei, contextOf())
    expect(sizes['bge-m3']?.replicas.minimum.value).toBe(4)
  })

  it('show that a CPU reranks a search’s candidates for a minute and more', () => {
    const figures = build(tei, contextOf()).sizes['bge-reranker-v2-m3']?.figures
    expect(figures?.['callTime']?.value.value).toBeGreaterThan(60_000)
  })

  it('let one GPU rerank in less than a second', () => {
    const { sizes } = build(tei, contextOf({ models: onGpu('A100-SXM4-80GB') }))
    const reranker = sizes['bge-reranker-v2-m3']
    expect(reranker?.figures['callTime']?.value.value).toBeLessThan(1000)
    expect(reranker?.replicas.minimum.value).toBe(2)
  })

  it('keep what the platform declares', () => {
    const models = guideModels.map((model) => ({ ...model, replicas: { minimum: 6, maximum: 7 } }))
    const { sizes } = build(tei, contextOf({ models }))
    expect(sizes['bge-m3']?.replicas.minimum.value).toBe(6)
    expect(sizes['bge-m3']?.replicas.maximum.value).toBe(7)
  })

  it('are the guide’s for a model of unknown shape', () => {
    const models = [{ name: 'e', kind: 'embedding', weights: 'someone/unknown' }]
    expect(build(tei, contextOf({ models })).sizes['e']?.replicas.minimum.value).toBe(3)
  })
})

describe.each(['1.6.0', '1.9.3'])('TEI %s', (version) => {
  const context = contextOf({ components: { tei: { version } } })
  const built = build(tei, context)

  it('is told nothing that it does not read', () => {
    for (const workload of Object.values(built.workloads)) {
      const names = Object.keys(workload.environment ?? {})
      expect(unreadAmong(names, context.factsOf('tei').env)).toEqual([])
    }
  })

  it('listens where a user other than root may', () => {
    const workload = workloadOf(built, 'tei-bge-m3')
    expect(workload.ports?.[0]?.number).toBe(Number(variable(workload, 'PORT')))
    expect(workload.ports?.[0]?.number).toBeGreaterThan(1024)
    expect(workload.security.user).not.toBe(0)
  })

  it('takes all candidates of a search in one call', () => {
    const workload = workloadOf(built, 'tei-bge-reranker-v2-m3')
    expect(Number(variable(workload, 'MAX_CLIENT_BATCH_SIZE'))).toBeGreaterThanOrEqual(50)
  })

  it('is watched through series that it exports', () => {
    const names = new Set(context.factsOf('tei').metrics?.metrics.map(({ name }) => name))
    const alerts = (tei.alerts?.(context, built.sizes) ?? []).map(({ expression }) => expression)
    const panels = Object.values(tei.dashboards?.(context) ?? {}).flatMap((dashboard) =>
      dashboard.panels.flatMap(({ queries }) => queries.map(({ expression }) => expression)),
    )
    const signals = Object.values(built.workloads).flatMap(
      ({ scaling }) =>
        scaling?.signals.flatMap((signal) => (signal.kind === 'query' ? [signal.query] : [])) ?? [],
    )
    const series = [...alerts, ...panels, ...signals]
      .flatMap(seriesIn)
      .filter((name) => name !== 'up')
    expect(series.filter((name) => !names.has(name) && !names.has(baseOf(name)))).toEqual([])
  })
})
