// vLLM: what fits into memory, what the server is told in each version, and what is watched.

import { gibibytes } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { vllm } from '../src/components/vllm/component.js'
import { memoryOf } from '../src/components/vllm/memory.js'
import { findGpu } from '../src/hardware/gpu.js'
import { shapeOf } from '../src/models/models.js'
import { argumentsOf, build, contextOf, guideModels, unreadAmong, workloadOf } from './contexts.js'
import { baseOf, seriesIn } from './series.js'

const versions = ['0.6.0', '0.22.0']

/**
 * KV tokens that one replica holds at 90 % of 79.35 GiB, reckoned by hand from vLLM 0.6.0's own formula, with an
 * overhead of 2 GiB for one GPU and 5 GiB for several.
 */
const planned = [
  ['meta-llama/Llama-3.1-8B', 1, 446_112],
  ['meta-llama/Llama-3.1-8B', 2, 965_600],
  ['meta-llama/Llama-3.1-70B', 2, 4624],
  ['meta-llama/Llama-3.1-70B', 4, 439_888],
  ['meta-llama/Llama-3.1-70B', 8, 1_310_400],
  ['Qwen/Qwen2.5-72B', 2, 0],
  ['Qwen/Qwen2.5-72B', 4, 426_736],
  ['Qwen/Qwen2.5-72B', 8, 1_297_264],
] as const

describe('memory of vLLM', () => {
  it.each(planned)('%s on %i GPUs holds %i tokens', (weights, tensorParallel, tokens) => {
    const context = contextOf({ models: [{ name: 'm', weights, tensorParallel }] })
    const model = context.platform.models[0]
    const gpu = findGpu('A100-SXM4-80GB')
    assert(model !== undefined && gpu !== undefined)
    const shape = shapeOf(model)
    assert(shape !== undefined)
    const memory = memoryOf(model, 0, shape, { ...gpu, memory: gibibytes(79.35) }, 32_768, 3500)
    expect(memory.cacheTokens.value).toEqual({ value: tokens, unit: 'tokens' })
  })

  it('holds 13 sequences of 32,768 tokens of a 70B on four A100', () => {
    const { sizes } = build(vllm, contextOf())
    expect(sizes['llama-3.1-70b']?.figures['sequencesAtContext']?.value.value).toBe(13)
    expect(sizes['llama-3.1-8b']?.figures['sequencesAtContext']?.value.value).toBe(13)
  })
})

describe.each(versions)('vLLM %s', (version) => {
  const stretched = {
    name: 'qwen-2.5-72b',
    weights: 'Qwen/Qwen2.5-72B-Instruct',
    tensorParallel: 4,
    gpu: 'A100-SXM4-80GB',
    context: 131_072,
    ropeScaling: { type: 'yarn', factor: 4 },
    cachePrecision: 'fp8',
  }
  const context = contextOf({
    models: [...guideModels, stretched],
    components: { vllm: { version } },
  })
  const built = build(vllm, context)
  const facts = context.factsOf('vllm')

  it('is told nothing that it does not read', () => {
    for (const workload of Object.values(built.workloads)) {
      const flags = argumentsOf(workload).map((flag) => flag.split('=')[0] ?? '')
      expect(unreadAmong(flags, facts.args)).toEqual([])
      expect(unreadAmong(Object.keys(workload.environment ?? {}), facts.env)).toEqual([])
    }
  })

  it('gives every GPU of a replica to one server with memory to talk through', () => {
    const workload = workloadOf(built, 'vllm-llama-3-1-70b')
    expect(workload.resources).toMatchObject({ gpus: 4, gpuProduct: 'A100-SXM4-80GB' })
    expect(argumentsOf(workload)).toContain('--tensor-parallel-size=4')
    expect(workload.volumes).toContainEqual(expect.objectContaining({ path: '/dev/shm' }))
  })

  it('stretches a context in the dialect of its version', () => {
    const flags = argumentsOf(workloadOf(built, 'vllm-qwen-2-5-72b'))
    expect(flags).toContain(
      version === '0.6.0'
        ? '--rope-scaling={"type":"yarn","factor":4,"original_max_position_embeddings":32768}'
        : '--hf-overrides={"rope_parameters":{"rope_type":"yarn","factor":4,"original_max_position_embeddings":32768,"rope_theta":1000000}}',
    )
  })

  it('is watched through series that it exports', () => {
    const names = new Set(facts.metrics?.metrics.map(({ name }) => name))
    const alerts = (vllm.alerts?.(context, built.sizes) ?? []).map(({ expression }) => expression)
    const panels = Object.values(vllm.dashboards?.(context) ?? {}).flatMap((dashboard) =>
      dashboard.panels.flatMap(({ queries }) => queries.map(({ expression }) => expression)),
    )
    const signals = Object.values(built.workloads).flatMap(
      ({ scaling }) =>
        scaling?.signals.flatMap((signal) => (signal.kind === 'query' ? [signal.query] : [])) ?? [],
    )
    const own = [...alerts, ...panels, ...signals]
      .flatMap(seriesIn)
      .filter((series) => !series.startsWith('kube_'))
    expect(own.length).toBeGreaterThan(0)
    expect(own.filter((series) => !names.has(series) && !names.has(baseOf(series)))).toEqual([])
  })
})

describe('the panel of the KV cache', () => {
  it.each([
    ['0.6.0', 'vllm:gpu_cache_usage_perc'],
    ['0.22.0', 'vllm:kv_cache_usage_perc'],
  ])('reads at %s %s', (version, series) => {
    const dashboards = vllm.dashboards?.(contextOf({ components: { vllm: { version } } })) ?? {}
    expect(JSON.stringify(dashboards)).toContain(series)
  })
})

describe('the alert on slow answers', () => {
  it('stays within the buckets of the version', () => {
    const context = contextOf({
      objectives: { answer: '5m' },
      components: { vllm: { version: '0.6.0' } },
    })
    const alert = vllm.alerts?.(context, {}).find(({ name }) => name === 'HighInferenceLatency')
    expect(alert?.expression).toMatch(/>= 60$/)
  })
})

describe('shares of the demand', () => {
  const share = (model: string, shares: readonly (string | undefined)[]) => {
    const models = shares.map((demandShare, index) => ({
      name: `m${index}`,
      weights: 'meta-llama/Llama-3.1-8B',
      gpu: 'A100-SXM4-80GB',
      ...(demandShare === undefined ? {} : { demandShare }),
    }))
    const sizes = vllm.size(contextOf({ models }))
    const terms = sizes[model]?.figures['replicasNeeded']?.because.terms ?? []
    return terms.find(({ name }) => name === 'share')?.value
  }

  it('are what the others leave where none is declared', () => {
    expect(share('m0', [undefined, undefined])).toBe('1 of 2 models')
    expect(share('m0', ['10%', undefined])).toBe('10%')
    expect(share('m1', ['10%', undefined])).toBe('(100% − 10%) ÷ 1 models')
  })
})
