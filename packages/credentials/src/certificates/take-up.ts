// Says who has to take up new certificates, in which order and how, so that nothing stops answering.

import type { Target, Workload } from '@llmflow/spec'
import {
  inCluster as commandsInCluster,
  inCompose as commandsInCompose,
  onMachines as commandsOnMachines,
} from '../rotation/commands.js'
import { startOrder } from '../rotation/order.js'
import type { CertifiedPlan, Wanted } from './wanted.js'

export type TakeUp = {
  readonly workload: string
  /** `itself`: it reads its files for every new connection. */
  readonly how: 'itself' | 'reload' | 'restart'
  /** Machines, one after the other; none elsewhere. */
  readonly machines: readonly string[]
  readonly isOneByOne: boolean
  /** What to run, one after the other. */
  readonly commands: readonly string[]
}

/** `leaf`: only certificates are new; `trust`: who is trusted, too; `issuer`: the cluster's issuer signs with another. */
type Renewal = {
  readonly wanted: readonly Wanted[]
  readonly change: 'leaf' | 'trust' | 'issuer'
  readonly target: Target
}

export function takeUpOrder(plan: CertifiedPlan, renewal: Renewal): readonly TakeUp[] {
  const ids = [...new Set(renewal.wanted.flatMap(({ certificate }) => certificate.consumers))]
  const workloads = ids.flatMap((id) => plan.workloads[id] ?? [])
  const involved = workloads.filter(({ kind }) => kind === 'stateless' || kind === 'stateful')
  return startOrder(plan, involved).flatMap((workload) => {
    if (renewal.target === 'compose') return inCompose(workload, renewal)
    if (workload.runsOn === 'hosts') return onMachines(plan, workload, renewal)
    return renewal.target === 'hosts' ? [] : inCluster(workload, renewal)
  })
}

function onMachines(
  plan: CertifiedPlan,
  workload: Workload,
  { wanted, change }: Renewal,
): readonly TakeUp[] {
  const placed = (plan.placement[workload.id]?.replicas ?? []).map(({ node }) => node)
  const machines = placed.filter((node) =>
    wanted.some(
      ({ machine, certificate }) => machine === node && certificate.consumers.includes(workload.id),
    ),
  )
  if (machines.length === 0) return []
  const how = howOf(workload, change)
  return [
    {
      workload: workload.id,
      how,
      machines,
      isOneByOne: machines.length > 1,
      commands: how === 'itself' ? [] : commandsOnMachines(workload, machines, how),
    },
  ]
}

function howOf(workload: Workload, change: Renewal['change']): TakeUp['how'] {
  if (workload.rereadsCertificates === true) return change === 'leaf' ? 'itself' : 'restart'
  return workload.host?.reload === undefined ? 'restart' : 'reload'
}

/** There the issuer renews by itself; only another authority concerns us. */
function inCluster(workload: Workload, { wanted, change }: Renewal): readonly TakeUp[] {
  const { id, kind } = workload
  if (change !== 'issuer' || !isShared(workload, wanted)) return []
  const commands = commandsInCluster(workload)
  const isOneByOne = kind === 'stateful'
  return [{ workload: id, how: 'restart', machines: [], isOneByOne, commands }]
}

/** One machine runs everything, with the certificate that all share. */
function inCompose(workload: Workload, { wanted }: Renewal): readonly TakeUp[] {
  if (workload.tends !== undefined || !isShared(workload, wanted)) return []
  const commands = commandsInCompose(workload)
  const isOneByOne = commands.length > 1
  return [{ workload: workload.id, how: 'restart', machines: [], isOneByOne, commands }]
}

const isShared = ({ id }: Workload, wanted: readonly Wanted[]): boolean =>
  wanted.some(
    ({ machine, certificate }) => machine === undefined && certificate.consumers.includes(id),
  )
