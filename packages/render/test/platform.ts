// One plan by hand that has every feature at once, for tests that look at the whole tree.

import {
  edgeTo,
  fieldOf,
  gibibytes,
  hostOf,
  hostPortOf,
  hours,
  membersOf,
  type Plan,
  ratio,
  secretOf,
  secretText,
  seconds,
  text,
  threads,
  urlOf,
  type Workload,
} from '@llmflow/spec'
import {
  certManagerAddon,
  httpPort,
  infra,
  lifetime,
  metricsPort,
  planOf,
  prometheusAddon,
  workloadOf,
} from './plans.js'

const check = {
  check: { kind: 'http', path: '/health', port: 'http' },
  every: seconds(10),
  timeout: seconds(5),
  failures: 180,
} as const

const gateway = workloadOf('apisix', {
  ports: [
    { name: 'https', number: 9443, scheme: 'https' },
    { name: 'admin', number: 9180, scheme: 'http' },
  ],
  exposed: { ports: { https: 443 }, address: '192.0.2.10' },
  volumes: [{ kind: 'secret', name: 'certificate', path: '/certificate', secret: 'apisix-tls' }],
  replicas: { minimum: 2, maximum: 6 },
  scaling: {
    signals: [{ kind: 'cpu', target: ratio(0.7) }],
    growAfter: seconds(30),
    shrinkAfter: seconds(300),
  },
  spread: { nodes: 'required', zones: 'preferred' },
  edges: [edgeTo('dify-api', 'http', 'requests')],
})

const api = workloadOf('dify-api', {
  ports: [metricsPort],
  environment: {
    DB_HOST: [hostOf('postgresql', 'postgresql')],
    DB_PASSWORD: [secretOf('postgresql', 'password')],
    BROKER_URL: secretText`redis://:${secretOf('redis', 'password')}@${hostPortOf('etcd', 'client')}/1`,
    POD: [fieldOf('pod-name')],
    PRICE: ['$(5) and $$'],
  },
  files: [
    { path: '/etc/dify/config.yaml', content: text`vector: ${urlOf('etcd', 'client')}` },
    { path: '/opt/start.sh', content: ['#!/bin/sh\n'], executable: true },
  ],
  probes: { startup: check, ready: check, live: check },
  volumes: [
    {
      kind: 'common',
      name: 'files',
      path: '/files',
      claim: 'dify-files',
      size: gibibytes(100),
      accessMode: 'ReadWriteMany',
      readOnly: false,
    },
    { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) },
  ],
  replicas: { minimum: 3, maximum: 3 },
  unavailableMax: 2,
  edges: [
    edgeTo('etcd', 'client', 'metadata'),
    edgeTo('postgresql', 'postgresql', 'records'),
    edgeTo('vllm', 'http', 'answers'),
    {
      to: { kind: 'addon', addon: 'kube-prometheus-stack', endpoint: 'prometheus' },
      purpose: 'graphs',
    },
    {
      to: { kind: 'external', host: 'ldap.example.com', range: '10.10.0.5/32', port: 636 },
      purpose: 'people',
    },
    { to: { kind: 'external', host: 'mail.example.com', port: 587 }, purpose: 'mail' },
  ],
})

const worker = workloadOf('dify-worker', {
  replicas: { minimum: 1, maximum: 8 },
  scaling: {
    signals: [
      {
        kind: 'redis-list',
        sentinels: [membersOf('postgresql', 'postgresql', 'host-port')],
        master: 'llmflow-redis',
        list: 'dataset',
        database: 1,
        threshold: 20,
        user: 'keda',
        secret: { secret: 'redis', key: 'password' },
      },
      { kind: 'cpu', target: ratio(0.8) },
    ],
    growAfter: seconds(0),
    shrinkAfter: seconds(600),
  },
})

const model = workloadOf('vllm', {
  namespace: 'llmflow-inference',
  ports: [metricsPort],
  args: [text`--model=/models/m`, text`--rope-scaling={"factor":4}`],
  resources: {
    cpu: threads(8),
    memory: gibibytes(64),
    memoryLimit: gibibytes(64),
    cpuLimit: threads(16),
    gpus: 4,
  },
  volumes: [{ kind: 'memory', name: 'shared-memory', path: '/dev/shm', size: gibibytes(8) }],
  probes: { startup: check },
  replicas: { minimum: 2, maximum: 4 },
  scaling: {
    signals: [{ kind: 'query', name: 'waiting', query: 'sum(waiting)', threshold: 7 }],
    growAfter: seconds(60),
    shrinkAfter: seconds(600),
  },
  stopWithin: seconds(120),
  priority: 1000,
})

const etcd = workloadOf('etcd', {
  namespace: infra,
  kind: 'stateful',
  ports: [
    { ...metricsPort, name: 'client', number: 2379 },
    { name: 'peer', number: 2380, scheme: 'http', internal: true },
  ],
  environment: {
    ETCD_NAME: [fieldOf('pod-name')],
    ETCD_ADVERTISE_CLIENT_URLS: secretText`http://${fieldOf('member-host')}:2379`,
    ETCD_INITIAL_CLUSTER: [membersOf('etcd', 'peer', 'name-url')],
  },
  volumes: [
    {
      kind: 'persistent',
      name: 'data',
      path: '/var/lib/etcd',
      size: gibibytes(20),
      storageClass: 'fast',
      accessMode: 'ReadWriteOnce',
    },
  ],
  replicas: { minimum: 3, maximum: 3 },
  spread: { nodes: 'required', zones: 'required' },
  security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
})

const database = workloadOf('postgresql', {
  namespace: infra,
  runsOn: 'hosts',
  kind: 'stateful',
  ports: [
    { name: 'postgresql', number: 5432, scheme: 'postgresql' },
    { ...metricsPort, name: 'metrics', number: 9187 },
  ],
  replicas: { minimum: 3, maximum: 3 },
  edges: [edgeTo('etcd', 'client', 'leader')],
})

const cluster = workloadOf('keycloak', {
  ports: [httpPort, { ...metricsPort, name: 'jgroups', number: 7800, internal: true }],
  environment: { JAVA_OPTS: [hostOf('keycloak', 'http')] },
  replicas: { minimum: 2, maximum: 2 },
  security: { user: 1000, group: 0, readOnlyRoot: false, capabilities: ['NET_BIND_SERVICE'] },
})

const notebook = workloadOf('notebook', {
  volumes: [
    {
      kind: 'persistent',
      name: 'home',
      path: '/home',
      size: gibibytes(5),
      accessMode: 'ReadWriteOnce',
    },
  ],
})

const prober = workloadOf('blackbox-exporter', {
  namespace: 'llmflow-monitoring',
  ports: [{ ...httpPort, number: 9115 }],
  edges: [edgeTo('web', 'http', 'is it there')],
})

const web = workloadOf('web', { ports: [httpPort], probes: { ready: check } })

const migration = workloadOf('migration', {
  kind: 'job',
  command: ['sh', '-c', 'echo $(hostname)'],
  edges: [edgeTo('postgresql', 'postgresql', 'schema')],
})

const backup = workloadOf('backup', {
  kind: 'schedule',
  schedule: { cron: '0 3 * * *', timeZone: 'Asia/Seoul' },
})

const everyFeature: readonly Workload[] = [
  gateway,
  api,
  worker,
  model,
  etcd,
  database,
  cluster,
  notebook,
  prober,
  web,
  migration,
  backup,
]

const small = planOf(everyFeature)

export const platform: Plan = {
  ...small,
  registry: { host: 'harbor.example.com', pullSecret: 'harbor' },
  addons: { 'kube-prometheus-stack': prometheusAddon, 'cert-manager': certManagerAddon },
  namespaces: {
    ...small.namespaces,
    'cert-manager': { podSecurity: 'restricted', purpose: 'certificates' },
    'llmflow-monitoring': { podSecurity: 'privileged', purpose: 'metrics' },
    'kube-system': { podSecurity: 'privileged', purpose: 'network' },
    'tenant-research': { podSecurity: 'baseline', purpose: 'tenant', tenant: 'research' },
  },
  secrets: {
    ...small.secrets,
    'llmflow-ca': {
      keys: { 'tls.crt': { format: 'given', length: 0, purpose: 'the authority' } },
      consumers: [],
      namespaces: ['cert-manager'],
      purpose: 'certificates',
    },
    harbor: {
      keys: {},
      consumers: [],
      namespaces: Object.keys(small.namespaces),
      purpose: 'images',
    },
  },
  placement: {
    vllm: {
      pool: 'gpu',
      nodeSelector: { 'llmflow.io/pool': 'gpu' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      priorityClass: 'llmflow-1000',
      replicas: [],
    },
  },
  priorities: { 'llmflow-1000': 1000 },
  certificates: {
    'apisix-tls': {
      namespace: 'llmflow-system',
      subject: 'api.example.com',
      names: ['api.example.com', '192.0.2.10'],
      isInCluster: true,
      machines: {},
      issuer: 'llmflow-ca',
      secret: 'apisix-tls',
      consumers: ['apisix'],
      lifetime,
      renewBefore: hours(720),
    },
  },
  alerts: [
    {
      name: 'TooSlow',
      component: 'vllm',
      expression: 'up < 1',
      for: seconds(300),
      severity: 'critical',
      summary: { en: 'Slow', ko: '느립니다' },
      description: { en: 'Slow at {{ $value }}', ko: '{{ $value }}로 느립니다' },
      tests: { trips: [], quiet: [] },
    },
  ],
  dashboards: {
    inference: {
      title: 'Inference',
      panels: (['timeseries', 'stat', 'gauge'] as const).map((kind) => ({
        title: kind,
        kind,
        unit: 's',
        queries: [{ expression: 'up', legend: '{{job}}' }],
      })),
    },
  },
  tenants: {
    research: {
      namespace: 'tenant-research',
      department: 'research',
      people: 50,
      models: ['m'],
      requestsPerMinute: 60,
      tokensPerMinute: 10_000,
      quota: { 'requests.cpu': '100', pods: '100' },
      limitRange: {
        cpuDefault: threads(1),
        memoryDefault: gibibytes(2),
        cpuRequest: threads(0.5),
        memoryRequest: gibibytes(1),
        cpuMax: threads(8),
        memoryMax: gibibytes(32),
      },
    },
  },
}
