// Says what a plan promises to a compose project, and reads a project back.

import {
  fieldOfValue,
  isJson,
  type Field,
  type Files,
  type Plan,
  type Workload,
} from '@llmflow/spec'
import {
  connects,
  factsOf,
  hasFile,
  hasPort,
  hasVolume,
  hasWorkload,
  readsSecret,
  type Facts,
} from './facts.js'

/** Every workload, on machines as in the cluster, but what looks after machine or cluster; and what stands for addons. */
function workloadsFor(plan: Plan): readonly Workload[] {
  const standIns = Object.values(plan.addons).flatMap(({ standIns: own = [] }) => own)
  const carried = Object.values(plan.workloads).filter(({ tends }) => tends === undefined)
  return [...carried, ...standIns.map(({ workload }) => workload)]
}

export function promisedToCompose(plan: Plan): Facts {
  const workloads = workloadsFor(plan)
  return new Set([
    ...workloads.flatMap(factsOf),
    ...workloads.flatMap(({ id, kind, replicas }) =>
      Array.from({ length: kind === 'stateful' ? replicas.minimum : 0 }, (_, index) =>
        isNamed(id, index),
      ),
    ),
    ...workloads.flatMap((workload) => connectionsFrom(plan, workload)),
    ...scrapers(plan).flatMap((scraper) => authoritiesOf(workloads, scraper)),
  ])
}

const scrapers = ({ addons }: Plan): readonly string[] =>
  Object.values(addons).flatMap(({ standIns = [] }) =>
    standIns.flatMap(({ workload, reads }) => (reads?.scraping === undefined ? [] : workload.id)),
  )

/** Who scrapes knows a server with a certificate by its authority, and has nothing else of it. */
const authoritiesOf = (workloads: readonly Workload[], scraper: string): readonly string[] =>
  workloads.flatMap(({ ports = [] }) =>
    ports.flatMap(({ metrics }) =>
      metrics?.authority === undefined
        ? []
        : [
            hasVolume(scraper, `/etc/authorities/${metrics.authority}`),
            readsSecret(scraper, metrics.authority, 'ca.crt'),
          ],
    ),
  )

const isNamed = (id: string, index: number): string => `${id} has the replica ${id}-${index}`

function connectionsFrom(plan: Plan, { id, edges }: Workload): readonly string[] {
  const targets = [
    ...edges.flatMap(({ to }) => {
      if (to.kind === 'workload') return [to.workload]
      if (to.kind === 'external') return ['the outside']
      const standIns = plan.addons[to.addon]?.standIns ?? []
      return standIns
        .filter(({ endpoint }) => endpoint === to.endpoint)
        .map(({ workload }) => workload.id)
    }),
    ...(scrapers(plan).includes(id) ? scraped(plan) : []),
  ]
  return targets.filter((target) => target !== id).map((target) => connects(id, target))
}

const scraped = (plan: Plan): readonly string[] =>
  workloadsFor(plan)
    .filter(({ ports = [] }) => ports.some(({ metrics }) => metrics !== undefined))
    .map(({ id }) => id)

const workloadLabel = 'llmflow.io/workload'

export function carriedByCompose(plan: Plan, { files }: Files): Facts {
  const objects = new Map(
    files.flatMap(({ path, object }) =>
      isJson(object) ? [[path, fieldOfValue(path, object)] as const] : [],
    ),
  )
  const composition = objects.get('compose/compose.yaml')
  if (composition === undefined) return new Set()
  const services = composition
    .get('services')
    .entries.flatMap(({ key, field }): readonly Service[] => {
      const id = field.get('labels', workloadLabel).text
      return id === undefined ? [] : [{ name: key, id, field }]
    })
  const variables = variablesIn(objects.get('compose/secrets.required.json'))
  const paths = new Set(files.map(({ path }) => path))
  const ways = waysOut(plan)
  return new Set([
    ...services.flatMap((service) => serviceFacts(plan, service, variables, paths)),
    ...networkFacts(services),
    ...services
      .filter(
        ({ id, field }) => ways.has(id) && field.get('networks', 'outside').value !== undefined,
      )
      .map(({ id }) => connects(id, 'the outside')),
  ])
}

type Service = { readonly name: string; readonly id: string; readonly field: Field }

/** Who may be in the network that leads out for a connection; the others are there to be reached. */
const waysOut = (plan: Plan): ReadonlySet<string> =>
  new Set(
    workloadsFor(plan)
      .filter(({ edges }) => edges.some(({ to }) => to.kind === 'external'))
      .map(({ id }) => id),
  )

/** Secrets by the variable that holds them. */
const variablesIn = (list: Field | undefined): ReadonlyMap<string, string> =>
  new Map(
    (list?.get('secrets').items ?? []).flatMap((secret) =>
      secret
        .get('keys')
        .items.map(
          (key) =>
            [
              key.get('variable').text ?? '',
              `${secret.get('name').text}/${key.get('key').text}`,
            ] as const,
        ),
    ),
  )

function serviceFacts(
  plan: Plan,
  { name, id, field }: Service,
  variables: ReadonlyMap<string, string>,
  paths: ReadonlySet<string>,
): readonly string[] {
  const workload = workloadsFor(plan).find((one) => one.id === id)
  return [
    hasWorkload(id),
    ...(workload?.kind === 'stateful' ? [`${id} has the replica ${name}`] : []),
    ...field.get('expose').items.map((port) => hasPort(id, (port.text ?? '').replace('/udp', ''))),
    ...(field.get('shm_size').value === undefined ? [] : [hasVolume(id, '/dev/shm')]),
    ...field
      .get('tmpfs')
      .items.map((mount) => hasVolume(id, (mount.text ?? '').split(':')[0] ?? '')),
    ...field.get('volumes').items.flatMap((mount) => mountFacts(workload, mount, paths)),
    ...field.get('environment').entries.flatMap(({ field: value }) =>
      [...(value.text ?? '').matchAll(/\$\{(\w+):\?/g)].map(([, variable = '']) => {
        const [secret = '', key = ''] = (variables.get(variable) ?? '').split(/\/(.*)/)
        return readsSecret(id, secret, key)
      }),
    ),
  ]
}

/** Files that the target itself writes for a stand-in are no promise of the plan. */
function mountFacts(
  workload: Workload | undefined,
  mount: Field,
  paths: ReadonlySet<string>,
): readonly string[] {
  if (workload === undefined) return []
  const { id, files = [] } = workload
  const source = mount.get('source').text ?? ''
  const target = mount.get('target').text ?? ''
  if (source.startsWith('./files/')) {
    if (!paths.has(`compose/${source.slice(2)}`)) return [`${source} is not there`]
    return files.some(({ path }) => path === target) ? [hasFile(id, target)] : []
  }
  const [, secret, key] = /^\.\/secrets\/([^/]+)(?:\/(.+))?$/.exec(source) ?? []
  if (secret === undefined) return [hasVolume(id, target)]
  const path = key === undefined ? target : target.slice(0, -key.length - 1)
  return [hasVolume(id, path), readsSecret(id, secret, key ?? '*')]
}

/** Each network belongs to a server; all others in it connect to that server. */
function networkFacts(services: readonly Service[]): readonly string[] {
  const joined = services.flatMap(({ name, id, field }) =>
    field.get('networks').entries.map(({ key }) => ({ network: key, name, id })),
  )
  return joined.flatMap(({ network, id }) => {
    if (network === 'outside' || network === id) return []
    const servers = services.filter((one) => one.id === network)
    const isWhole = servers.every(({ name }) =>
      joined.some((one) => one.network === network && one.name === name),
    )
    return isWhole && servers.length > 0 ? [connects(id, network)] : []
  })
}
