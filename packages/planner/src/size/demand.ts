// Adds up what the workloads of a plan ask for at the busiest time: the guide’s table 9.1.

import {
  approximateBytes,
  approximateCpu,
  fromPlan,
  fromPlatform,
  pointer,
  type Plan,
  type Platform,
  type Workload,
} from '@llmflow/spec'
import { cellOf, sumCell, type Cell } from './cell.js'

export type DemandRow = {
  readonly users: number
  readonly concurrentUsers: Cell
  readonly inferenceGpus: Cell
  readonly trainingGpus: Cell
  readonly cpu: Cell
  readonly memory: Cell
  readonly storage: Cell
}

export function demandRow(platform: Platform, plan: Plan): DemandRow {
  const standing = Object.values(plan.workloads).filter(
    ({ kind }) => kind === 'stateless' || kind === 'stateful',
  )
  const sum = (
    unit: Cell['unit'],
    what: string,
    amountOf: (workload: Workload) => number,
    print: (value: number) => string,
  ): Cell =>
    sumCell(
      unit,
      `replicas at the busiest time × ${what} of one`,
      standing.map((workload) => partOf(workload, amountOf(workload), print)),
    )
  return {
    users: platform.demand.users,
    concurrentUsers: cellOf(
      plan.load['concurrentUsers'] ?? 0,
      'count',
      plan.reasons['/load/concurrentUsers'],
    ),
    inferenceGpus: sum('count', 'GPUs', (one) => (isTraining(one) ? 0 : gpusOf(one)), String),
    trainingGpus: trainingGpus(platform, standing),
    cpu: sum('cpu-millis', 'threads', ({ resources }) => resources.cpu, approximateCpu),
    memory: sum('bytes', 'memory', ({ resources }) => resources.memory, approximateBytes),
    storage: storage(standing),
  }
}

const isTraining = ({ role }: Workload): boolean => role === 'training'
const gpusOf = ({ resources }: Workload): number => resources.gpus ?? 0

function partOf({ id, replicas }: Workload, each: number, print: (value: number) => string) {
  const path = pointer('workloads', id, 'replicas', 'minimum')
  const term = fromPlan(id, `${replicas.minimum} × ${print(each)}`, path)
  return { value: replicas.minimum * each, term }
}

/** The guide’s 8 and 16 GPUs for 500 and 1,000 people, with jobs of 8: beyond that, jobs wait. */
const peoplePerTrainingJob = 500

/** What the jobs that run at once take, and never less than what a standing trainer holds. */
export function trainingGpus({ demand }: Platform, workloads: readonly Workload[]): Cell {
  const held = workloads
    .filter(isTraining)
    .reduce((total, workload) => total + workload.replicas.minimum * gpusOf(workload), 0)
  const jobs = Math.ceil(demand.users / peoplePerTrainingJob)
  const { gpus } = demand.fineTuning
  return cellOf(Math.max(gpus * jobs, held), 'count', {
    formula: 'GPUs of a training job × ⌈users ÷ 500⌉ jobs at once',
    terms: [
      fromPlatform('GPUs of a job', `${gpus}`, '/demand/fineTuning/gpus'),
      fromPlatform('users', `${demand.users}`, '/demand/users'),
    ],
  })
}

/** Volumes with the copies and the parity that the stores keep themselves; a volume that many mount counts once. */
function storage(standing: readonly Workload[]): Cell {
  const own = standing.map((workload) => {
    const each = (workload.volumes ?? []).reduce(
      (total, volume) => total + (volume.kind === 'persistent' ? volume.size : 0),
      0,
    )
    return partOf(workload, each, approximateBytes)
  })
  const claims = new Map(
    standing.flatMap((workload) =>
      (workload.volumes ?? []).flatMap((volume) =>
        volume.kind === 'common'
          ? [[volume.claim, { id: workload.id, size: volume.size }] as const]
          : [],
      ),
    ),
  )
  const common = [...claims].map(([claim, { id, size }]) => ({
    value: size,
    term: fromPlan(claim, approximateBytes(size), pointer('workloads', id, 'volumes')),
  }))
  return sumCell('bytes', 'replicas × volumes of one, and the volume of the weights', [
    ...own,
    ...common,
  ])
}
