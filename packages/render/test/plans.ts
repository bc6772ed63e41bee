// Makes plans by hand, as small as a test needs, in the form that the planner gives them.

import {
  type Addon,
  gibibytes,
  hours,
  type Plan,
  type PlannedSecret,
  seconds,
  threads,
  watts,
  type Workload,
  type WorkloadAddresses,
} from '@llmflow/spec'

const system = 'llmflow-system'
export const infra = 'llmflow-infra'

/** A stateless workload of one replica, with what the test wants otherwise. */
export function workloadOf(id: string, wanted: Partial<Workload> = {}): Workload {
  return {
    id,
    component: id,
    part: id,
    runsOn: 'cluster',
    namespace: system,
    kind: 'stateless',
    image: { repository: `docker.io/example/${id}`, tag: '1.0' },
    resources: { cpu: threads(1), memory: gibibytes(1), memoryLimit: gibibytes(2) },
    replicas: { minimum: 1, maximum: 1 },
    role: 'application',
    spread: { nodes: 'preferred', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: { user: 1000, group: 1000, readOnlyRoot: true },
    edges: [],
    priority: 0,
    ...wanted,
  }
}

/** A plan around workloads: addresses, edges, images, secrets and namespaces follow from them. */
export function planOf(workloads: readonly Workload[], wanted: Partial<Plan> = {}): Plan {
  const byId = Object.fromEntries(workloads.map((workload) => [workload.id, workload]))
  const namespaces = new Set(workloads.map(({ namespace }) => namespace))
  return {
    apiVersion: 'llmflow.io/v1',
    kind: 'Plan',
    name: 'example',
    release: '2025.01',
    kubernetesMinor: '1.29',
    domain: 'example.com',
    registry: null,
    podSecurity: 'restricted',
    network: {
      podRange: '10.244.0.0/16',
      serviceRange: '10.96.0.0/16',
      clusterDomain: 'cluster.local',
      ranges: {},
    },
    load: {},
    sizes: {},
    workloads: byId,
    addons: {},
    namespaces: Object.fromEntries(
      [...namespaces].map((name) => [name, { podSecurity: 'restricted', purpose: 'platform' }]),
    ),
    nodes: {},
    pools: {},
    hardware: {
      planes: {},
      objectStores: {},
      storageClasses: {},
      disks: {},
      racks: {},
      networks: {},
      fabrics: {},
      power: { nodes: watts(0), switches: watts(0), cooling: 1, total: watts(0) },
    },
    placement: {},
    waiting: [],
    addresses: Object.fromEntries(workloads.map((one, index) => [one.id, addressesOf(one, index)])),
    names: {},
    edges: workloads.flatMap(({ id, edges }) => edges.map((edge) => ({ from: id, ...edge }))),
    certificates: {},
    secrets: secretsOf(workloads),
    images: Object.fromEntries(
      workloads.map(({ id, image }) => {
        const upstream = `${image.repository}:${image.tag}`
        return [upstream, { reference: `harbor.example.com/${upstream}`, workloads: [id] }]
      }),
    ),
    alerts: [],
    dashboards: {},
    schedules: {},
    recovery: {},
    commands: {},
    tenants: {},
    priorities: {},
    parameters: [],
    service: {
      apiVersion: 'llmflow.io/v1',
      kind: 'Service',
      platform: 'example',
      release: '2025.01',
      publicUrl: 'https://api.example.com',
      models: [],
      parser: { engine: 'embedded', address: [] },
      vectorIndex: { engine: 'embedded', address: [] },
      textIndex: { engine: 'embedded', address: [] },
      graph: { engine: 'embedded', address: [] },
      records: { engine: 'embedded', address: [] },
      objects: { engine: 'embedded', address: [] },
      limits: { engine: 'embedded', address: [] },
      identity: { engine: 'embedded', address: [] },
      redaction: { engine: 'built-in', address: [] },
      traces: { engine: 'records', address: [] },
      chunking: { strategy: 'by_title', charactersMax: 1500, newAfterCharacters: 1000 },
      tenants: [],
    },
    reasons: {},
    ...wanted,
  }
}

function addressesOf(workload: Workload, index: number): WorkloadAddresses {
  const { id, namespace, kind, runsOn, replicas } = workload
  const host = `${id}.${namespace}.svc.cluster.local`
  const names = Array.from({ length: replicas.maximum }, (_, replica) => `${id}-${replica}`)
  if (runsOn === 'hosts') {
    const machines = names.map((_, replica) => `10.40.${index}.${11 + replica}`)
    const members = machines.map((machine, replica) => ({ name: `host-${replica}`, host: machine }))
    return { host, members, machines }
  }
  const members =
    kind === 'stateful' ? names.map((name) => ({ name, host: `${name}.${host}` })) : []
  return { host, members, machines: [] }
}

function secretsOf(workloads: readonly Workload[]): Plan['secrets'] {
  const secrets: Record<string, PlannedSecret> = {}
  for (const { id, namespace, environment = {} } of workloads) {
    for (const part of Object.values(environment).flat()) {
      if (typeof part === 'string' || part.kind !== 'secret') continue
      const before = secrets[part.secret]
      secrets[part.secret] = {
        keys: {
          ...before?.keys,
          [part.key]: { format: 'alphanumeric', length: 32, purpose: 'password' },
        },
        consumers: [...(before?.consumers ?? []), { workload: id, namespace, key: part.key }],
        namespaces: [...new Set([...(before?.namespaces ?? []), namespace])],
        purpose: 'test',
      }
    }
  }
  return secrets
}

/** The addon that brings Prometheus. */
export const prometheusAddon: Addon = {
  name: 'kube-prometheus-stack',
  chart: 'kube-prometheus-stack',
  repository: 'https://prometheus-community.github.io/helm-charts',
  version: '66.0.0',
  namespace: 'llmflow-monitoring',
  podSecurity: 'privileged',
  values: { prometheus: { enabled: true } },
  images: [],
  customResources: [],
  endpoints: {
    prometheus: {
      labels: { 'app.kubernetes.io/name': 'prometheus' },
      port: 9090,
      service: 'prometheus-operated',
    },
  },
  after: ['cert-manager'],
  purpose: 'metrics',
}

export const certManagerAddon: Addon = {
  ...prometheusAddon,
  name: 'cert-manager',
  chart: 'cert-manager',
  repository: 'https://charts.jetstack.io',
  version: '1.16.0',
  digest: 'sha256:0000',
  namespace: 'cert-manager',
  podSecurity: 'restricted',
  values: { crds: { enabled: true } },
  endpoints: {},
  after: [],
  purpose: 'certificates',
}

export const httpPort = { name: 'http', number: 8000, scheme: 'http' } as const

export const metricsPort = {
  ...httpPort,
  metrics: { path: '/metrics', interval: seconds(15) },
} as const

export const lifetime = hours(2160)
