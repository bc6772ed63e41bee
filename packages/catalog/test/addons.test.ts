// Scaling, certificates and accelerators: charts whose values fit the platform and its machines.

import { inventorySchema, type Addon } from '@llmflow/spec'
import type { Component, Context } from '@llmflow/catalog'
import { assert, describe, expect, it } from 'vitest'
import { accelerators } from '../src/components/accelerators/component.js'
import { certificates } from '../src/components/certificates/component.js'
import { scaling } from '../src/components/scaling/component.js'
import { contextOf } from './contexts.js'

function addonOf(component: Component, name: string, context: Context): Addon {
  const addon = component.addons?.(context, {}).find((one) => one.name === name)
  assert(addon !== undefined)
  return addon
}

const registry = { host: 'harbor.example.com', pullSecret: 'harbor' }
const components = { monitoring: {}, redis: {}, scaling: {}, certificates: {}, accelerators: {} }
const context = contextOf({ components, registry })

describe('the GPU operator', () => {
  const gpus = { product: 'A100-SXM4-80GB', count: 8 }
  const taint = (key: string, effect = 'NoSchedule') => ({ key, value: 'true', effect })
  const pool = (name: string, settings: object) => ({
    name,
    roles: ['inference'],
    nodes: { count: 2, prefix: name },
    cpu: 64,
    memory: '512GiB',
    ...settings,
  })
  const inventory = inventorySchema.parse({
    apiVersion: 'llmflow.io/v1',
    kind: 'Inventory',
    metadata: { name: 'example' },
    pools: [
      pool('first', { gpus, taints: [taint('nvidia.com/gpu'), taint('llmflow.io/inference')] }),
      pool('second', { gpus, taints: [taint('llmflow.io/training', 'NoExecute')] }),
      pool('third', { taints: [taint('llmflow.io/database')] }),
    ],
  })
  const { values } = addonOf(accelerators, 'gpu-operator', { ...context, inventory })
  const expected = [
    { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'llmflow.io/inference', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
    { key: 'llmflow.io/training', operator: 'Equal', value: 'true', effect: 'NoExecute' },
  ]

  it('tolerates every taint of a node with GPUs, and no other', () => {
    expect(values).toMatchObject({ daemonsets: { tolerations: expected } })
  })

  it('lets the discovery of features tolerate the same, after its own', () => {
    const worker = { tolerations: [{}, {}, ...expected] }
    expect(values).toMatchObject({ 'node-feature-discovery': { worker } })
  })

  it('has its GPUs measured where there is a Prometheus', () => {
    expect(values).toMatchObject({ dcgmExporter: { serviceMonitor: { enabled: true } } })
    const bare = addonOf(
      accelerators,
      'gpu-operator',
      contextOf({ components: { accelerators: {} } }),
    )
    expect(bare.values).toMatchObject({ dcgmExporter: { serviceMonitor: { enabled: false } } })
    expect(bare.after).toEqual([])
  })

  it('leaves a driver alone that is there already', () => {
    const hosted = contextOf({ components: { accelerators: { options: { hostDriver: true } } } })
    expect(addonOf(accelerators, 'gpu-operator', hosted).values).toMatchObject({
      driver: { enabled: false },
    })
  })
})

describe('cert-manager', () => {
  it('brings its own kinds and reads the authority that signs', () => {
    const addon = addonOf(certificates, 'cert-manager', context)
    expect(addon.values).toMatchObject({ crds: { enabled: true } })
    expect(addon.secrets).toEqual(['llmflow-ca'])
    expect(Object.keys(certificates.secrets?.(context) ?? {})).toEqual(['llmflow-ca'])
  })

  it('alarms well after a certificate should have been renewed', () => {
    const [soon] = certificates.alerts?.(context, {}) ?? []
    // 90 days: renewed with 30 left, alarmed with 15.
    expect(soon?.expression).toContain(`< ${15 * 86_400}`)
  })
})

describe('scaling', () => {
  it('reads queues through Sentinel, and from Redis itself', () => {
    const { edges } = addonOf(scaling, 'keda', context)
    expect(edges?.map(({ to }) => (to.kind === 'workload' ? to.workload : ''))).toEqual([
      'redis',
      'redis-sentinel',
    ])
  })

  it('trusts the certificates of kubelets only where the cluster signed them', () => {
    const argumentsWith = (options: object) =>
      addonOf(scaling, 'metrics-server', contextOf({ components: { scaling: { options } } }))
        .values['args']
    expect(argumentsWith({})).toEqual(['--kubelet-insecure-tls'])
    expect(argumentsWith({ kubeletCertificates: true })).toEqual([])
  })
})

it.each([
  [scaling, 'keda', 'harbor.example.com/ghcr.io'],
  [scaling, 'metrics-server', 'harbor.example.com/registry.k8s.io/metrics-server/metrics-server'],
  [certificates, 'cert-manager', 'harbor.example.com/quay.io/jetstack/cert-manager-webhook'],
  [accelerators, 'gpu-operator', 'harbor.example.com/nvcr.io/nvidia/cloud-native'],
] as const)('%o pulls %s through the registry', (component, name, image) => {
  const { values } = addonOf(component, name, context)
  expect(JSON.stringify(values)).toContain(image)
  expect(JSON.stringify(values)).toContain('harbor"')
})
