// Says what a plan promises to machines, and reads their trees back.

import {
  fieldOfValue,
  isJson,
  type Field,
  type Files,
  type Plan,
  type Workload,
} from '@llmflow/spec'
import { connects, hasPort, hasVolume, hasWorkload, readsSecret, type Facts } from './facts.js'

/** A workload as it stands on one machine. */
const on = (id: string, machine: string): string => `${id} on ${machine}`

function machinesOf(plan: Plan, { id, kind }: Workload): readonly string[] {
  const placement = plan.placement[id]
  const comesAndGoes = kind === 'job' || kind === 'schedule'
  const names = comesAndGoes
    ? Object.keys(plan.nodes).filter((name) => plan.nodes[name]?.pool === placement?.pool)
    : (placement?.replicas ?? []).map(({ node }) => node)
  return [...new Set(names)].filter((name) => plan.nodes[name]?.address !== undefined)
}

/** Every workload that says how a machine runs it, and who may connect to it there. */
export function promisedToHosts(plan: Plan): Facts {
  const workloads = Object.values(plan.workloads).filter(
    ({ runsOn, host }) => runsOn === 'hosts' && host !== undefined,
  )
  return new Set(
    workloads.flatMap((workload) =>
      machinesOf(plan, workload).flatMap((machine) => factsOn(plan, workload, machine)),
    ),
  )
}

function factsOn(plan: Plan, workload: Workload, machine: string): readonly string[] {
  const { id, ports = [], volumes = [], environment = {}, host } = workload
  const here = on(id, machine)
  const parts = Object.values({ ...environment, ...host?.environment }).flat()
  return [
    hasWorkload(here),
    ...ports.flatMap(({ number, protocol }) => (protocol === 'UDP' ? [] : [hasPort(here, number)])),
    ...volumes.flatMap(({ kind, path }) =>
      (kind === 'persistent' || kind === 'scratch') && path !== '/tmp'
        ? [hasVolume(here, mapped(host, path))]
        : [],
    ),
    ...parts.flatMap((part) =>
      typeof part === 'object' && part.kind === 'secret'
        ? [readsSecret(here, part.secret, part.key)]
        : [],
    ),
    ...plan.edges.flatMap(({ from, to }) =>
      to.kind === 'workload' && to.workload === id && comesFromElsewhere(plan, from, machine)
        ? [connects(from, `${here} ${to.port}`)]
        : [],
    ),
    ...Object.values(plan.addons).flatMap(({ name, edges = [] }) =>
      edges.flatMap(({ to }) =>
        to.kind === 'workload' && to.workload === id ? [connects(name, `${here} ${to.port}`)] : [],
      ),
    ),
  ]
}

/** Where the machine has what the image has elsewhere. */
function mapped(host: Workload['host'], path: string): string {
  const prefixes = Object.entries(host?.paths ?? {}).toSorted(
    ([left], [right]) => right.length - left.length,
  )
  const found = prefixes.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))
  return found === undefined ? path : `${found[1]}${path.slice(found[0].length)}`
}

/** Who stands on the same machine alone needs no way in. */
function comesFromElsewhere(plan: Plan, from: string, machine: string): boolean {
  const workload = plan.workloads[from]
  if (workload === undefined) return false
  if (workload.runsOn === 'hosts')
    return machinesOf(plan, workload).some((name) => name !== machine)
  return true
}

export function carriedByHosts(plan: Plan, { files }: Files): Facts {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const variables = files.flatMap(({ path, object }) => {
    const machine = /^hosts\/host_vars\/(.+)\.yaml$/.exec(path)?.[1]
    return machine === undefined || !isJson(object)
      ? []
      : [{ machine, field: fieldOfValue(path, object) }]
  })
  return new Set(
    variables.flatMap(({ machine, field }) => [
      ...unitFacts(plan, machine, field, texts),
      ...firewallFacts(machine, texts),
    ]),
  )
}

function unitFacts(
  plan: Plan,
  machine: string,
  variables: Field,
  texts: ReadonlyMap<string, string>,
): readonly string[] {
  const folder = `hosts/machines/${machine}`
  const placed = new Set(
    variables.get('llmflow_secrets').items.map((one) => one.get('source').text ?? ''),
  )
  const folders = new Set(
    variables.get('llmflow_folders').items.map((one) => one.get('path').text ?? ''),
  )
  return variables.get('llmflow_units').items.flatMap((item) => {
    const id = /^llmflow-(.+)\.(?:service|timer)$/.exec(item.text ?? '')?.[1] ?? ''
    const here = on(id, machine)
    const unit = `llmflow-${id}.service`
    const script = texts.get(`${folder}/usr/local/lib/llmflow/${id}/run`)
    const service = texts.get(`${folder}/etc/systemd/system/${unit}`)
    if (plan.workloads[id] === undefined || script === undefined || service === undefined) return []
    // Folders of others that it writes to are no volumes of its own.
    const others = plan.workloads[id].host?.writes ?? []
    const writable = (/^ReadWritePaths=(.*)$/m.exec(service)?.[1] ?? '').split(' ')
    return [
      hasWorkload(here),
      ...variables.get('llmflow_ports', unit).items.map((port) => hasPort(here, port.text ?? '')),
      ...writable
        .filter((path) => folders.has(path) && !others.includes(path))
        .map((path) => hasVolume(here, path)),
      ...[...script.matchAll(/\$\(secret '([^']+)' '([^']+)'\)/g)].flatMap(
        ([, secret = '', key = '']) =>
          placed.has(`${secret}/${key}`) && service.includes(`${secret}.${key}:`)
            ? [readsSecret(here, secret, key)]
            : [],
      ),
    ]
  })
}

/** Each rule names the port that it opens and who comes. */
const firewallFacts = (machine: string, texts: ReadonlyMap<string, string>): readonly string[] =>
  [
    ...(texts.get(`hosts/machines/${machine}/etc/llmflow/firewall.nft`) ?? '').matchAll(
      /^ {4}ip saddr .* accept comment "([\w-]+) ([\w-]+): ([\w-]+)"$/gm,
    ),
  ].flatMap(([, id = '', port = '', from = '']) =>
    ['members', 'metrics', 'users'].includes(from)
      ? []
      : [connects(from, `${on(id, machine)} ${port}`)],
  )
