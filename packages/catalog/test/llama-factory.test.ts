// LLaMA-Factory: nobody trains without signing in, folders that survive, and GPUs that hold what is trained.

import { inventorySchema } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { llamaFactory } from '../src/components/llama-factory/component.js'
import { build, contextOf, printed, unreadAmong, variable, workloadOf } from './contexts.js'

const contextWith = (options: object, demand: object = { users: 500 }) => ({
  ...contextOf({ components: { 'llama-factory': { options } }, demand }),
  inventory: inventorySchema.parse({
    apiVersion: 'llmflow.io/v1',
    kind: 'Inventory',
    metadata: { name: 'example' },
    pools: [
      {
        name: 'training',
        roles: ['training'],
        nodes: { count: 2, prefix: 'train' },
        cpu: 128,
        memory: '1TiB',
        gpus: { product: 'H100-SXM5-80GB', count: 8 },
      },
    ],
  }),
})

const figure = (context: ReturnType<typeof contextWith>, name: string): number => {
  const value = build(llamaFactory, context).sizes['board']?.figures[name]?.value.value
  assert(value !== undefined, name)
  return value
}

const jobOf = (context: ReturnType<typeof contextWith>): string => {
  const { files } = workloadOf(build(llamaFactory, context), 'llama-factory')
  return printed(files?.find(({ path }) => path === '/jobs/train.yaml')?.content)
}

describe('the page of LLaMA-Factory', () => {
  const context = contextWith({})
  const board = workloadOf(build(llamaFactory, context), 'llama-factory')

  it('is reached through the gateway’s sign-in alone, because it has none', () => {
    expect(llamaFactory.routes?.(context).map(({ access }) => access)).toEqual(['signed-in'])
    expect(board.exposed).toBeUndefined()
  })

  it('starts in a volume that outlives it, with the data sets of the image', () => {
    const start = printed(board.files?.[0]?.content)
    expect(start).toContain('cd /work')
    expect(start).toContain('cp -r /app/data/. data/')
    expect(board.volumes?.filter(({ kind }) => kind === 'persistent')).toMatchObject([
      { path: '/work' },
    ])
  })

  it('goes to no hub, and reads nothing that it is told in vain', () => {
    expect(variable(board, 'HF_HUB_OFFLINE')).toBe('1')
    expect(
      unreadAmong(Object.keys(board.environment ?? {}), context.factsOf('llama-factory').env),
    ).toEqual([])
  })

  it('takes the GPUs of a training job, and one where the demand names none', () => {
    const gpus = (demand: object) =>
      workloadOf(build(llamaFactory, contextWith({}, demand)), 'llama-factory').resources.gpus
    expect(gpus({ users: 500 })).toBe(1)
    expect(gpus({ users: 500, fineTuning: { gpus: 4 } })).toBe(4)
  })

  it('has bitsandbytes in its image for QLoRA alone', () => {
    expect(board.image.recipe).toBeUndefined()
    const qlora = workloadOf(build(llamaFactory, contextWith({ method: 'qlora' })), 'llama-factory')
    expect(qlora.image.recipe?.join('\n')).toContain('bitsandbytes')
  })
})

describe('the memory of a training', () => {
  it('is eight times as much for full as for LoRA, and least for QLoRA', () => {
    const bytes = (method: string) => figure(contextWith({ method }), 'trainingBytes')
    expect(bytes('full') / bytes('lora')).toBeCloseTo(18 / 2.3)
    expect(bytes('qlora')).toBeLessThan(bytes('lora') / 2)
  })

  it('is more than one GPU has for full training of 8 B parameters (guide 4.2), and fits on two', () => {
    const full = (gpus: number) => contextWith({ method: 'full', gpus })
    expect(figure(full(1), 'trainingBytesPerGpu')).toBeGreaterThan(figure(full(1), 'gpuBytes'))
    expect(figure(full(2), 'trainingBytesPerGpu')).toBeLessThan(figure(full(2), 'gpuBytes'))
  })

  it('is not shared among GPUs where weights are in 4 bit', () => {
    const qlora = (gpus: number) =>
      figure(contextWith({ method: 'qlora', model: 'llama-3.1-70b', gpus }), 'trainingBytesPerGpu')
    expect(qlora(4)).toBe(qlora(1))
  })
})

describe('the job', () => {
  it('trains the smallest chat model by LoRA unless the platform says otherwise', () => {
    const job = jobOf(contextWith({}))
    expect(job).toContain('model_name_or_path: /models/meta-llama/Llama-3.1-8B-Instruct\n')
    expect(job).toContain('finetuning_type: lora\n')
    expect(job).not.toContain('deepspeed')
  })

  it('shares the weights among several GPUs, but not those in 4 bit', () => {
    expect(jobOf(contextWith({ method: 'full', gpus: 4 }))).toContain('ds_z3_config.json')
    const qlora = jobOf(contextWith({ method: 'qlora', gpus: 4 }))
    expect(qlora).toContain('quantization_bit: 4\n')
    expect(qlora).not.toContain('deepspeed')
  })

  it('is run where the GPUs are', () => {
    const commands = llamaFactory.commands?.(contextWith({})) ?? []
    expect(new Set(commands.map(({ within }) => within))).toEqual(new Set(['llama-factory']))
  })
})
