import { describe, expect, it } from 'vitest'
import { said } from './said.js'

const pool = (extra: string) => `
pools:
  - name: workers
    roles: [application, cache]
    nodes: [{ name: a, address: 10.0.0.1, zone: z1 }]
    cpu: 64
    memory: 256GiB
${extra}
`

describe('taints', () => {
  const untolerated = (tolerations: string, taint: string) =>
    said(
      'wiring/untolerated-taint',
      `components: { redis: { topology: standalone, tolerations: ${tolerations} } }`,
      pool(`    taints: [${taint}]`),
    ).length > 0

  it.each([
    ['the key with Exists', '[{ key: k }]', '{ key: k, value: v, effect: NoSchedule }', false],
    ['another key', '[{ key: other }]', '{ key: k, effect: NoSchedule }', true],
    ['every taint', '[{ key: "" }]', '{ key: k, value: v, effect: NoExecute }', false],
    [
      'the value with Equal',
      '[{ key: k, operator: Equal, value: v }]',
      '{ key: k, value: v, effect: NoSchedule }',
      false,
    ],
    [
      'another value',
      '[{ key: k, operator: Equal, value: w }]',
      '{ key: k, value: v, effect: NoSchedule }',
      true,
    ],
    ['another effect', '[{ key: k, effect: NoSchedule }]', '{ key: k, effect: NoExecute }', true],
    ['nothing, but the taint only prefers', '[]', '{ key: k, effect: PreferNoSchedule }', false],
  ])('are tolerated as Kubernetes says: %s', (_, tolerations, taint, expected) => {
    expect(untolerated(tolerations, taint)).toBe(expected)
  })
})

describe('node selectors', () => {
  const unmatched = (selector: string) =>
    said(
      'wiring/unmatched-node-selector',
      `components: { redis: { topology: standalone, nodeSelector: ${selector} } }`,
      pool('    labels: { tier: gold }'),
    ).length > 0

  it.each([
    ['{ tier: gold }', false],
    ['{ tier: silver }', true],
    ['{ teir: gold }', true],
    ['{ kubernetes.io/hostname: a }', false],
    ['{ kubernetes.io/hostname: b }', true],
    ['{ topology.kubernetes.io/zone: z1 }', false],
    ['{ topology.kubernetes.io/zone: z2 }', true],
    ['{ nvidia.com/gpu.product: A100 }', false],
    ['{}', false],
  ])('%s', (selector, expected) => {
    expect(unmatched(selector)).toBe(expected)
  })
})

describe('quota items', () => {
  const ignored = (item: string) =>
    said('wiring/quota-item-ignored', `tenants: [{ name: t, quota: { "${item}": 1 } }]`)

  it.each([
    'cpu',
    'limits.memory',
    'requests.ephemeral-storage',
    'services.nodeports',
    'count/jobs.batch',
    'count/pods',
    'fast.storageclass.storage.k8s.io/requests.storage',
    'requests.nvidia.com/gpu',
    'hugepages-2Mi',
  ])('%s is enforced', (item) => {
    expect(ignored(item)).toEqual([])
  })

  it.each([
    ['limits.nvidia.com/gpu', 'requests.nvidia.com/gpu'],
    ['nvidia.com/gpu', 'requests.nvidia.com/gpu'],
    ['requests.cpus', 'requests.cpu'],
    ['limits.storage', ''],
    ['gpus', ''],
  ])('%s is not; %s is', (item, instead) => {
    const at = `/tenants/0/quota/${item.replaceAll('/', '~1')}`
    expect(ignored(item)).toEqual([`${at}: t | ${item} | ${instead}`])
  })
})

describe('settings', () => {
  const unread = (settings: string) =>
    said('wiring/setting-not-read', `components: { vllm: ${settings} }`).map((text) =>
      text.replace('/components/vllm', ''),
    )

  it('are read by the pinned version', () => {
    expect(unread('{ env: { HF_HOME: /x, VLLM_LOGGING_LEVEL: DEBUG } }')).toEqual([])
    expect(unread('{ args: [--max-num-seqs=8, --seed, "1", --max_model_len 10] }')).toEqual([])
  })

  it('are named with what to use instead', () => {
    expect(unread('{ args: ["--max-concurrent-requests 9"] }')).toEqual([
      '/args/0: vllm | 0.6.0 | --max-concurrent-requests | --max-num-seqs',
    ])
    expect(unread('{ args: [--max-num-seq=9] }')).toEqual([
      '/args/0: vllm | 0.6.0 | --max-num-seq | --max-num-seqs',
    ])
    expect(unread('{ env: { VLLM_LOGING_LEVEL: DEBUG } }')).toEqual([
      '/env/VLLM_LOGING_LEVEL: vllm | 0.6.0 | VLLM_LOGING_LEVEL | VLLM_LOGGING_LEVEL',
    ])
  })
})

describe('ranges', () => {
  const networks = (text: string) => `${pool('')}networks: [${text}]\n`
  const both = (platform: string, inventory: string) => [
    ...said('wiring/ranges-overlap', platform, inventory),
    ...said('wiring/range-unlisted', platform, inventory),
  ]
  const nodes = '{ name: nodes, range: 10.0.0.0/24, purpose: nodes }'

  it('of the platform may be listed in the inventory', () => {
    const listed = `${nodes}, { name: pods, range: 10.244.0.0/16, purpose: pods }, { name: services, range: 10.96.0.0/16, purpose: services }`
    expect(both('', networks(listed))).toEqual([])
  })

  it('need not be listed when nobody wrote them', () => {
    expect(both('', networks(nodes))).toEqual([])
    expect(both('network: { podRange: 10.1.0.0/16 }', networks(nodes))).toEqual([
      '/network/podRange: network.podRange | 10.1.0.0/16',
    ])
  })

  it('do not overlap with one another, with networks or with machines', () => {
    expect(both('network: { podRange: 10.96.128.0/17 }', pool(''))).toEqual([
      '/network/podRange: network.podRange 10.96.128.0/17 | network.serviceRange 10.96.0.0/16',
    ])
    expect(both('network: { podRange: 10.0.0.0/8 }', networks(nodes))[0]).toBe(
      '/network/podRange: network.podRange 10.0.0.0/8 | nodes 10.0.0.0/24',
    )
    expect(
      both('network: { podRange: 10.0.0.0/16, serviceRange: 10.96.0.0/16 }', pool('')),
    ).toEqual(['/pools/0/nodes/0/address: a 10.0.0.1 | network.podRange 10.0.0.0/16'])
  })

  it('are reported where somebody wrote them, and not at a default', () => {
    const switched = networks(`${nodes}, { name: lab, range: 10.244.7.0/24, purpose: other }`)
    expect(both('', switched)).toEqual([
      '/networks/1/range: lab 10.244.7.0/24 | network.podRange 10.244.0.0/16',
    ])
  })
})

describe('Redis', () => {
  const mixed = (topology: string, settings: string) =>
    said(
      'wiring/redis-topology-mixed',
      `components: { redis: { topology: ${topology}, ${settings} } }`,
    )

  it('is either watched by Sentinel, or alone, and never a cluster', () => {
    expect(mixed('sentinel', 'config: { cluster-enabled: "yes" }')).toHaveLength(1)
    expect(mixed('sentinel', 'config: { cluster-enabled: "no" }')).toEqual([])
    expect(mixed('standalone', 'env: { REDIS_CLUSTER_NODE_TIMEOUT: 5000 }')).toHaveLength(1)
    expect(mixed('standalone', 'args: ["--replicaof redis-0 6379"]')).toHaveLength(1)
    expect(mixed('sentinel', 'config: { min-replicas-to-write: 1 }')).toEqual([])
    expect(mixed('standalone', 'config: { maxmemory-policy: noeviction }')).toEqual([])
  })
})
