// Shows what the nodes of each pool give, how much of it is used, and what power they draw.

import { approximateBytes, approximateCpu, type Plan, type PlannedNode } from '@llmflow/spec'
import type { Style } from '../terminal/style.js'
import { left, right, tableOf } from '../terminal/table.js'
import type { CliWords } from '../words/words.js'

type PoolUse = {
  readonly pool: string
  readonly nodes: number
  readonly cpu: Use
  readonly memory: Use
  readonly gpus: Use
  readonly power: number | undefined
}

type Use = { readonly used: number; readonly total: number }

function poolUses(plan: Plan): readonly PoolUse[] {
  const nodes = Object.values(plan.nodes)
  return Object.entries(plan.pools).map(([pool, { nodes: count, power }]) => {
    const own = nodes.filter((node) => node.pool === pool)
    const use = (of: 'cpu' | 'memory' | 'gpus'): Use => useOf(own, of)
    return { pool, nodes: count, cpu: use('cpu'), memory: use('memory'), gpus: use('gpus'), power }
  })
}

function useOf(nodes: readonly PlannedNode[], of: 'cpu' | 'memory' | 'gpus'): Use {
  return {
    used: nodes.reduce((sum, node) => sum + node.used[of], 0),
    total: nodes.reduce((sum, node) => sum + node[of], 0),
  }
}

export function poolsTable(plan: Plan, words: CliWords, style: Style): readonly string[] {
  const uses = poolUses(plan)
  if (uses.length === 0) return []
  const { pool, nodes, cpu, memory, gpus, power } = words.plan.columns
  const columns = [left(pool), right(nodes), right(cpu), right(memory), right(gpus), right(power)]
  const used = (use: Use, print: (value: number) => string): string =>
    use.total === 0 ? '' : words.plan.used(print(use.used), print(use.total))
  const rows = uses.map((use) => [
    use.pool,
    `${use.nodes}`,
    used(use.cpu, (value) => `${Math.round(value / 1000)}`),
    used(use.memory, approximateBytes),
    used(use.gpus, String),
    use.power === undefined ? '' : kilowatts(use.power),
  ])
  return tableOf(columns, [...rows, totalRow(uses, words)], style.dim)
}

function totalRow(uses: readonly PoolUse[], words: CliWords): readonly string[] {
  const powers = uses.flatMap(({ power }) => power ?? [])
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0)
  const gpus = {
    used: sum(uses.map((use) => use.gpus.used)),
    total: sum(uses.map((use) => use.gpus.total)),
  }
  return [
    words.plan.total,
    `${sum(uses.map((use) => use.nodes))}`,
    '',
    '',
    gpus.total === 0 ? '' : words.plan.used(`${gpus.used}`, `${gpus.total}`),
    powers.length === 0 ? '' : kilowatts(sum(powers)),
  ]
}

const kilowatts = (watts: number): string => `${approximateCpu(watts)} kW`
