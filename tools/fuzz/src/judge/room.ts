// Searches room for replicas on machines, with no code of the planner: greedy in many orders, then exhaustively.

/** A machine with what is free on it. */
export type Machine = {
  readonly name: string
  readonly zone: string
  readonly cpu: number
  readonly memory: number
  readonly gpus: number
}

/** One replica that needs a machine. */
export type Replica = {
  readonly workload: string
  readonly cpu: number
  readonly memory: number
  readonly gpus: number
  readonly onePerMachine: boolean
}

/** Names of the workloads that already run on each machine. */
export type Residents = ReadonlyMap<string, ReadonlySet<string>>

type State = {
  readonly machine: Machine
  cpu: number
  memory: number
  gpus: number
  readonly residents: Set<string>
}

type Order = (left: Replica, right: Replica) => number
type Preference = (left: State, right: State) => number

const byGpus: Order = (left, right) =>
  right.gpus - left.gpus ||
  right.memory - left.memory ||
  right.cpu - left.cpu ||
  byName(left, right)
const byMemory: Order = (left, right) =>
  right.memory - left.memory || right.cpu - left.cpu || byName(left, right)
const byCpu: Order = (left, right) =>
  right.cpu - left.cpu || right.memory - left.memory || byName(left, right)
const strictFirst: Order = (left, right) =>
  right.gpus - left.gpus ||
  Number(right.onePerMachine) - Number(left.onePerMachine) ||
  byMemory(left, right)
const byName: Order = (left, right) =>
  left.workload < right.workload ? -1 : Number(left.workload > right.workload)

const orders: readonly Order[] = [byGpus, strictFirst, byMemory, byCpu]
const preferences: readonly Preference[] = [
  () => 0,
  (left, right) => left.gpus - right.gpus || left.memory - right.memory,
  (left, right) => right.memory - left.memory,
  (left, right) => left.cpu - right.cpu,
  (left, right) => right.cpu - left.cpu,
]

/** Steps after which the exhaustive search gives up. */
const stepsMax = 20_000

/** Whether all replicas find room; `unknown` when the search was too long to tell. */
export function findRoom(
  replicas: readonly Replica[],
  machines: readonly Machine[],
  residents: Residents,
): 'yes' | 'no' | 'unknown' {
  for (const order of orders) {
    const sorted = replicas.toSorted(order)
    for (const preference of preferences) {
      if (placeGreedily(sorted, statesOf(machines, residents), preference)) return 'yes'
    }
  }
  const steps = { left: stepsMax }
  const isFound = placeExhaustively(
    replicas.toSorted(strictFirst),
    0,
    0,
    statesOf(machines, residents),
    steps,
  )
  return isFound ? 'yes' : steps.left > 0 ? 'no' : 'unknown'
}

function statesOf(machines: readonly Machine[], residents: Residents): readonly State[] {
  return machines.map((machine) => ({
    machine,
    cpu: machine.cpu,
    memory: machine.memory,
    gpus: machine.gpus,
    residents: new Set(residents.get(machine.name) ?? []),
  }))
}

const fits = (replica: Replica, state: State): boolean =>
  state.gpus >= replica.gpus &&
  state.memory >= replica.memory &&
  state.cpu >= replica.cpu &&
  !(replica.onePerMachine && state.residents.has(replica.workload))

function put(replica: Replica, state: State, sign: 1 | -1): void {
  state.cpu -= sign * replica.cpu
  state.memory -= sign * replica.memory
  state.gpus -= sign * replica.gpus
}

function placeGreedily(
  replicas: readonly Replica[],
  states: readonly State[],
  preference: Preference,
): boolean {
  return replicas.every((replica) => {
    const [state] = states.filter((one) => fits(replica, one)).toSorted(preference)
    if (state === undefined) return false
    put(replica, state, 1)
    state.residents.add(replica.workload)
    return true
  })
}

/** Replicas of one workload are alike, so each is only tried on the machine of the one before it and later ones. */
function placeExhaustively(
  replicas: readonly Replica[],
  at: number,
  from: number,
  states: readonly State[],
  steps: { left: number },
): boolean {
  const replica = replicas[at]
  if (replica === undefined) return true
  for (const [index, state] of states.entries()) {
    if (steps.left <= 0) return false
    if (index < from || !fits(replica, state)) continue
    steps.left -= 1
    const wasThere = state.residents.has(replica.workload)
    put(replica, state, 1)
    state.residents.add(replica.workload)
    const next = replicas[at + 1]?.workload === replica.workload ? index : 0
    if (placeExhaustively(replicas, at + 1, next, states, steps)) return true
    put(replica, state, -1)
    if (!wasThere) state.residents.delete(replica.workload)
  }
  return false
}
