// Says what a plan promises to a cluster, and reads a tree of manifests back.

import { fieldOfValue, isJson, type Field, type Files, type Plan } from '@llmflow/spec'
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

const nameLabel = 'app.kubernetes.io/name'

/** Every workload of the cluster, and the connections that these open to workloads and machines. */
export function promisedToKubernetes(plan: Plan): Facts {
  const own = Object.values(plan.workloads).filter(({ runsOn }) => runsOn === 'cluster')
  const ids = new Set(own.map(({ id }) => id))
  return new Set([
    ...own.flatMap(factsOf),
    ...own.flatMap(({ id, ports = [] }) =>
      ports.flatMap(({ internal, number }) =>
        internal === true ? [connects(id, `${id}:${number}`)] : [],
      ),
    ),
    ...plan.edges.flatMap(({ from, to }) => {
      if (!ids.has(from) || to.kind !== 'workload') return []
      const port = plan.workloads[to.workload]?.ports?.find(({ name }) => name === to.port)
      const targets = ids.has(to.workload)
        ? [to.workload]
        : (plan.addresses[to.workload]?.machines ?? [])
      return targets.map((target) => connects(from, `${target}:${port?.number ?? 0}`))
    }),
  ])
}

const templates: { readonly [kind: string]: readonly string[] } = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

export function carriedByKubernetes(plan: Plan, { files }: Files): Facts {
  const objects = files.flatMap(({ path, object }) =>
    path.startsWith('kubernetes/') && isJson(object) ? [fieldOfValue(path, object)] : [],
  )
  return new Set([
    ...objects.flatMap((object) => {
      const path = templates[object.get('kind').text ?? '']
      return path === undefined ? [] : podFacts(object.get(...path), objects)
    }),
    ...objects.flatMap((object) => policyFacts(plan, object)),
  ])
}

function podFacts(template: Field, objects: readonly Field[]): readonly string[] {
  const id = template.get('metadata', 'labels', nameLabel).text ?? ''
  const spec = template.get('spec')
  const claims = claimNames(id, objects)
  const volumes = new Map(
    spec.get('volumes').items.map((volume) => [volume.get('name').text, volume] as const),
  )
  return spec.get('containers').items.flatMap((container) => [
    hasWorkload(id),
    ...container
      .get('ports')
      .items.map((port) => hasPort(id, port.get('containerPort').text ?? '')),
    ...container.get('volumeMounts').items.flatMap((mount) => {
      const name = mount.get('name').text ?? ''
      const path = mount.get('mountPath').text ?? ''
      if (mount.get('subPath').value !== undefined) return [hasFile(id, path)]
      const volume = volumes.get(name)
      if (volume === undefined && !claims.has(name)) return []
      return [hasVolume(id, path), ...(volume === undefined ? [] : filesRead(id, volume))]
    }),
    ...container.get('env').items.flatMap((variable) => {
      const source = variable.get('valueFrom', 'secretKeyRef')
      return source.value === undefined
        ? []
        : [readsSecret(id, source.get('name').text ?? '', source.get('key').text ?? '')]
    }),
  ])
}

/** Volumes that a StatefulSet makes for its replicas. */
function claimNames(id: string, objects: readonly Field[]): ReadonlySet<string> {
  return new Set(
    objects
      .filter(
        (object) =>
          object.get('kind').text === 'StatefulSet' && object.get('metadata', 'name').text === id,
      )
      .flatMap((object) => object.get('spec', 'volumeClaimTemplates').items)
      .map((claim) => claim.get('metadata', 'name').text ?? ''),
  )
}

/** What a policy lets out to pods of ours and to machines; addons and the outside are no workloads. */
function policyFacts({ workloads, addresses }: Plan, policy: Field): readonly string[] {
  const from = policy.get('spec', 'podSelector', 'matchLabels', nameLabel).text
  if (policy.get('kind').text !== 'NetworkPolicy' || from === undefined) return []
  const machines = new Set(Object.values(addresses).flatMap((known) => known.machines))
  return policy.get('spec', 'egress').items.flatMap((rule) =>
    rule.get('to').items.flatMap((peer) => {
      const name = peer.get('podSelector', 'matchLabels', nameLabel).text ?? ''
      const machine = peer.get('ipBlock', 'cidr').text?.replace(/\/32$/, '') ?? ''
      const target = machines.has(machine) ? machine : name
      const isOurs = machines.has(machine) || workloads[name] !== undefined
      const ports = rule.get('ports').items.map((port) => port.get('port').text ?? '')
      return isOurs ? ports.map((port) => connects(from, `${target}:${port}`)) : []
    }),
  )
}

/** All of a secret, or the keys that its volume picks. */
function filesRead(id: string, volume: Field): readonly string[] {
  const secret = volume.get('secret', 'secretName').text
  if (secret === undefined) return []
  const items = volume.get('secret', 'items').items
  const keys = items.length === 0 ? ['*'] : items.map((item) => item.get('key').text ?? '')
  return keys.map((key) => readsSecret(id, secret, key))
}
