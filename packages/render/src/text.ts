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

/** What names look like in a target. */
export type Naming = {
  /** The name under which others reach a workload. */
  readonly hostOf: (plan: Plan, id: string) => string
  /** The name that stands for every replica at once. */
  readonly peersOf: (plan: Plan, id: string) => string
  /** The replicas that have names, in order. */
  readonly membersOf: (plan: Plan, id: string) => WorkloadAddresses['members']
}

/** A text with every address in its place. */
export function resolveText(plan: Plan, naming: Naming, text: Text): string {
  return text
    .map((part) => (typeof part === 'string' ? part : resolvePart(plan, naming, part)))
    .join('')
}

export function resolvePart(plan: Plan, naming: Naming, part: AddressPart | MembersPart): string {
  return part.kind === 'address'
    ? resolveAddress(plan, naming, part)
    : resolveMembers(plan, naming, part)
}

function resolveAddress(plan: Plan, naming: Naming, { workload, port, form }: AddressPart): string {
  const found = portOf(plan, workload, port)
  return form === 'peers'
    ? naming.peersOf(plan, workload)
    : written(form, naming.hostOf(plan, workload), found)
}

function resolveMembers(plan: Plan, naming: Naming, part: MembersPart): string {
  const { workload, port, form, separator, before = '', after = '' } = part
  const found = portOf(plan, workload, port)
  return naming
    .membersOf(plan, workload)
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
