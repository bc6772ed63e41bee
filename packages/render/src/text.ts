// Fills in the addresses that a plan's texts leave to the target.

import type {
  AddressPart,
  MembersPart,
  Plan,
  Port,
  Text,
  Workload,
  WorkloadAddresses,
} from '@llmflow/spec'
import { assert } from './assert.js'

/** A text with every address in its place. */
export function resolveText(plan: Plan, text: Text): string {
  return text.map((part) => (typeof part === 'string' ? part : resolvePart(plan, part))).join('')
}

export function resolvePart(plan: Plan, part: AddressPart | MembersPart): string {
  return part.kind === 'address' ? resolveAddress(plan, part) : resolveMembers(plan, part)
}

function resolveAddress(plan: Plan, { workload, port, form }: AddressPart): string {
  const found = portOf(plan, workload, port)
  if (form !== 'peers') return written(form, addressesOf(plan, workload).host, found)
  const { namespace } = workloadOf(plan, workload)
  return `${peersName(workload)}.${namespace}.svc.${plan.network.clusterDomain}`
}

/** The name under which stateless replicas find each other. */
export const peersName = (id: string): string => `${id}-peers`

function resolveMembers(plan: Plan, part: MembersPart): string {
  const { workload, port, form, separator, before = '', after = '' } = part
  const found = portOf(plan, workload, port)
  return membersOf(plan, workload)
    .map(({ name, host }) => {
      const address =
        form === 'name-url' ? `${name}=${written('url', host, found)}` : written(form, host, found)
      return `${before.replaceAll('{name}', name)}${address}${after.replaceAll('{name}', name)}`
    })
    .join(separator)
}

function written(
  form: 'host' | 'host-port' | 'url',
  host: string,
  { number, scheme }: Port,
): string {
  if (form === 'host') return host
  return form === 'host-port' ? `${host}:${number}` : `${scheme}://${host}:${number}`
}

/** On hosts a replica is a machine: names of machines may be unknown to the cluster's DNS. */
function membersOf(plan: Plan, id: string): WorkloadAddresses['members'] {
  const { members, machines } = addressesOf(plan, id)
  if (workloadOf(plan, id).runsOn === 'cluster') return members
  return machines.map((host, index) => ({ name: members[index]?.name ?? `${id}-${index}`, host }))
}

export function workloadOf(plan: Plan, id: string): Workload {
  const workload = plan.workloads[id]
  assert(workload !== undefined, `the workload ${id} exists`)
  return workload
}

export function addressesOf(plan: Plan, id: string): WorkloadAddresses {
  const addresses = plan.addresses[id]
  assert(addresses !== undefined, `the workload ${id} has addresses`)
  return addresses
}

export function portOf(plan: Plan, id: string, name: string): Port {
  const port = workloadOf(plan, id).ports?.find((one) => one.name === name)
  assert(port !== undefined, `the workload ${id} has the port ${name}`)
  return port
}
