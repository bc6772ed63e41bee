// Says who has to take up new certificates, in which order and how, so that nothing stops answering.

import { serviceNamesOf, type Workload } from '@llmflow/spec'
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

export type TakeUpTarget = 'kubernetes' | 'helm' | 'compose' | 'hosts'

/** `leaf`: only certificates are new; `trust`: who is trusted, too; `issuer`: the cluster's issuer signs with another. */
type Renewal = {
  readonly wanted: readonly Wanted[]
  readonly change: 'leaf' | 'trust' | 'issuer'
  readonly target: TakeUpTarget
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
  const commands = machines.map(
    (machine) => `ssh ${machine} systemctl ${how} llmflow-${workload.id}.service`,
  )
  return [
    {
      workload: workload.id,
      how,
      machines,
      isOneByOne: machines.length > 1,
      commands: how === 'itself' ? [] : commands,
    },
  ]
}

function howOf(workload: Workload, change: Renewal['change']): TakeUp['how'] {
  if (workload.rereadsCertificates === true) return change === 'leaf' ? 'itself' : 'restart'
  return workload.host?.reload === undefined ? 'restart' : 'reload'
}

const kinds: { readonly [kind: string]: string } = {
  stateless: 'deployment',
  stateful: 'statefulset',
}

/** There the issuer renews by itself; only another authority concerns us. */
function inCluster(workload: Workload, { wanted, change }: Renewal): readonly TakeUp[] {
  const { id, kind, namespace } = workload
  if (change !== 'issuer' || !isShared(workload, wanted)) return []
  const commands = ['restart', 'status'].map(
    (verb) => `kubectl -n ${namespace} rollout ${verb} ${kinds[kind] ?? kind}/${id}`,
  )
  const isOneByOne = kind === 'stateful'
  return [{ workload: id, how: 'restart', machines: [], isOneByOne, commands }]
}

/** One machine runs everything, with the certificate that all share. */
function inCompose(workload: Workload, { wanted }: Renewal): readonly TakeUp[] {
  if (workload.tends !== undefined || !isShared(workload, wanted)) return []
  const services = serviceNamesOf(workload)
  const isOneByOne = services.length > 1
  const wait = isOneByOne ? ' --wait' : ''
  const commands = services.map(
    (service) => `docker compose up --detach${wait} --no-deps --force-recreate ${service}`,
  )
  return [{ workload: workload.id, how: 'restart', machines: [], isOneByOne, commands }]
}

const isShared = ({ id }: Workload, wanted: readonly Wanted[]): boolean =>
  wanted.some(
    ({ machine, certificate }) => machine === undefined && certificate.consumers.includes(id),
  )
