// Step: certificates: whose they are, which names they hold, how long they last.

import {
  milliseconds,
  type Addon,
  type Certificate,
  type Placement,
  type PlannedNode,
  type Platform,
  type PublicName,
  type Workload,
  type WorkloadAddresses,
} from '@llmflow/spec'
import { isStanding } from './placement.js'

/** Secrets of this suffix hold a certificate, which the issuer fills. */
export const certificateSuffix = '-tls'

/** What is known of where workloads are and what they are called. */
type Whereabouts = {
  readonly domain: string
  readonly workloads: { readonly [id: string]: Workload }
  readonly addresses: { readonly [id: string]: WorkloadAddresses }
  readonly names: { readonly [name: string]: PublicName }
  readonly placement: { readonly [id: string]: Placement }
  readonly nodes: { readonly [name: string]: PlannedNode }
}
type Signed = Pick<Certificate, 'issuer' | 'lifetime' | 'renewBefore'>

/** A certificate for each secret that workloads mount or addons read. */
export function planCertificates(
  security: Platform['security'],
  addons: { readonly [name: string]: Addon },
  where: Whereabouts,
): { readonly [name: string]: Certificate } {
  const { certificateIssuer: issuer, certificateLifetime: lifetime } = security
  const signed = { issuer, lifetime, renewBefore: milliseconds(Math.floor(lifetime / 3)) }
  const consumers = consumersOf(where.workloads)
  const ofWorkloads = [...consumers].map(([secret, mounting]): [string, Certificate] => [
    secret,
    certificateOf(secret, mounting, where, signed),
  ])
  return { ...certificatesOfAddons(addons, signed), ...Object.fromEntries(ofWorkloads) }
}

/** Those that mount each secret of a certificate, in order. */
function consumersOf(
  workloads: Whereabouts['workloads'],
): ReadonlyMap<string, readonly Workload[]> {
  const consumers = new Map<string, readonly Workload[]>()
  for (const workload of Object.values(workloads)) {
    for (const volume of workload.volumes ?? []) {
      if (volume.kind !== 'secret' || !volume.secret.endsWith(certificateSuffix)) continue
      consumers.set(volume.secret, [...(consumers.get(volume.secret) ?? []), workload])
    }
  }
  return consumers
}

function certificateOf(
  secret: string,
  consumers: readonly Workload[],
  where: Whereabouts,
  signed: Signed,
): Certificate {
  const inCluster = consumers.filter(({ runsOn }) => runsOn === 'cluster')
  const isInCluster = inCluster.length > 0
  const sharing = isInCluster ? inCluster : consumers
  const servers = sharing.filter(isStanding)
  const led = servers.flatMap(({ id }) => publicNamesOf(id, where))
  const own = servers.flatMap((workload) => [
    ...commonNamesOf(workload, where),
    ...membersOf(workload, where),
  ])
  // Jobs answer nobody, and no Service has their name: theirs only says who they are.
  const clients = sharing.map(({ id }) => `${id}.${where.domain}`)
  const names = unique(servers.length > 0 ? [...led, ...own] : clients)
  return {
    namespace: (servers[0] ?? sharing[0])?.namespace ?? '',
    subject: names[0] ?? secret,
    names,
    isInCluster,
    machines: machinesOf(
      consumers.filter(({ runsOn }) => runsOn === 'hosts'),
      where,
    ),
    secret,
    consumers: consumers.map(({ id }) => id),
    ...signed,
  }
}

/** Names under which any of its replicas answers, also through what hands connections on unopened. */
function commonNamesOf({ id }: Workload, { workloads, addresses }: Whereabouts): readonly string[] {
  const before = Object.values(workloads).filter(({ handsOn = [] }) => handsOn.includes(id))
  return [id, ...before.map((workload) => workload.id)].flatMap((known) => {
    const namespace = workloads[known]?.namespace ?? ''
    return [addresses[known]?.host ?? [], `${known}.${namespace}.svc`].flat()
  })
}

const membersOf = ({ id }: Workload, { addresses }: Whereabouts): readonly string[] =>
  (addresses[id]?.members ?? []).map(({ host }) => host)

const publicNamesOf = (id: string, { names }: Whereabouts): readonly string[] =>
  Object.entries(names).flatMap(([name, { workload }]) => (workload === id ? [name] : []))

/** What answers on the machine itself is asked there, too. */
const loopbackNames = ['localhost', '127.0.0.1']

function machinesOf(hosted: readonly Workload[], where: Whereabouts): Certificate['machines'] {
  const machines = new Map<string, readonly string[]>()
  for (const workload of hosted) {
    const members = where.addresses[workload.id]?.members ?? []
    for (const { node } of where.placement[workload.id]?.replicas ?? []) {
      const own = members.filter(({ name }) => name === node).map(({ host }) => host)
      const shared = [...commonNamesOf(workload, where), ...publicNamesOf(workload.id, where)]
      const addresses = [where.nodes[node]?.address ?? [], workload.exposed?.address ?? []].flat()
      const known = machines.get(node) ?? []
      machines.set(node, unique([...own, ...known, ...shared, ...addresses, ...loopbackNames]))
    }
  }
  return Object.fromEntries([...machines].toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

/** An addon's certificate tells who it is, and brings the authority by which it knows the others. */
function certificatesOfAddons(
  addons: { readonly [name: string]: Addon },
  signed: Signed,
): { readonly [name: string]: Certificate } {
  return Object.fromEntries(
    Object.values(addons).flatMap(({ name, namespace, secrets = [] }) =>
      secrets
        .filter((secret) => secret.endsWith(certificateSuffix))
        .map((secret): [string, Certificate] => {
          const subject = `${name}.${namespace}.svc`
          const certificate = {
            namespace,
            subject,
            names: [subject],
            isInCluster: true,
            machines: {},
            secret,
            consumers: [],
            ...signed,
          }
          return [secret, certificate]
        }),
    ),
  )
}
