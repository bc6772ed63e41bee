// Builds the networks: one for each server, with those in it that declared a connection to the server.

import { serviceNamesOf, type Plan, type Workload } from '@llmflow/spec'
import { publishedPortsOf } from './ports.js'
import type { Project } from './project.js'
import type { Network, Service } from './service.js'

/** The network of what reaches, or is reached from, outside of the project. */
const outside = 'outside'

export function networksOf(project: Project): { readonly [name: string]: Network } {
  const { plan } = project
  const names = serverNetworks(project)
  const subnets = subnetsOf(plan, names)
  const servers = names.map((name, index): [string, Network] => {
    const subnet = subnets?.[index]
    return [
      name,
      { internal: true, ...(subnet === undefined ? {} : { ipam: { config: [{ subnet }] } }) },
    ]
  })
  const isNeeded = Object.values(plan.workloads).some((workload) => isOutside(plan, workload))
  return Object.fromEntries([...servers, ...(isNeeded ? [[outside, outsideNetwork] as const] : [])])
}

/** Those who share it share nothing but the way out: they do not reach each other there. */
const outsideNetwork: Network = {
  driver_opts: { 'com.docker.network.bridge.enable_icc': 'false' },
}

/** Workloads that somebody connects to, in order. */
function serverNetworks({ plan, connections }: Project): readonly string[] {
  return Object.keys(plan.workloads).filter((id) => connections.some(({ to }) => to === id))
}

export function attachmentsOf(
  { plan, connections, standIns }: Project,
  workload: Workload,
): Pick<Service, 'networks' | 'network_mode'> {
  const { id } = workload
  const own = connections.some(({ to }) => to === id) ? [id] : []
  const others = connections.filter(({ from, to }) => from === id && to !== id).map(({ to }) => to)
  const names = [...new Set([...own, ...others])].toSorted()
  const aliases = aliasesOf(plan, standIns, workload)
  const attached = names.map((name): [string, object] => [
    name,
    name === id && aliases.length > 0 ? { aliases } : {},
  ])
  if (isOutside(plan, workload)) attached.push([outside, {}])
  return attached.length === 0
    ? { network_mode: 'none' }
    : { networks: Object.fromEntries(attached) }
}

/** A workload's own name where its replicas have others, and the address of the addon that it stands for. */
function aliasesOf(
  { addons, network }: Plan,
  standIns: Project['standIns'],
  workload: Workload,
): readonly string[] {
  const own = serviceNamesOf(workload).includes(workload.id) ? [] : [workload.id]
  const stoodFor = standIns
    .filter((one) => one.workload.id === workload.id)
    .flatMap((one) =>
      Object.values(addons).flatMap(({ namespace, endpoints, standIns: theirs = [] }) => {
        const endpoint = theirs.includes(one) ? endpoints[one.endpoint] : undefined
        return endpoint?.service === undefined
          ? []
          : [`${endpoint.service}.${namespace}.svc.${network.clusterDomain}`]
      }),
    )
  return [...own, ...stoodFor]
}

const isOutside = (plan: Plan, workload: Workload): boolean =>
  publishedPortsOf(plan, workload).length > 0 ||
  workload.edges.some(({ to }) => to.kind === 'external')

/** A public name of the platform leads out and in again: it is found at the machine, wherever its DNS says it is. */
export function namesOutside({ names }: Plan, { edges }: Workload): Pick<Service, 'extra_hosts'> {
  const hosts = edges.flatMap(({ to }) =>
    to.kind === 'external' && names[to.host] !== undefined ? [`${to.host}:host-gateway`] : [],
  )
  return hosts.length === 0 ? {} : { extra_hosts: [...new Set(hosts)] }
}

const prefixLongest = 28
const prefixShortest = 24

/**
 * Networks lie in the range of the cluster's pods, so that what the plan says of callers' addresses holds here too; and
 * Docker's own ranges would not do for so many. Undefined where the range is too small.
 */
function subnetsOf({ network }: Plan, names: readonly string[]): readonly string[] | undefined {
  const [address = '', length = ''] = network.podRange.split('/')
  const bits = Math.ceil(Math.log2(Math.max(1, names.length)))
  const prefix = Math.max(prefixShortest, Number(length) + bits)
  const octets = address.split('.').map(Number)
  if (!(prefix <= prefixLongest) || octets.length !== 4) return undefined
  const first = octets.reduce((sum, octet) => sum * 256 + octet, 0)
  return names.map((_, index) => {
    const start = first + index * 2 ** (32 - prefix)
    const parts = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256)
    return `${parts.join('.')}/${prefix}`
  })
}
