// Step: the leaves of the plan that somebody who installs a chart may still set, and where they stand in its values.

import {
  pointer,
  type JsonObject,
  type Parameter,
  type Placement,
  type Plan,
  type Volume,
  type Workload,
} from '@llmflow/spec'

const count: JsonObject = { type: 'integer', minimum: 0, maximum: 1000 }
const cpu: JsonObject = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?m?$' }
const memory: JsonObject = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?([kMGTPE]i?)?$' }
const host = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*'
const domain: JsonObject = { type: 'string', pattern: `^${host}$`, maxLength: 200 }
const registry: JsonObject = { type: 'string', pattern: `^${host}(:[0-9]+)?$`, maxLength: 200 }
const name: JsonObject = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
  maxLength: 253,
}
const repository: JsonObject = {
  type: 'string',
  pattern: '^[A-Za-z0-9]+([._:/-]+[A-Za-z0-9]+)*$',
  maxLength: 300,
}
const tag: JsonObject = { type: 'string', pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$' }
const digest: JsonObject = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' }
const amount: JsonObject = {
  type: ['string', 'null'],
  pattern: '^[0-9]+(\\.[0-9]+)?(m|[kMGTPE]i?)?$',
}
const items: JsonObject = { type: 'object', additionalProperties: amount }
const labels: JsonObject = {
  type: 'object',
  additionalProperties: {
    type: ['string', 'null'],
    pattern: '^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?$',
  },
}

type Leaf = {
  readonly path: readonly (string | number)[]
  readonly values: readonly string[]
  readonly schema: JsonObject
  readonly description: string
  readonly unit?: string
}

export function planParameters({
  domain: own,
  registry: mirror,
  workloads,
  placement,
  namespaces,
  tenants,
}: Pick<
  Plan,
  'domain' | 'registry' | 'workloads' | 'placement' | 'namespaces' | 'tenants'
>): readonly Parameter[] {
  const leaves = [
    ...(own === '' ? [] : [domainLeaf]),
    ...registryLeaves(mirror),
    ...Object.entries(namespaces).flatMap(([one, { quota, tenant }]) =>
      quota === undefined || tenant !== undefined ? [] : [quotaLeaf(one)],
    ),
    ...(Object.keys(tenants).length === 0 ? [] : [tenantsLeaf]),
    ...workloadLeaves(workloads, placement),
  ]
  return leaves.map(({ path, values, schema, description, unit }) => ({
    path: pointer(...path),
    valuesPath: values.join('.'),
    schema,
    description,
    ...(unit === undefined ? {} : { unit }),
  }))
}

const domainLeaf: Leaf = {
  path: ['domain'],
  values: ['global', 'domain'],
  schema: domain,
  description: 'Domain under which the platform has its names',
}

function registryLeaves(mirror: Plan['registry']): readonly Leaf[] {
  if (mirror === null) return []
  const from: Leaf = {
    path: ['registry', 'host'],
    values: ['global', 'registry'],
    schema: registry,
    description: 'Registry that serves every image',
  }
  if (mirror.pullSecret === undefined) return [from]
  const by: Leaf = {
    path: ['registry', 'pullSecret'],
    values: ['global', 'pullSecret'],
    schema: name,
    description: 'Secret in each namespace with which images are pulled',
  }
  return [from, by]
}

// What stands under `global` Helm never lets go of, not even when it is set to null: maps stand elsewhere.
const quotaLeaf = (namespace: string): Leaf => ({
  path: ['namespaces', namespace, 'quota'],
  values: ['platform', 'namespaces', namespace, 'quota'],
  schema: items,
  description: `What the platform may take in ${namespace} at most, by item of a ResourceQuota`,
  unit: 'threads, bytes or a count, as each item has it',
})

const tenantSchema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'namespace', 'quota', 'limitRange'],
  properties: {
    name: { ...name, description: 'Name of the tenant' },
    namespace: { ...name, maxLength: 63, description: 'Namespace of the tenant' },
    models: { type: 'array', items: { type: 'string' }, description: 'Models that it may use' },
    requestsPerMinute: { type: 'integer', minimum: 0, description: 'Requests in a minute at most' },
    tokensPerMinute: { type: 'integer', minimum: 0, description: 'Tokens in a minute at most' },
    quota: { ...items, description: 'Items of its ResourceQuota' },
    limitRange: {
      type: 'object',
      additionalProperties: false,
      description: 'What a container gets when it asks for nothing, and may ask for at most',
      required: [
        'cpuDefault',
        'memoryDefault',
        'cpuRequest',
        'memoryRequest',
        'cpuMax',
        'memoryMax',
      ],
      properties: {
        cpuDefault: { ...cpu, description: 'Limit of threads by default' },
        memoryDefault: { ...memory, description: 'Limit of memory by default' },
        cpuRequest: { ...cpu, description: 'Threads requested by default' },
        memoryRequest: { ...memory, description: 'Memory requested by default' },
        cpuMax: { ...cpu, description: 'Limit of threads at most' },
        memoryMax: { ...memory, description: 'Limit of memory at most' },
      },
    },
  },
}

const tenantsLeaf: Leaf = {
  path: ['tenants'],
  values: ['global', 'tenants'],
  schema: { type: 'array', items: tenantSchema },
  description: 'Departments that share the platform, each with a namespace and limits of its own',
}

function workloadLeaves(
  workloads: Plan['workloads'],
  placement: { readonly [id: string]: Placement },
): readonly Leaf[] {
  const own = Object.values(workloads).filter(({ runsOn }) => runsOn === 'cluster')
  const shortNames = own.map(shortName)
  return own.flatMap((workload, index) => {
    const short = shortNames[index] ?? ''
    const isTaken = own.some(
      ({ component }, other) =>
        other !== index && component === workload.component && shortNames[other] === short,
    )
    const at = [workload.component, isTaken ? workload.id : short]
    return [
      ...sizeLeaves(workload, at),
      ...imageLeaves(workload, at),
      ...volumeLeaves(workload, at),
      ...selectorLeaves(workload, at, placement[workload.id]),
    ]
  })
}

/** `api` of `dify-api`: the component stands before it anyway. */
function shortName({ id, component, part }: Workload): string {
  if (id === component) return part
  return id.startsWith(`${component}-`) ? id.slice(component.length + 1) : id
}

function sizeLeaves({ id, resources }: Workload, at: readonly string[]): readonly Leaf[] {
  const leaf = (
    own: readonly string[],
    schema: JsonObject,
    description: string,
    unit: string,
  ): Leaf => ({
    path: ['workloads', id, ...own],
    values: [...at, ...own],
    schema,
    description,
    unit,
  })
  return [
    leaf(['replicas', 'minimum'], count, `Replicas of ${id} that always run`, 'count'),
    leaf(
      ['replicas', 'maximum'],
      { ...count, minimum: 1 },
      `Replicas of ${id} that the autoscaler may reach`,
      'count',
    ),
    leaf(
      ['resources', 'cpu'],
      cpu,
      `CPU that a replica of ${id} asks for`,
      'threads; 500m is half of one',
    ),
    leaf(['resources', 'memory'], memory, `Memory that a replica of ${id} asks for`, 'bytes'),
    ...(resources.cpuLimit === undefined
      ? []
      : [
          leaf(
            ['resources', 'cpuLimit'],
            cpu,
            `CPU that a replica of ${id} gets at most`,
            'threads',
          ),
        ]),
    leaf(
      ['resources', 'memoryLimit'],
      memory,
      `Memory that a replica of ${id} gets at most`,
      'bytes',
    ),
  ]
}

function imageLeaves({ id, image }: Workload, at: readonly string[]): readonly Leaf[] {
  const leaf = (own: 'repository' | 'tag' | 'digest', schema: JsonObject, words: string): Leaf => ({
    path: ['workloads', id, 'image', own],
    values: [...at, 'image', own],
    schema,
    description: `${words} ${id}`,
  })
  return [
    leaf('repository', repository, 'Image without registry and tag, of'),
    ...(image.tag === '' ? [] : [leaf('tag', tag, 'Tag of the image of')]),
    ...(image.digest === undefined
      ? []
      : [leaf('digest', digest, 'Digest of the image, which goes with its tag, of')]),
  ]
}

type StoredVolume = Extract<Volume, { readonly kind: 'persistent' | 'common' }>

/** What several workloads mount together has one setting. */
function volumeLeaves(workload: Workload, at: readonly string[]): readonly Leaf[] {
  return (workload.volumes ?? []).flatMap((volume, index) => {
    if (volume.kind !== 'persistent' && volume.kind !== 'common') return []
    const values =
      volume.kind === 'common'
        ? ['platform', 'claims', workload.namespace, volume.claim]
        : [...at, 'volumes', volume.name]
    return storedLeaves(volume, ['workloads', workload.id, 'volumes', index], values, workload.id)
  })
}

function storedLeaves(
  { kind, name: own, storageClass }: StoredVolume,
  path: readonly (string | number)[],
  values: readonly string[],
  id: string,
): readonly Leaf[] {
  const whose = kind === 'common' ? `the volume ${values.at(-1)}` : `each volume ${own} of ${id}`
  const size: Leaf = {
    path: [...path, 'size'],
    values: [...values, 'size'],
    schema: memory,
    description: `Size of ${whose}`,
    unit: 'bytes',
  }
  if (storageClass === undefined) return [size]
  const storage: Leaf = {
    path: [...path, 'storageClass'],
    values: [...values, 'storageClass'],
    schema: name,
    description: `Storage class of ${whose}`,
  }
  return [size, storage]
}

function selectorLeaves(
  { id, nodeSelector }: Workload,
  at: readonly string[],
  placed: Placement | undefined,
): readonly Leaf[] {
  if (Object.keys(placed?.nodeSelector ?? nodeSelector ?? {}).length === 0) return []
  return [
    {
      path: ['placement', id, 'nodeSelector'],
      values: [...at, 'nodeSelector'],
      schema: labels,
      description: `Labels of the nodes on which ${id} runs`,
    },
  ]
}
