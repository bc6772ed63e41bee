// Shows a plan to people: what it takes, where it goes, what is left over.

import type { Plan } from '@llmflow/spec'
import type { Context } from '../command.js'
import { indent, left, right, tableOf } from '../terminal/table.js'
import { disksTable, networksTable, racksTable } from './hardware.js'
import { poolsTable } from './pools.js'
import { gpusTable, sizesTable } from './sizes.js'

export function overviewOf(plan: Plan, context: Context): readonly string[] {
  const { words, style } = context
  const { sections, heading, legend, counts } = words.plan
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', style.title(title), ...indent(lines)]
  return [
    style.title(heading(plan.name, plan.release, plan.kubernetesMinor)),
    ...section(sections.sizes, sizesTable(plan, words, style)),
    ...section(sections.gpus, gpusTable(plan, words, style)),
    ...section(sections.pools, poolsTable(plan, words, style)),
    ...section(words.hardware.sections.storage, disksTable(plan, words, style)),
    ...section(words.hardware.sections.racks, racksTable(plan, words, style)),
    ...section(words.hardware.sections.networks, networksTable(plan, words, style)),
    ...section(sections.waiting, waitingTable(plan, context)),
    ...section(sections.addons, addonsTable(plan, context)),
    '',
    counts(countsOf(plan)),
    legend,
  ]
}

function waitingTable({ waiting }: Plan, { words, style }: Context): readonly string[] {
  if (waiting.length === 0) return []
  const { workload, replicas, priority, lacks } = words.plan.columns
  const rows = waiting.map((entry) => [
    entry.workload,
    `${entry.replicas}`,
    `${entry.priority}`,
    words.plan.lacks[entry.lacks],
  ])
  const columns = [left(workload), right(replicas), right(priority), left(lacks)]
  return tableOf(columns, rows, style.dim)
}

function addonsTable({ addons }: Plan, { words, style }: Context): readonly string[] {
  const list = Object.values(addons)
  if (list.length === 0) return []
  const { addon, chart, version, namespace } = words.plan.columns
  const columns = [left(addon), left(chart), left(version), left(namespace)]
  const rows = list.map((entry) => [entry.name, entry.chart, entry.version, entry.namespace])
  return tableOf(columns, rows, style.dim)
}

function countsOf(plan: Plan) {
  const count = (object: object): number => Object.keys(object).length
  return {
    workloads: count(plan.workloads),
    addons: count(plan.addons),
    images: count(plan.images),
    edges: plan.edges.length,
    certificates: count(plan.certificates),
    secrets: count(plan.secrets),
    alerts: plan.alerts.length,
    dashboards: count(plan.dashboards),
    tenants: count(plan.tenants),
  }
}
