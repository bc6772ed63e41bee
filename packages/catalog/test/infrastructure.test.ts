// Addons under the platform: charts get only keys that they know, in an order in which they can start.

import { inventorySchema, isJsonObject, type Addon, type JsonObject } from '@llmflow/spec'
import { components, type Component, type Context } from '@llmflow/catalog'
import { assert, describe, expect, it } from 'vitest'
import { apisix } from '../src/components/apisix/component.js'
import { cilium } from '../src/components/cilium/component.js'
import { harbor } from '../src/components/harbor/component.js'
import { longhorn } from '../src/components/longhorn/component.js'
import { postgresql } from '../src/components/postgresql/component.js'
import { nfs } from '../src/components/nfs/component.js'
import { prometheusAdapter } from '../src/components/prometheus-adapter/component.js'
import { rookCeph } from '../src/components/rook-ceph/component.js'
import { velero } from '../src/components/velero/component.js'
import { keysOf, unknownKeys } from './chart-keys.js'
import { build, contextOf, printed, targetsOf, variable, workloadOf } from './contexts.js'
import { seriesIn } from './series.js'

const inventory = inventorySchema.parse({
  apiVersion: 'llmflow.io/v1',
  kind: 'Inventory',
  metadata: { name: 'example' },
  pools: [
    {
      name: 'masters',
      kind: 'control-plane',
      roles: ['control-plane'],
      nodes: { count: 3, prefix: 'master', firstAddress: '10.60.0.11' },
      cpu: 16,
      memory: '64GiB',
    },
    {
      name: 'disks',
      roles: ['vector'],
      nodes: { count: 3, prefix: 'disk', zones: ['a', 'b', 'c'] },
      cpu: 64,
      memory: '256GiB',
      taints: [{ key: 'llmflow.io/disks', effect: 'NoSchedule' }],
    },
  ],
  networks: [{ name: 'database', vlan: 40, range: '10.40.0.0/24', purpose: 'database' }],
  storageClasses: [
    { name: 'fast', kind: 'block', replication: 3, pools: ['disks'], isDefault: true },
    { name: 'shared', kind: 'file', accessModes: ['ReadWriteMany'], replication: 3 },
  ],
})

/** A platform on this inventory, with the sizes that the addons ask for. */
function platformWith(chosen: object, settings: object = {}): Context {
  const base = contextOf({
    registry: { host: 'harbor.example.com', pullSecret: 'harbor' },
    network: { virtualAddress: '192.0.2.10' },
    backup: {
      endpoint: 'https://s3.example.net',
      stores: {
        configuration: { every: '1h', keep: '7d' },
        postgresql: { every: '7d', keep: '30d', log: { every: '5m', keep: '30d' } },
      },
    },
    tenants: [{ name: 'sales', people: 3 }],
    components: { vllm: {}, tei: {}, redis: {}, monitoring: {}, apisix: {}, ...chosen },
    ...settings,
  })
  const context = { ...base, inventory }
  const sizes = Object.fromEntries(
    context.components.map((component) => [component.name, component.size(context)]),
  )
  return { ...context, sizes }
}

const addonsOf = (component: Component, context: Context): readonly Addon[] =>
  component.addons?.(context, context.sizes[component.name] ?? {}) ?? []

function addonOf(component: Component, context: Context, name: string = component.name): Addon {
  const addon = addonsOf(component, context).find((one) => one.name === name)
  assert(addon !== undefined)
  return addon
}

function objectAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  const [key = '', ...rest] = path
  const value = object[key]
  assert(isJsonObject(value), `${key} is an object`)
  return rest.length === 0 ? value : objectAt(value, ...rest)
}

const everything = Object.fromEntries(components.map(({ name }) => [name, {}]))
const bare = platformWith(everything)
const full = platformWith({
  ...everything,
  cilium: {
    topology: 'bgp',
    options: { unmasqueraded: ['database'], peers: [{ address: '10.60.0.1', asn: 65_000 }] },
  },
  velero: { options: { volumesOf: ['redis'] } },
  harbor: { storageClass: 'fast', options: { address: '192.0.2.11' } },
  'rook-ceph': { options: { devices: ['nvme1n1'] } },
  nfs: { options: { server: '10.30.0.9' } },
  postgresql: { topology: 'cloudnative-pg', options: { restore: 'latest' } },
})

/** The chart of Prometheus is checked elsewhere: most of its keys belong to charts inside it. */
const installed = (context: Context): readonly Addon[] =>
  context.components
    .flatMap((component) => addonsOf(component, context))
    .filter(({ name }) => name !== 'kube-prometheus-stack')

describe.each([...installed(bare), ...installed(full)])('the chart $name', (addon) => {
  it('knows every key that it is given', () => {
    expect(unknownKeys(addon.values, keysOf(addon.chart))).toEqual([])
  })

  it('lists images and comes after what exists', () => {
    const names = [...installed(full).map(({ name }) => name), 'kube-prometheus-stack']
    expect(addon.images.length).toBeGreaterThan(0)
    expect(addon.after.filter((name) => !names.includes(name))).toEqual([])
  })
})

it('finds a key that a chart would pass over', () => {
  const known = keysOf('cilium')
  expect(unknownKeys({ bpf: { masquerade: true } }, known)).toEqual([])
  expect(unknownKeys({ enableBPFMasquerade: true }, known)).toEqual(['enableBPFMasquerade'])
})

describe('Cilium', () => {
  it('takes the pod range and reaches the API server without kube-proxy', () => {
    const { values, after } = addonOf(cilium, platformWith({ cilium: {} }))
    expect(values).toMatchObject({
      ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.244.0.0/16'] } },
      k8sServiceHost: '10.60.0.11',
      k8sServicePort: '6443',
    })
    expect(after).toEqual([])
    const kept = platformWith({ cilium: {} }, { network: { controlPlaneAddress: '10.60.0.10' } })
    expect(addonOf(cilium, kept).values).toMatchObject({ k8sServiceHost: '10.60.0.10' })
  })

  it('gives the gateway its address, through any node with the caller’s address', () => {
    const context = platformWith({ cilium: {} })
    const { objects = [], values } = addonOf(cilium, context)
    expect(objects.map(({ kind }) => kind)).toEqual([
      'CiliumLoadBalancerIPPool',
      'CiliumL2AnnouncementPolicy',
      'PodMonitor',
      'PodMonitor',
    ])
    expect(objects[0]?.body).toMatchObject({ spec: { blocks: [{ cidr: '192.0.2.10/32' }] } })
    expect(values).toMatchObject({ loadBalancer: { mode: 'dsr', dsrDispatch: 'geneve' } })
    const gateway = workloadOf(build(apisix, context), 'apisix')
    expect(gateway.exposed).toMatchObject({ throughAnyNode: true })
  })

  it('leaves nodes without the gateway out of it where routers learn the address', () => {
    const { objects = [] } = addonOf(cilium, full)
    expect(objects.find(({ kind }) => kind === 'CiliumBGPPeeringPolicy')?.body).toMatchObject({
      spec: { virtualRouters: [{ neighbors: [{ peerAddress: '10.60.0.1/32', peerASN: 65_000 }] }] },
    })
    const gateway = workloadOf(
      build(apisix, platformWith({ cilium: { topology: 'bgp' } })),
      'apisix',
    )
    expect(gateway.exposed).not.toHaveProperty('throughAnyNode')
  })

  it('keeps an address for the proxies that hold it', () => {
    const { objects = [] } = addonOf(cilium, platformWith({ cilium: {}, haproxy: {} }))
    expect(objects.map(({ kind }) => kind)).toEqual(['PodMonitor', 'PodMonitor'])
  })

  it('hides pods from every network but those that are named', () => {
    expect(addonOf(cilium, platformWith({ cilium: {} })).values).not.toHaveProperty('ipMasqAgent')
    expect(addonOf(cilium, full).values).toMatchObject({
      ipMasqAgent: { config: { nonMasqueradeCIDRs: ['10.244.0.0/16', '10.40.0.0/24'] } },
    })
  })
})

describe('Velero', () => {
  const { values, podSecurity } = addonOf(velero, platformWith({ velero: {} }))

  it('names every namespace, because a pattern is taken for a name', () => {
    const { includedNamespaces } = objectAt(values, 'schedules', 'configuration', 'template')
    expect(includedNamespaces).toContain('tenant-sales')
    expect(JSON.stringify(includedNamespaces)).not.toContain('*')
  })

  it('keeps clocks and times of the platform', () => {
    const { schedule, template } = objectAt(values, 'schedules', 'configuration')
    expect(schedule).toBe('CRON_TZ=Asia/Seoul 0 * * * *')
    expect(template).toMatchObject({ ttl: '168h0m0s', snapshotVolumes: false })
  })

  it('runs as root on every node only where volumes are to be copied', () => {
    expect([podSecurity, values['deployNodeAgent']]).toEqual(['restricted', false])
    const agent = addonOf(velero, full)
    expect([agent.podSecurity, agent.values['deployNodeAgent']]).toEqual(['privileged', true])
    expect(objectAt(agent.values, 'schedules', 'volumes', 'template')).not.toHaveProperty(
      'excludedResources',
    )
  })

  it('copies nothing without a place outside', () => {
    const context = platformWith({ velero: {} }, { backup: {} })
    expect(addonOf(velero, context)).toMatchObject({
      values: { backupsEnabled: false, schedules: {} },
      secrets: [],
    })
    expect(velero.alerts?.(context, {})).toEqual([])
  })
})

describe('Harbor', () => {
  it('needs nothing of the platform that it serves', () => {
    const { values, after } = addonOf(harbor, full)
    expect(values).toMatchObject({
      database: { type: 'internal' },
      redis: { type: 'internal' },
      trivy: { enabled: false },
      externalURL: 'https://harbor.example.com',
      expose: { type: 'loadBalancer', loadBalancer: { IP: '192.0.2.11' } },
    })
    expect(after).toEqual(['cilium', 'rook-ceph-cluster', 'longhorn', 'csi-driver-nfs'])
  })

  it('writes no password into its values', () => {
    expect(JSON.stringify(addonOf(harbor, full).values)).not.toMatch(/"(password|secretKey)":/)
  })
})

describe('volumes', () => {
  it('come from Ceph under the inventory’s names, on the disks that it names', () => {
    const { values } = addonOf(rookCeph, platformWith({ 'rook-ceph': {} }), 'rook-ceph-cluster')
    expect(values).toMatchObject({
      cephBlockPools: [
        {
          name: 'fast',
          spec: { failureDomain: 'zone', replicated: { size: 3 } },
          storageClass: { name: 'fast', isDefault: true },
        },
      ],
      // The class on no pool of the inventory is somebody else's.
      cephFileSystems: [],
      cephClusterSpec: {
        placement: { all: { tolerations: [{ key: 'llmflow.io/disks', operator: 'Exists' }] } },
        storage: {
          useAllNodes: false,
          nodes: [{ name: 'disk-01' }, { name: 'disk-02' }, { name: 'disk-03' }],
        },
      },
    })
  })

  it('come from Longhorn under the same names', () => {
    const { objects = [] } = addonOf(longhorn, platformWith({ longhorn: {} }))
    const classes = objects.filter(({ kind }) => kind === 'StorageClass')
    expect(classes.map(({ name }) => name)).toEqual(['fast', 'shared'])
  })

  it('come from the file server under the name that it is given', () => {
    const context = platformWith({ nfs: { options: { class: 'shared' } }, longhorn: {} })
    expect(addonOf(nfs, context, 'csi-driver-nfs').values).toMatchObject({
      storageClass: { name: 'shared' },
    })
    const others = addonOf(longhorn, context).objects ?? []
    expect(others.some(({ name }) => name === 'shared')).toBe(false)
  })
})

describe('prometheus-adapter', () => {
  it('serves the series that the platform follows, and leaves external metrics to KEDA', () => {
    const rules = objectAt(addonOf(prometheusAdapter, full).values, 'rules')
    expect(JSON.stringify(rules['custom'])).toContain('vllm:num_requests_waiting')
    expect(rules).not.toHaveProperty('external')
  })
})

describe('CloudNativePG', () => {
  const context = platformWith({ postgresql: { topology: 'cloudnative-pg' }, dify: {} })
  const built = build(postgresql, context)

  it('is reached under the name that everybody knows, through a proxy that follows its primary', () => {
    expect(Object.keys(built.workloads)).toEqual(['postgresql-primary', 'postgresql-databases'])
    const proxy = workloadOf(built, 'postgresql-primary')
    expect(printed(proxy.files?.[0]?.content)).toContain(
      'server primary llmflow-postgresql-rw.postgresql.svc.cluster.local:5432 check',
    )
    expect(targetsOf(proxy)).toEqual(['postgresql-cluster:postgresql'])
  })

  it('lets the job make databases as the superuser whose secret the operator reads', () => {
    const job = workloadOf(built, 'postgresql-databases')
    expect(variable(job, 'PGPASSWORD')).toBe('{postgresql-superuser/password}')
    expect(addonOf(postgresql, context, 'postgresql-cluster').secrets).toContain(
      'postgresql-superuser',
    )
  })

  it('has the parameters that Patroni’s members would have', () => {
    expect(addonOf(postgresql, context, 'postgresql-cluster').values).toMatchObject({
      cluster: {
        instances: 3,
        postgresql: { parameters: { shared_buffers: '4096MB', archive_timeout: '300s' } },
      },
      backups: { enabled: true, destinationPath: 's3://llmflow-backup/postgresql' },
    })
  })

  it('starts from the archive where it is told to, and writes beside it', () => {
    expect(addonOf(postgresql, full, 'postgresql-cluster').values).toMatchObject({
      mode: 'recovery',
      recovery: { method: 'object_store', destinationPath: 's3://llmflow-backup/postgresql' },
      backups: { destinationPath: 's3://llmflow-backup/postgresql-restored' },
    })
  })

  it('is watched through series that its instances export', () => {
    const known = context.factsOf('postgresql').metrics?.metrics.map(({ name }) => name) ?? []
    const alerts = postgresql.alerts?.(context, built.sizes) ?? []
    expect(alerts.map(({ name }) => name)).toContain('PostgresqlArchiveStopped')
    expect(
      alerts
        .flatMap(({ expression }) => seriesIn(expression))
        .filter((name) => !known.includes(name)),
    ).toEqual([])
  })
})
