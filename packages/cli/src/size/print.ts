// Lays a sizing out as the three tables of the guide’s chapter 9, each with its formulas below.

import { approximateBytes, approximateCpu } from '@llmflow/spec'
import {
  contexts,
  formulaIn,
  type Cell,
  type MachineRow,
  type ModelRow,
  type Sizing,
} from '@llmflow/planner'
import type { Context } from '../command.js'
import { indent, left, right, tableOf } from '../terminal/table.js'

export function sizingLines(sizing: Sizing, context: Context): readonly string[] {
  const { words, style } = context
  const { sections, heading, json } = words.size
  const { users, concurrentUsers } = sizing.demand
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', style.title(title), ...indent(lines)]
  return [
    style.title(heading(users, concurrentUsers.value)),
    ...section(sections.demand, demandLines(sizing, context)),
    ...section(sections.models(sizing.gpu), modelLines(sizing.models, context)),
    ...section(sections.machines, machineLines(sizing, context)),
    '',
    json,
  ]
}

export const kilowatts = (watts: number): string => `${approximateCpu(watts)} kW`

/** Storage is bought in decimal units. */
export function terabytes(bytes: number): string {
  if (bytes < 1e12) return `${Math.ceil(bytes / 1e9)} GB`
  const amount = bytes / 1e12
  return `${amount >= 100 ? Math.round(amount) : Number(amount.toPrecision(3))} TB`
}

/** Whole threads and GiB: more digits than a table of machines needs say nothing. */
export const threadsOf = (millis: number): string => `${Math.ceil(millis / 1000)}`

function demandLines({ demand }: Sizing, context: Context): readonly string[] {
  const { words, style } = context
  const { columns } = words.size
  const { concurrentUsers, inferenceGpus, trainingGpus, cpu, memory, storage } = demand
  const heads = [columns.users, columns.concurrent, columns.inferenceGpus, columns.trainingGpus]
  const rest = [columns.cpu, columns.memory, columns.storage]
  const row = [
    `${demand.users}`,
    `${concurrentUsers.value}`,
    `${inferenceGpus.value}`,
    `${trainingGpus.value}`,
    threadsOf(cpu.value),
    approximateBytes(memory.value),
    terabytes(storage.value),
  ]
  return [
    ...tableOf([...heads, ...rest].map(right), [row], style.dim),
    ...formulas(
      [
        [columns.concurrent, concurrentUsers],
        [columns.inferenceGpus, inferenceGpus],
        [columns.trainingGpus, trainingGpus],
        [columns.cpu, cpu],
        [columns.memory, memory],
        [columns.storage, storage],
      ],
      context,
    ),
  ]
}

function modelLines(models: readonly ModelRow[], context: Context): readonly string[] {
  const { words, style } = context
  const { columns } = words.size
  const [first] = models
  if (first === undefined) return []
  const rows = models.map((row) => [
    labelOf(row),
    approximateBytes(row.weightBytes.value),
    `${row.gpus.value}`,
    approximateBytes(row.cacheBytes.value),
    `${row.cacheTokens.value}`,
    ...contexts.map((length) => `${row.requests[length]?.value ?? '–'}`),
  ])
  const titles = [columns.weights, columns.gpus, columns.cache, columns.tokens]
  const lengths = contexts.map(columns.requestsAt)
  const [shortest = 0] = contexts
  return [
    ...tableOf([left(columns.model), ...[...titles, ...lengths].map(right)], rows, style.dim),
    ...formulas(
      [
        [columns.weights, first.weightBytes],
        [columns.gpus, first.gpus],
        [columns.cache, first.cacheBytes],
        [columns.tokens, first.cacheTokens],
        [columns.requests, first.requests[shortest]],
      ],
      context,
    ),
  ]
}

const labelOf = ({ weights, precision }: Pick<ModelRow, 'weights' | 'precision'>): string =>
  precision === 'bf16' ? weights : `${weights}:${precision}`

function machineLines({ machines }: Sizing, context: Context): readonly string[] {
  const { words, style } = context
  const { columns, total, meter } = words.size
  const rows = machines.rows.map((row) => [
    row.pool,
    nodeOf(row, context),
    `${row.count.value}`,
    `${row.racks.value}`,
    kilowatts(row.power.value),
  ])
  const last = [
    total,
    '',
    `${machines.count.value}`,
    `${machines.racks.value}`,
    kilowatts(machines.power.value),
  ]
  const titles = [right(columns.count), right(columns.racks), right(columns.power)]
  const searched = machines.rows.find(({ pool }) => pool === 'application') ?? machines.rows[0]
  const others = machines.rows.filter(({ pool }) => pool === 'storage' || pool === 'training')
  const cooling = machines.total.terms[0]?.value ?? ''
  return [
    ...tableOf([left(columns.machines), left(columns.node), ...titles], [...rows, last], style.dim),
    meter(kilowatts(machines.power.value), cooling, kilowatts(machines.total.value)),
    ...formulas(
      [
        [columns.count, searched?.count],
        ...others.map(({ pool, count }) => [`${columns.count}, ${pool}`, count] as const),
        [columns.racks, searched?.racks],
        [columns.power, searched?.power],
      ],
      context,
    ),
  ]
}

function nodeOf({ node }: MachineRow, { words }: Context): string {
  const machine = words.size.node(threadsOf(node.cpu), approximateBytes(node.memory))
  const gpus = node.gpus === 0 ? [] : [`${node.gpus} × ${node.gpuProduct}`]
  return [machine, ...gpus, node.disks].join(', ')
}

/** Formulas of the columns; the terms of each cell are in the JSON. */
function formulas(
  cells: readonly (readonly [string, Cell | undefined])[],
  { words, style, language }: Context,
): readonly string[] {
  const shown = cells.flatMap(([name, cell]) =>
    cell === undefined || cell.formula === ''
      ? []
      : [`  ${name} = ${formulaIn(language, cell.formula)}`],
  )
  return shown.length === 0
    ? []
    : [style.dim(words.size.sections.formulas), ...shown.map(style.dim)]
}
