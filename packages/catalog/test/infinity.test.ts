// Infinity: the server that a model names instead of TEI, sized alike, and asked by the model's name.

import { describe, expect, it } from 'vitest'
import { infinity } from '../src/components/infinity/component.js'
import { tei } from '../src/components/tei/component.js'
import { argumentsOf, build, contextOf, guideModels, unreadAmong, workloadOf } from './contexts.js'
import { baseOf, seriesIn } from './series.js'

const on = (engine: string, settings: object = {}) =>
  contextOf({
    components: { tei: {}, infinity: {} },
    models: guideModels
      .filter((model) => 'kind' in model)
      .map((model) => ({ ...model, engine, ...settings })),
  })

const context = on('infinity')
const built = build(infinity, context)
const embedder = workloadOf(built, 'infinity-bge-m3')

describe('a model that names Infinity', () => {
  it('is served by it and no longer by TEI', () => {
    expect(Object.keys(built.workloads)).toEqual(['infinity-bge-m3', 'infinity-bge-reranker-v2-m3'])
    expect(build(tei, context).workloads).toEqual({})
  })

  it('gets as many replicas as at TEI, because the work is the same', () => {
    const replicas = (sizes: typeof built.sizes) =>
      Object.values(sizes).map((part) => part.replicas.minimum.value)
    expect(replicas(built.sizes)).toEqual(replicas(build(tei, on('tei')).sizes))
  })

  it('shares the work with a model of its kind on the other engine', () => {
    const [first] = guideModels.filter((model) => 'kind' in model && model.kind === 'embedding')
    const both = contextOf({
      components: { tei: {}, infinity: {} },
      models: [first, { ...first, name: 'second', engine: 'infinity' }],
    })
    const tokens = (component: typeof tei, name: string) =>
      build(component, both).sizes[name]?.figures['tokensPerSecond']?.value.value
    const whole =
      build(tei, on('tei')).sizes['bge-m3']?.figures['tokensPerSecond']?.value.value ?? 0
    expect(tokens(tei, 'bge-m3')).toBeCloseTo(whole / 2, 0)
    expect(tokens(infinity, 'second')).toBeCloseTo(whole / 2, 0)
  })

  it('answers to its own name, because requests name a model', () => {
    const names = argumentsOf(embedder)
    expect(names[names.indexOf('--served-model-name') + 1]).toBe('bge-m3')
    expect(names[0]).toBe('v2')
  })

  it('runs on the GPU that it names, from the image for it', () => {
    const workload = workloadOf(
      build(infinity, on('infinity', { gpu: 'L40S-48GB' })),
      'infinity-bge-m3',
    )
    expect(workload.image.tag).toBe('0.0.77')
    expect(workload.resources).toMatchObject({ gpus: 1, gpuProduct: 'L40S-48GB' })
    expect(argumentsOf(workload)).toContain('cuda')
    expect(embedder.image.tag).toBe('0.0.77-cpu')
  })
})

describe('Infinity', () => {
  it('serves no chat model, even one that names it', () => {
    const chat = contextOf({
      components: { infinity: {} },
      models: [{ name: 'c', weights: 'Qwen/Qwen2.5-7B-Instruct', engine: 'infinity' }],
    })
    expect(infinity.parts(chat)).toEqual([])
    expect(build(infinity, chat).workloads).toEqual({})
  })

  it('is told nothing that it does not read', () => {
    const { env, args } = context.factsOf('infinity')
    expect(unreadAmong(Object.keys(embedder.environment ?? {}), env)).toEqual([])
    const flags = argumentsOf(embedder).filter((argument) => argument.startsWith('--'))
    expect(flags.length).toBeGreaterThan(4)
    expect(unreadAmong(flags, args)).toEqual([])
  })

  it('has no Service whose variables it would read as its own', () => {
    expect(Object.keys(built.workloads)).not.toContain('infinity')
  })

  it('is watched through series that it exports', () => {
    const names = new Set(context.factsOf('infinity').metrics?.metrics.map(({ name }) => name))
    const alerts = infinity.alerts?.(context, built.sizes) ?? []
    expect(alerts.map(({ name }) => name)).toEqual([
      'InfinityEmbeddingSlow',
      'InfinityRerankingSlow',
      'InfinityFailures',
    ])
    const series = alerts.flatMap(({ expression }) => seriesIn(expression))
    expect(series.filter((name) => !names.has(name) && !names.has(baseOf(name)))).toEqual([])
  })

  it('has no panels where it serves no model', () => {
    const idle = contextOf({ components: { infinity: {} } })
    expect(infinity.dashboards?.(idle)).toEqual({})
    expect(Object.keys(infinity.dashboards?.(context) ?? {})).toEqual(['embedding'])
  })
})
