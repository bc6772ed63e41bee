import { describe, expect, it } from 'vitest'
import { findingsIn, said } from './said.js'

const model = (name: string, more = ''): string =>
  `  - { name: ${name}, weights: meta-llama/Llama-3.1-8B-Instruct, gpu: A100-SXM4-80GB${more} }\n`

describe('shares of the demand', () => {
  const judged = (...shares: readonly string[]) =>
    said(
      'spec/invalid-value',
      `models:\n${shares.map((share, index) => model(`m${index}`, share)).join('')}components: { vllm: {} }\n`,
    )

  it('come to all of it where every model declares one', () => {
    expect(judged(', demandShare: 60%', ', demandShare: 40%')).toEqual([])
    expect(judged(', demandShare: 33.3%', ', demandShare: 33.3%', ', demandShare: 33.3%')).toEqual(
      [],
    )
    expect(judged(', demandShare: 10%', ', demandShare: 40%')).toEqual([
      '/models/1/demandShare: 10% + 40% | shares that come to 100%',
    ])
    expect(judged(', demandShare: 80%', ', demandShare: 40%')).toHaveLength(1)
  })

  it('leave the rest to models without one', () => {
    expect(judged(', demandShare: 10%', '')).toEqual([])
  })
})

describe('GPUs of a model', () => {
  const judged = (vllm: string) =>
    said(
      'spec/invalid-value',
      `models:\n${model('m', ', tensorParallel: 4')}components: { vllm: ${vllm} }\n`,
    )

  it('are one for each rank of tensor parallel', () => {
    expect(judged('{ resources: { gpus: 4 } }')).toEqual([])
    expect(judged('{ resources: { gpus: 3 } }')).toEqual([
      '/components/vllm/resources/gpus: 3 | tensorParallel: 4',
    ])
    expect(judged('{ resources: { gpus: 8 }, parts: { m: { resources: { gpus: 4 } } } }')).toEqual(
      [],
    )
    expect(judged('{ parts: { m: { resources: { gpus: 2 } } } }')).toEqual([
      '/components/vllm/parts/m/resources/gpus: 2 | tensorParallel: 4',
    ])
  })
})

describe('a pool that is full', () => {
  const pool = (name: string, product: string) =>
    `  - { name: ${name}, roles: [inference, application], nodes: { count: 1, prefix: ${name} }, cpu: 96, memory: 512GiB, gpus: { product: ${product}, count: 1 } }\n`
  const advice = (...pools: readonly string[]) =>
    findingsIn(
      `objectives: { availability: 99% }\nmodels:\n${model('m', ', replicas: { minimum: 2, maximum: 2 }')}components: { vllm: {} }\n`,
      `pools:\n${pools.join('')}`,
    )
      .filter(({ code }) => code === 'capacity/minima-do-not-fit')
      .flatMap((finding) => finding.advice.filter(({ kind }) => kind === 'list'))

  it('names others with the same GPUs', () => {
    const [first, other] = [pool('a', 'A100-SXM4-80GB'), pool('c', 'L4-24GB')]
    expect(advice(first, pool('b', 'A100-SXM4-80GB'), other)).toEqual([
      { kind: 'list', items: ['components.vllm.parts.m.pool: b'] },
    ])
    expect(advice(first, other)).toEqual([])
  })
})

describe('embedding and reranking models', () => {
  const judged = (
    code: 'capacity/latency-missed' | 'capacity/replicas-below-demand',
    engine: string,
  ) =>
    said(
      code,
      `models:
  - { name: reranker, kind: reranking, engine: ${engine}, weights: BAAI/bge-reranker-v2-m3, precision: fp32 }
  - { name: embedder, kind: embedding, engine: ${engine}, weights: BAAI/bge-m3, precision: fp32, replicas: { minimum: 1, maximum: 1 } }
components: { ${engine}: { resources: { cpu: 0.5 } } }
`,
    )

  it.each(['tei', 'infinity'])('are judged alike on %s', (engine) => {
    expect(judged('capacity/latency-missed', engine)).toEqual([
      expect.stringMatching(/^\/models\/0\/name: reranker \| /),
    ])
    expect(judged('capacity/replicas-below-demand', engine)).toEqual([
      expect.stringMatching(/^\/models\/1\/replicas\/maximum: embedder \| /),
    ])
  })
})
