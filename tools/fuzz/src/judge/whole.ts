// Judges whether a plan is whole: whatever it names exists, and nothing that was asked for is missing.

import { nodesOf, type Inventory, type Plan, type Platform, type Workload } from '@llmflow/spec'

import { hole } from './diagnostics.js'

/** Faults of a plan that nobody objected to, by comparison with what was asked for. */
export function faultsInPlan(
  plan: Plan,
  platform: Platform,
  inventory: Inventory | undefined,
): readonly string[] {
  return [
    ...faultsInEdges(plan),
    ...faultsInParts(plan),
    ...Object.values(plan.workloads).flatMap((workload) => faultsInWorkload(workload, plan)),
    ...faultsInNames(plan),
    ...faultsInPlacement(plan),
    ...faultsInCertificates(plan),
    ...faultsByCount(plan, platform, inventory),
  ]
}

function portFault(plan: Plan, workload: string, port: string, user: string): readonly string[] {
  const target = plan.workloads[workload]
  if (target === undefined) return [`${user} names the workload ${workload}, which is not there`]
  const isThere = target.ports?.some(({ name }) => name === port) === true
  return isThere ? [] : [`${user} names the port ${port} of ${workload}, which nobody opens`]
}

function faultsInEdges(plan: Plan): readonly string[] {
  const ofAddons = Object.values(plan.addons).flatMap((addon) =>
    (addon.edges ?? []).map(({ to }) => ({ from: addon.name, to })),
  )
  return [...plan.edges, ...ofAddons].flatMap(({ from, to }) => {
    if (to.kind === 'workload') return portFault(plan, to.workload, to.port, `an edge of ${from}`)
    if (to.kind === 'external')
      return to.host === '' || to.port < 1 ? [`an edge of ${from} leads nowhere`] : []
    return plan.addons[to.addon]?.endpoints[to.endpoint] === undefined
      ? [`an edge of ${from} leads to ${to.addon}/${to.endpoint}, which is not there`]
      : []
  })
}

type Part = { readonly kind: string; readonly [key: string]: unknown }

/** Addresses and secrets, wherever they stand in workloads and in the service. */
function faultsInParts(plan: Plan): readonly string[] {
  const found = [...Object.entries(plan.workloads), ['service', plan.service] as const]
  return found.flatMap(([user, value]) =>
    partsIn(value).flatMap((part) => partFault(plan, user, part)),
  )
}

function partsIn(value: unknown): readonly Part[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item: unknown) => partsIn(item))
  return [
    ...(isPart(value) ? [value] : []),
    ...Object.values(value).flatMap((item: unknown) => partsIn(item)),
  ]
}

function isPart(value: object): value is Part {
  if (!('kind' in value)) return false
  const { kind } = value
  return (
    ((kind === 'address' || kind === 'members') && 'form' in value) ||
    (kind === 'secret' && 'key' in value)
  )
}

function partFault(plan: Plan, user: string, part: Part): readonly string[] {
  if (part.kind === 'secret') {
    const [secret, key] = [String(part['secret']), String(part['key'])]
    return plan.secrets[secret]?.keys[key] === undefined
      ? [`${user} reads ${secret}/${key}, which is not declared`]
      : []
  }
  const [workload, port] = [String(part['workload']), String(part['port'])]
  const missing = portFault(plan, workload, port, user)
  if (missing.length > 0 || part.kind === 'address') return missing
  const target = plan.workloads[workload]
  const hasMembers =
    target?.runsOn === 'hosts' || (plan.addresses[workload]?.members.length ?? 0) > 0
  return hasMembers ? [] : [`${user} lists the members of ${workload}, which has none`]
}

function faultsInWorkload(workload: Workload, plan: Plan): readonly string[] {
  const { id, namespace, image, ports, replicas, resources, probes, volumes } = workload
  const portNames = new Set((ports ?? []).map(({ name }) => name))
  const portsUsed = [
    ...Object.keys(workload.exposed?.ports ?? {}),
    ...Object.values(probes ?? {}).flatMap(({ check }) =>
      check.kind === 'command' ? [] : [check.port],
    ),
  ]
  const images = Object.values(plan.images).filter(({ workloads }) => workloads.includes(id))
  const secrets = (volumes ?? []).flatMap((volume) =>
    volume.kind === 'secret' ? [volume.secret] : [],
  )
  const isKnown = (secret: string): boolean =>
    plan.secrets[secret] !== undefined ||
    Object.values(plan.certificates).some((one) => one.secret === secret)
  return [
    ...(plan.workloads[id] === workload ? [] : [`${id} stands under another name`]),
    ...(plan.namespaces[namespace] === undefined
      ? [`${id} is in ${namespace}, which is not planned`]
      : []),
    ...portsUsed
      .filter((port) => !portNames.has(port))
      .map((port) => `${id} uses its port ${port}, which it does not open`),
    ...(portNames.size === (ports ?? []).length ? [] : [`${id} opens two ports of one name`]),
    ...(images.length === 1 ? [] : [`${id} has ${images.length} images`]),
    ...images
      .filter(({ reference }) => !isReference(reference))
      .map(({ reference }) => `${id} runs “${reference}”`),
    ...(image.repository === '' ? [`${id} has no image`] : []),
    ...secrets
      .filter((secret) => !isKnown(secret))
      .map((secret) => `${id} mounts ${secret}, which is not there`),
    ...(workload.after ?? [])
      .filter((other) => plan.workloads[other] === undefined)
      .map((other) => `${id} waits for ${other}`),
    ...(replicas.minimum <= replicas.maximum
      ? []
      : [`${id} wants ${replicas.minimum} to ${replicas.maximum} replicas`]),
    ...(resources.memory <= resources.memoryLimit
      ? []
      : [`${id} asks for more memory than it may have`]),
    ...(resources.cpu <= (resources.cpuLimit ?? resources.cpu)
      ? []
      : [`${id} asks for more threads than it may have`]),
    ...(resources.cpu >= 0 && resources.memory > 0 ? [] : [`${id} asks for no memory`]),
  ]
}

const isReference = (text: string): boolean =>
  /^[a-z0-9][\w.:/@-]*$/i.test(text) && !hole.test(text)

const faultsInNames = (plan: Plan): readonly string[] =>
  Object.entries(plan.names).flatMap(([name, { workload, port }]) =>
    portFault(plan, workload, port, name),
  )

function faultsInPlacement({ placement, nodes, pools, workloads }: Plan): readonly string[] {
  return Object.entries(placement).flatMap(([id, { pool, replicas }]) => [
    ...(workloads[id] === undefined ? [`${id} is placed and not planned`] : []),
    ...(pools[pool] === undefined ? [`${id} is placed in ${pool}, which is not there`] : []),
    ...replicas
      .filter(({ node }) => nodes[node]?.pool !== pool)
      .map(({ node }) => `${id} is on ${node}, which is not in ${pool}`),
  ])
}

function faultsInCertificates({ certificates, workloads }: Plan): readonly string[] {
  return Object.entries(certificates).flatMap(([name, { names, consumers, subject }]) => [
    ...(names.includes(subject)
      ? []
      : [`the certificate ${name} does not name its subject ${subject}`]),
    ...consumers
      .filter((id) => workloads[id] === undefined)
      .map((id) => `the certificate ${name} is for ${id}`),
  ])
}

/** What two things of one name would have swallowed. */
function faultsByCount(
  plan: Plan,
  platform: Platform,
  inventory: Inventory | undefined,
): readonly string[] {
  const nodes = (inventory?.pools ?? []).reduce((sum, pool) => sum + nodesOf(pool).length, 0)
  const addresses = plan.service.models.map(({ address }) => JSON.stringify(address))
  const own = addresses.filter((_, index) => platform.models[index]?.endpoint === undefined)
  const counts: readonly (readonly [what: string, planned: number, asked: number])[] = [
    ['nodes', Object.keys(plan.nodes).length, nodes],
    ['pools', Object.keys(plan.pools).length, inventory?.pools.length ?? 0],
    ['tenants', Object.keys(plan.tenants).length, platform.tenants.length],
    ['models', plan.service.models.length, platform.models.length],
    ['addresses of models', new Set(own).size, own.length],
    ['unanswered models', addresses.filter((address) => address === '[]').length, 0],
  ]
  return counts
    .filter(([, planned, asked]) => planned !== asked)
    .map(([what, planned, asked]) => `${planned} ${what} are planned and ${asked} were asked for`)
}
