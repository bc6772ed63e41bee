// Sizes single models: what their weights leave for the cache, and how many requests the cache holds.

import { chatWeights, contextMaximumOf, gpuProducts, shapeOf } from '@llmflow/catalog'
import {
  nearest,
  platformSchema,
  pointer,
  type Figure,
  type Model,
  type Plan,
  type PlannedSizes,
  type Platform,
} from '@llmflow/spec'
import { cellOf, type Cell } from './cell.js'
import { draftOf } from './draft.js'

type Precision = Model['precision']

/** A model as a person names it: `llama-3.1-70b-instruct` or `llama-3.1-70b-instruct:int4`. */
export type ChosenModel = { readonly weights: string; readonly precision: Precision }

export type ModelRow = {
  readonly weights: string
  readonly precision: Precision
  readonly gpus: Cell
  /** Of one replica. */
  readonly weightBytes: Cell
  readonly cacheBytes: Cell
  readonly cacheTokens: Cell
  /** Requests that one replica holds at once, by their length; absent beyond the model’s own context. */
  readonly requests: { readonly [context: number]: Cell }
}

export const contexts: readonly number[] = [4096, 8192, 32_768]
const precisions: readonly Precision[] = ['bf16', 'fp16', 'fp8', 'int8', 'int4', 'fp32']
const parallelisms: readonly number[] = [1, 2, 4, 8]
export const inferenceGpu = gpuProducts[0] ?? ''
/** So that one long request never keeps everybody else out. */
const longRequests = 2

/** The model that a name means; where there is none, the nearest that is known. */
export function chosenModel(
  name: string,
): ChosenModel | { readonly unknown: string; readonly suggestion: string } {
  const [text = '', wanted = 'bf16'] = name.split(':')
  const precision = precisions.find((known) => known === wanted)
  const weights = chatWeights.flat().find((known) => isNamed(known, text.toLowerCase()))
  if (weights !== undefined && precision !== undefined) return { weights, precision }
  const suggestion =
    weights === undefined
      ? nearest(text.toLowerCase(), chatWeights.flat().map(shortName))
      : `${text}:${nearest(wanted, precisions) || 'int4'}`
  return { unknown: name, suggestion }
}

const shortName = (weights: string): string => (weights.split('/').at(-1) ?? weights).toLowerCase()

const isNamed = (weights: string, text: string): boolean => {
  const short = shortName(weights)
  const bare = short.replace(/-(instruct|chat)?(-hf|-\d{4})?$/, '').replace(/-hf$/, '')
  return [weights.toLowerCase(), short, bare].includes(text)
}

/** One of each shape, and the large ones quantised as well. */
const quantisedFrom = 70e9
export const everyModel: readonly ChosenModel[] = chatWeights.flatMap((alike) => {
  const weights = alike.find((name) => /instruct|chat/i.test(name)) ?? alike[0] ?? ''
  const whole = { weights, precision: 'bf16' } as const
  return isLarge(weights) ? [whole, { weights, precision: 'int4' } as const] : [whole]
})

function isLarge(weights: string): boolean {
  const [, billions = '0'] = /(\d+)b/i.exec(weights) ?? []
  return Number(billions) * 1e9 >= quantisedFrom
}

type Variant = ChosenModel & { readonly tensorParallel: number; readonly context: number }

/** Sizes each model at every parallelism and length in one plan, and keeps the fewest GPUs that do. */
export function modelRows(models: readonly ChosenModel[], release: string): readonly ModelRow[] {
  const variants = models.flatMap((model, index) =>
    parallelisms.flatMap((tensorParallel) =>
      contexts.map((context) => ({
        name: `m${index}-${tensorParallel}-${context}`,
        variant: { ...model, tensorParallel, context },
      })),
    ),
  )
  const platform = platformOf(variants, release)
  const plan = platform === undefined ? undefined : draftOf(platform, undefined)?.plan
  if (platform === undefined || plan === undefined) return []
  const perModel = parallelisms.length * contexts.length
  return models.flatMap((model, index) => {
    const planned = platform.models[index * perModel]
    const longest = planned === undefined ? 0 : longestContextOf(planned)
    return rowOf(plan, model, index, longest) ?? []
  })
}

function platformOf(
  variants: readonly { readonly name: string; readonly variant: Variant }[],
  release: string,
): Platform | undefined {
  const { data } = platformSchema.safeParse({
    apiVersion: 'llmflow.io/v1',
    kind: 'Platform',
    metadata: { name: 'models' },
    release,
    domain: 'llmflow.internal',
    demand: { users: 1 },
    components: { vllm: {} },
    models: variants.map(({ name, variant: { weights, precision, tensorParallel, context } }) => ({
      name,
      weights,
      precision,
      tensorParallel,
      context,
      gpu: inferenceGpu,
    })),
  })
  return data
}

function rowOf(
  plan: Plan,
  model: ChosenModel,
  index: number,
  longest: number,
): ModelRow | undefined {
  const sizesAt = (parallel: number, context: number): PlannedSizes | undefined =>
    plan.sizes['vllm']?.[`m${index}-${parallel}-${context}`]
  const tensorParallel = parallelisms.find((parallel) => {
    const figures = sizesAt(parallel, longest)?.figures
    return (figures?.['cacheTokens']?.value ?? 0) >= longRequests * longest
  })
  if (tensorParallel === undefined) return undefined
  const name = `m${index}-${tensorParallel}-${longest}`
  const figures = sizesAt(tensorParallel, longest)?.figures ?? {}
  const cell = (key: string, times?: number): Cell =>
    figureCell(plan, name, key, figures[key], times)
  return {
    ...model,
    gpus: cellOf(tensorParallel, 'count', {
      formula: `the fewest of 1, 2, 4, 8 whose cache holds ${longRequests} requests of the longest context, ${longest} tokens at most`,
      terms: cell('cacheTokens').terms,
    }),
    weightBytes: cell('weightsPerGpu', tensorParallel),
    cacheBytes: cell('cachePerGpu', tensorParallel),
    cacheTokens: cell('cacheTokens'),
    requests: Object.fromEntries(
      contexts
        .filter((context) => context <= longest)
        .map((context) => {
          const own = `m${index}-${tensorParallel}-${context}`
          const figure = sizesAt(tensorParallel, context)?.figures['sequencesAtContext']
          return [context, figureCell(plan, own, 'sequencesAtContext', figure)]
        }),
    ),
  }
}

/** The longest of the lengths that the model has without being stretched. */
function longestContextOf(model: Model): number {
  const shape = shapeOf(model)
  const maximum = shape === undefined ? 0 : contextMaximumOf(model, shape)
  return contexts.findLast((context) => context <= maximum) ?? 0
}

/** A figure of one GPU times the GPUs, with the planner’s own formula. */
function figureCell(
  plan: Plan,
  model: string,
  key: string,
  figure: Figure | undefined,
  times?: number,
): Cell {
  const reason = plan.reasons[pointer('sizes', 'vllm', model, 'figures', key)]
  const formula = reason?.formula ?? ''
  return cellOf((figure?.value ?? 0) * (times ?? 1), figure?.unit ?? 'count', {
    formula: times === undefined ? formula : `(${formula}) × GPUs`,
    terms: reason?.terms ?? [],
  })
}
