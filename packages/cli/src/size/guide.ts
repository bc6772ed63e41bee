// Lays the guide’s tables out beside what is computed, with what explains the difference.

import { approximateBytes } from '@llmflow/spec'
import {
  guideDemand,
  guideMachines,
  guideModels,
  sizePlatform,
  type Sizing,
} from '@llmflow/planner'
import type { Context } from '../command.js'
import { indent, left, right, tableOf } from '../terminal/table.js'
import { kilowatts, terabytes, threadsOf } from './print.js'

/** The sizings of the guide’s own numbers of users. */
export function guideSizings(release: string): readonly Sizing[] {
  return guideDemand.flatMap(
    ({ users }) => sizePlatform({ users, models: [], platform: undefined, release }) ?? [],
  )
}

export function guideLines(sizings: readonly Sizing[], context: Context): readonly string[] {
  const { words, style } = context
  const { notes, sections } = words.size
  const section = (title: string, lines: readonly string[], why: readonly string[]) => [
    '',
    style.title(title),
    ...indent([...lines, ...why.map((line) => `- ${line}`)]),
  ]
  const machines = sizings.find(({ demand }) => demand.users === guideMachines.users)
  return [
    ...section(`${sections.guide} 9.1`, demandLines(sizings, context), notes.demand),
    ...section(`${sections.guide} 9.2`, modelLines(sizings[0], context), notes.models),
    ...section(`${sections.guide} 9.3`, machineLines(machines, context), notes.machines),
  ]
}

function demandLines(sizings: readonly Sizing[], { words, style }: Context): readonly string[] {
  const { columns, guide, computed } = words.size
  const rows = guideDemand.flatMap((row, index) => {
    const demand = sizings[index]?.demand
    const own = [
      `${row.users}`,
      guide,
      `${row.concurrentUsers}`,
      `${row.inferenceGpus}`,
      `${row.trainingGpus}`,
      `${row.cores}`,
      `${row.gigabytes} GB`,
      `${row.terabytes} TB`,
    ]
    if (demand === undefined) return [own]
    return [
      own,
      [
        '',
        computed,
        `${demand.concurrentUsers.value}`,
        `${demand.inferenceGpus.value}`,
        `${demand.trainingGpus.value}`,
        threadsOf(demand.cpu.value),
        `${Math.ceil(demand.memory.value / 1e9)} GB`,
        terabytes(demand.storage.value),
      ],
    ]
  })
  const titles = [
    columns.concurrent,
    columns.inferenceGpus,
    columns.trainingGpus,
    columns.cpu,
    columns.memory,
    columns.storage,
  ]
  return tableOf([right(columns.users), left(columns.by), ...titles.map(right)], rows, style.dim)
}

/** The lengths for which a reader of the guide asks: short, and as long as its own settings. */
function modelLines(sizing: Sizing | undefined, { words, style }: Context): readonly string[] {
  const { columns, guide, computed } = words.size
  const rows = guideModels.flatMap((row) => {
    const found = sizing?.models.find(
      ({ weights, precision }) => weights === row.weights && precision === row.precision,
    )
    const own = [row.size, guide, `${row.gigabytes} GB`, '', `${row.gpus}`, `${row.requests}`]
    if (found === undefined) return [own]
    const { weightBytes, cacheBytes, gpus, requests } = found
    const each = Object.entries(requests).map(
      ([length, cell]) => `${cell.value} ${columns.requestsAt(Number(length))}`,
    )
    return [
      own,
      [
        row.weights.split('/').at(-1) ?? '',
        computed,
        approximateBytes(weightBytes.value),
        approximateBytes(cacheBytes.value),
        `${gpus.value}`,
        each.join(', '),
      ],
    ]
  })
  const titles = [right(columns.weights), right(columns.cache), right(columns.gpus)]
  return tableOf(
    [left(columns.model), left(columns.by), ...titles, left(columns.requests)],
    rows,
    style.dim,
  )
}

function machineLines(sizing: Sizing | undefined, { words, style }: Context): readonly string[] {
  const { columns, guide, computed, total } = words.size
  const counts: { readonly [pool: string]: number } = guideMachines.counts
  const rows = (sizing?.machines.rows ?? []).map(({ pool, count }) => [
    pool,
    `${counts[pool] ?? '–'}`,
    `${count.value}`,
  ])
  const watts = sizing?.machines.total.value ?? 0
  const power = [
    `${total}, ${columns.power}`,
    kilowatts(guideMachines.kilowatts * 1000),
    kilowatts(watts),
  ]
  return tableOf(
    [left(columns.machines), right(guide), right(computed)],
    [...rows, power],
    style.dim,
  )
}
