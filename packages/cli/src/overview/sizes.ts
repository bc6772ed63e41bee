// Shows the sizes of every part, and which GPUs they take.

import {
  approximateBytes,
  approximateCpu,
  type Bytes,
  type Plan,
  type Workload,
} from '@llmflow/spec'
import type { Style } from '../terminal/style.js'
import { left, right, tableOf } from '../terminal/table.js'
import type { CliWords } from '../words/words.js'

export function sizesTable(plan: Plan, words: CliWords, style: Style): readonly string[] {
  const { component, part, replicas, cpu, memory, gpus, storage } = words.plan.columns
  const columns = [left(component), left(part), right(replicas), right(cpu), right(memory)]
  const rows = Object.entries(plan.sizes).flatMap(([name, parts]) =>
    Object.entries(parts).map(([partName, sizes], index) => [
      index === 0 ? name : '',
      partName,
      range(sizes.replicas),
      approximateCpu(sizes.resources.cpu),
      approximateBytes(sizes.resources.memory),
      count(sizes.resources.gpus),
      storageOf(plan, name, partName, sizes.storage),
    ]),
  )
  return tableOf([...columns, right(gpus), right(storage)], rows, style.dim)
}

/** All volumes of a replica: a storage server has one for each drive. What an addon keeps is no workload’s. */
function storageOf(plan: Plan, component: string, part: string, each: Bytes | undefined): string {
  const workload = Object.values(plan.workloads).find(
    (candidate) => candidate.component === component && candidate.part === part,
  )
  const volumes = (workload?.volumes ?? []).filter(({ kind }) => kind === 'persistent')
  if (each === undefined) return ''
  return approximateBytes(Math.max(1, volumes.length) * each)
}

/** One row for each workload with GPUs, and what the nodes have; empty without GPUs. */
export function gpusTable(plan: Plan, words: CliWords, style: Style): readonly string[] {
  const workloads = Object.values(plan.workloads).filter(({ resources }) => gpusOf(resources) > 0)
  if (workloads.length === 0) return []
  const { workload, product, perReplica, replicas, atMinimum, atMaximum } = words.plan.columns
  const columns = [left(workload), left(product), right(perReplica), right(replicas)]
  const models = new Set(plan.service.models.map(({ name }) => name))
  const rows = workloads.map(({ component, part, resources, replicas: { minimum, maximum } }) => [
    // A part of a model server is a model, which says more than the server does.
    models.has(part) ? part : component,
    resources.gpuProduct ?? '',
    count(resources.gpus),
    range({ minimum, maximum }),
    `${minimum * gpusOf(resources)}`,
    `${maximum * gpusOf(resources)}`,
  ])
  const sum = (at: 'minimum' | 'maximum'): string =>
    `${workloads.reduce((total, { resources, replicas }) => total + replicas[at] * gpusOf(resources), 0)}`
  const totals = [words.plan.total, '', '', '', sum('minimum'), sum('maximum')]
  return tableOf([...columns, right(atMinimum), right(atMaximum)], [...rows, totals], style.dim)
}

const gpusOf = ({ gpus }: Workload['resources']): number => gpus ?? 0
const count = (value: number | undefined): string => ((value ?? 0) === 0 ? '' : `${value}`)

function range({
  minimum,
  maximum,
}: {
  readonly minimum: number
  readonly maximum: number
}): string {
  return minimum === maximum ? `${minimum}` : `${minimum}–${maximum}`
}
