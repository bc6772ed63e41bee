// Says who has to take up new certificates, in which order and how, so that nothing stops answering.

import { serviceNamesOf, type Workload } from '@llmflow/spec'
import type { Wanted, CertifiedPlan } from './wanted.js'

export type RestartStep = {
  readonly workload: string
  /** `itself`: it reads its files for every new connection. */
  readonly how: 'itself' | 'reload' | 'restart'
  readonly place: 'machines' | 'cluster' | 'compose'
  /** Machines, one after the other; none elsewhere. */
  readonly machines: readonly string[]
  readonly isOneByOne: boolean
  /** What to run, on each machine where there are some. */
  readonly command: string
}

/** Whether who is trusted changed, too: some read only their own certificate anew. */
export type Renewal = { readonly wanted: readonly Wanted[]; readonly isTrustNew: boolean }

export function restartOrder(
  plan: CertifiedPlan,
  { wanted, isTrustNew }: Renewal,
): readonly RestartStep[] {
  const ids = [...new Set(wanted.flatMap(({ certificate }) => certificate.consumers))]
  const workloads = ids.flatMap((id) => plan.workloads[id] ?? [])
  const involved = workloads.filter(({ kind }) => kind === 'stateless' || kind === 'stateful')
  return inOrder(plan, involved).flatMap((workload) =>
    workload.runsOn === 'hosts'
      ? onMachines(plan, workload, wanted, isTrustNew)
      : together(workload, wanted, isTrustNew),
  )
}

/** What others connect to comes before them: they find it as it will be. */
function inOrder(plan: CertifiedPlan, involved: readonly Workload[]): readonly Workload[] {
  const ids = new Set(involved.map(({ id }) => id))
  const heights = new Map<string, number>()
  const heightOf = (id: string, seen: ReadonlySet<string>): number => {
    const known = heights.get(id)
    if (known !== undefined) return known
    const below = (plan.workloads[id]?.edges ?? []).flatMap(({ to }) =>
      to.kind === 'workload' && ids.has(to.workload) && !seen.has(to.workload)
        ? [heightOf(to.workload, new Set([...seen, to.workload]))]
        : [],
    )
    const height = Math.max(0, ...below.map((one) => one + 1))
    heights.set(id, height)
    return height
  }
  return involved.toSorted(
    (left, right) =>
      heightOf(left.id, new Set([left.id])) - heightOf(right.id, new Set([right.id])) ||
      (left.id < right.id ? -1 : 1),
  )
}

function onMachines(
  plan: CertifiedPlan,
  workload: Workload,
  wanted: readonly Wanted[],
  isTrustNew: boolean,
): readonly RestartStep[] {
  const placed = (plan.placement[workload.id]?.replicas ?? []).map(({ node }) => node)
  const machines = placed.filter((node) =>
    wanted.some(
      ({ machine, certificate }) => machine === node && certificate.consumers.includes(workload.id),
    ),
  )
  if (machines.length === 0) return []
  const how = howOf(workload, isTrustNew)
  const unit = `llmflow-${workload.id}.service`
  const command = how === 'itself' ? '' : `sudo systemctl ${how} ${unit}`
  return [
    {
      workload: workload.id,
      how,
      place: 'machines',
      machines,
      isOneByOne: machines.length > 1,
      command,
    },
  ]
}

function howOf(workload: Workload, isTrustNew: boolean): RestartStep['how'] {
  if (workload.rereadsCertificates === true) return isTrustNew ? 'restart' : 'itself'
  return workload.host?.reload === undefined ? 'restart' : 'reload'
}

const kinds = { stateless: 'deployment', stateful: 'statefulset' } as const

/**
 * In a cluster the issuer renews by itself, and only a new authority concerns us; the certificate that all share is
 * otherwise that of a compose project.
 */
function together(
  workload: Workload,
  wanted: readonly Wanted[],
  isTrustNew: boolean,
): readonly RestartStep[] {
  const { id, kind, namespace, rereadsCertificates = false } = workload
  const isShared = wanted.some(
    ({ machine, certificate }) => machine === undefined && certificate.consumers.includes(id),
  )
  if (!isShared || (kind !== 'stateless' && kind !== 'stateful')) return []
  const isOneByOne = kind === 'stateful'
  const step = { workload: id, machines: [], isOneByOne }
  if (isTrustNew) {
    const command = `kubectl --namespace ${namespace} rollout restart ${kinds[kind]}/${id}`
    return [{ ...step, how: 'restart', place: 'cluster', command }]
  }
  if (rereadsCertificates) return [{ ...step, how: 'itself', place: 'compose', command: '' }]
  const command = `docker compose restart ${serviceNamesOf(workload).join(' ')}`
  return [{ ...step, how: 'restart', place: 'compose', command }]
}
