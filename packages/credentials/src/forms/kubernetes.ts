// Writes values as the Secrets of a cluster, in every namespace where something reads them.

import { printYaml, type Plan } from '@llmflow/spec'
import { authoritiesElsewhere } from '../certificates/elsewhere.js'
import { bytesOfValue, type Credentials } from '../store/document.js'
import { storedAt } from '../values/keys.js'
import { lacking, type ValueForm } from './form.js'

const file = 'secrets.yaml'
const head = '# Values: llmflow secrets write made this file. Apply it, then remove it.\n'

type Read = Pick<Plan, 'secrets' | 'workloads' | 'certificates'>

/** Certificates of workloads are not among them: in a cluster the issuer signs them. */
export function kubernetesForm(plan: Read, credentials: Credentials): ValueForm {
  const elsewhere = authoritiesElsewhere(plan, credentials)
  const wanted = Object.entries(plan.secrets)
    .map(([name, { keys }]) => ({ name, namespaces: clusterNamespaces(plan, name), keys }))
    .filter(({ name, namespaces }) => namespaces.length > 0 && !elsewhere.has(name))
  const objects = wanted.flatMap(({ name, namespaces, keys }) => {
    const data = dataOf(credentials, name, Object.keys(keys))
    return namespaces.map((namespace) => objectOf(name, namespace, data))
  })
  const text = head + objects.map((object) => `---\n${printYaml(object)}`).join('')
  return {
    files: [
      {
        path: file,
        bytes: Buffer.from(text),
        mode: 0o600,
        folderMode: 0o755,
        mayReplace: (there) => Buffer.from(there).toString().startsWith(head),
      },
    ],
    missing: lacking(
      credentials,
      wanted.flatMap(({ name, keys }) => Object.keys(keys).map((key) => ({ secret: name, key }))),
    ),
    ignored: { folder: '', patterns: [`/${file}`] },
  }
}

/** Where pods read it: those of the platform, or an addon's. What only machines read stays out of the cluster. */
function clusterNamespaces({ secrets, workloads }: Read, name: string): readonly string[] {
  const { namespaces = [], consumers = [] } = secrets[name] ?? {}
  return namespaces.filter((namespace) => {
    const here = consumers.filter((consumer) => consumer.namespace === namespace)
    return (
      here.length === 0 || here.some(({ workload }) => workloads[workload]?.runsOn === 'cluster')
    )
  })
}

type Data = {
  readonly type: string
  readonly data: { readonly [key: string]: string }
  readonly stringData: { readonly [key: string]: string }
}

function dataOf(credentials: Credentials, secret: string, keys: readonly string[]): Data {
  const stored = keys.flatMap((key) => {
    const value = storedAt(credentials, { secret, key })
    return value === undefined ? [] : [{ key, value }]
  })
  const isText = ({ value }: (typeof stored)[number]): boolean => value.encoding === undefined
  return {
    type: typeOf(keys),
    stringData: Object.fromEntries(
      stored.filter(isText).map(({ key, value }) => [key, value.value]),
    ),
    data: Object.fromEntries(
      stored
        .filter((one) => !isText(one))
        .map(({ key, value }) => [key, Buffer.from(bytesOfValue(value)).toString('base64')]),
    ),
  }
}

/** The types that the API server and operators know by their keys. */
const types: { readonly [keys: string]: string } = {
  '.dockerconfigjson': 'kubernetes.io/dockerconfigjson',
  'tls.crt,tls.key': 'kubernetes.io/tls',
  'password,username': 'kubernetes.io/basic-auth',
}

const typeOf = (keys: readonly string[]): string => types[keys.toSorted().join(',')] ?? 'Opaque'

const labels = {
  'app.kubernetes.io/part-of': 'llmflow',
  'app.kubernetes.io/managed-by': 'llmflow',
} as const

function objectOf(name: string, namespace: string, { type, data, stringData }: Data): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels },
    type,
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(Object.keys(stringData).length === 0 ? {} : { stringData }),
  }
}
