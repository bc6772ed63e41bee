// Finds the pods that objects make, and the processes that run in them.

import { cut, type Field } from '@llmflow/spec'
import type {
  KubernetesObject,
  ListeningPort,
  MountedFile,
  Pod,
  Process,
  Variable,
  Word,
} from './graph.js'
import { imageOf } from './image.js'
import { podTemplates } from './kinds.js'
import { labelsOf } from './objects.js'
import { softwareOf } from './software.js'

/** Finds an object that a pod names in its own namespace. */
export type FindObject = (
  kind: string,
  namespace: string,
  name: string,
) => KubernetesObject | undefined

export function podsOf(objects: readonly KubernetesObject[], find: FindObject): readonly Pod[] {
  return objects.flatMap((object) => podOf(object, find) ?? [])
}

function podOf(owner: KubernetesObject, find: FindObject): Pod | undefined {
  const path = podTemplates.get(owner.kind)
  if (path === undefined) return undefined
  const template = owner.field.get(...path)
  const spec = template.get('spec')
  if (spec.value === undefined) return undefined
  const processes: Process[] = []
  const pod: Pod = {
    owner,
    namespace: owner.namespace,
    labels: labelsOf(template.get('metadata', 'labels')),
    spec,
    replicas: replicasOf(owner),
    processes,
  }
  for (const list of ['initContainers', 'containers']) {
    for (const container of spec.get(list).items) processes.push(processOf(container, pod, find))
  }
  return pod
}

/** A workload without a number has one replica; a DaemonSet has as many as there are nodes. */
function replicasOf({ kind, field }: KubernetesObject): number | undefined {
  if (kind === 'DaemonSet') return undefined
  const path = kind === 'Job' ? ['spec', 'parallelism'] : ['spec', 'replicas']
  return field.get(...path).number ?? 1
}

function processOf(field: Field, pod: Pod, find: FindObject): Process {
  const image = imageOf(field.get('image'))
  const environment = environmentOf(field, pod.namespace, find)
  const name = field.get('name').text ?? ''
  return {
    origin: 'kubernetes',
    name: pod.processes.length === 0 || name === '' ? pod.owner.name : `${pod.owner.name}/${name}`,
    namespace: pod.namespace,
    field,
    image,
    software: softwareOf(image),
    ...environment,
    command: wordsOf(field.get('command')),
    args: wordsOf(field.get('args')),
    ports: portsOf(field),
    files: filesOf(field, pod, find),
    gpus: gpusOf(field.get('resources')),
    pod,
  }
}

/** GPUs that a container asks for; a request alone is refused, so the limit is what counts. */
function gpusOf(resources: Field): number {
  return (
    resources.get('limits', 'nvidia.com/gpu').number ??
    resources.get('requests', 'nvidia.com/gpu').number ??
    0
  )
}

const wordsOf = (list: Field): readonly Word[] =>
  list.items.map((item) => ({ text: item.text ?? '', excerpt: item.excerpt }))

function portsOf(field: Field): readonly ListeningPort[] {
  return field.get('ports').items.flatMap((port) => {
    const number = port.get('containerPort').number
    if (number === undefined) return []
    return [
      {
        name: port.get('name').text ?? '',
        number,
        protocol: port.get('protocol').text ?? 'TCP',
        place: port.get('containerPort').place,
      },
    ]
  })
}

function environmentOf(field: Field, namespace: string, find: FindObject) {
  const own = field.get('env').items.map(variableOf)
  const names = new Set(own.map(({ name }) => name))
  const from = field.get('envFrom').items.map((source) => variablesFrom(source, namespace, find))
  const taken = from.flatMap((source) => source ?? []).filter(({ name }) => !names.has(name))
  return { environment: [...own, ...taken], isEnvironmentKnown: !from.includes(undefined) }
}

function variableOf(entry: Field): Variable {
  const value = entry.get('value')
  return {
    name: entry.get('name').text ?? '',
    value: entry.get('valueFrom').value === undefined ? (value.text ?? '') : undefined,
    keyPlace: entry.get('name').place,
    excerpt: value.text === undefined ? cut(value.excerpt, 0, 0) : value.excerpt,
  }
}

/** The variables of a whole ConfigMap or Secret; undefined when it is not here. */
function variablesFrom(
  source: Field,
  namespace: string,
  find: FindObject,
): readonly Variable[] | undefined {
  const prefix = source.get('prefix').text ?? ''
  const map = source.get('configMapRef', 'name').text
  const secret = source.get('secretRef', 'name').text
  const object =
    map === undefined ? find('Secret', namespace, secret ?? '') : find('ConfigMap', namespace, map)
  return object?.field.get('data').entries.map(({ key, field }) => ({
    name: `${prefix}${key}`,
    value: map === undefined ? undefined : field.text,
    keyPlace: field.keyPlace,
    excerpt: field.excerpt,
  }))
}

/** The files of ConfigMaps that a container mounts and that are here. */
function filesOf(field: Field, pod: Pod, find: FindObject): readonly MountedFile[] {
  const mounts = field.get('volumeMounts').items
  if (mounts.length === 0) return []
  const volumes = new Map(
    pod.spec.get('volumes').items.map((volume) => [volume.get('name').text ?? '', volume]),
  )
  return mounts.flatMap((mount) => {
    const source = volumes.get(mount.get('name').text ?? '')?.get('configMap')
    const object = find('ConfigMap', pod.namespace, source?.get('name').text ?? '')
    if (source === undefined || object === undefined) return []
    return mountedFiles(mount, source, object)
  })
}

function mountedFiles(
  mount: Field,
  source: Field,
  { field }: KubernetesObject,
): readonly MountedFile[] {
  const path = (mount.get('mountPath').text ?? '').replace(/\/$/, '')
  const subPath = mount.get('subPath').text
  const items = source.get('items').items
  const renamed = new Map(
    items.map((item) => [item.get('key').text ?? '', item.get('path').text ?? '']),
  )
  return field.get('data').entries.flatMap(({ key, field: entry }) => {
    const name = items.length === 0 ? key : renamed.get(key)
    if (name === undefined) return []
    if (subPath === undefined) return [{ path: `${path}/${name}`, excerpt: entry.excerpt }]
    return subPath === name ? [{ path, excerpt: entry.excerpt }] : []
  })
}
