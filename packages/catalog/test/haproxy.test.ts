// HAProxy and Keepalived: a frontend for each role that has something behind it, and addresses that move.

import { inventorySchema } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { apisix } from '../src/components/apisix/component.js'
import { haproxy } from '../src/components/haproxy/component.js'
import type { Context } from '../src/component.js'
import { build, contextOf, printed, targetsOf, workloadOf } from './contexts.js'

const pool = (name: string, kind: string, roles: readonly string[], firstAddress: string) => ({
  name,
  kind,
  roles,
  nodes: { count: 3, prefix: name, firstAddress },
  cpu: 16,
  memory: '64GiB',
})

const inventory = inventorySchema.parse({
  apiVersion: 'llmflow.io/v1',
  kind: 'Inventory',
  metadata: { name: 'example' },
  pools: [
    pool('master', 'control-plane', ['control-plane'], '10.60.0.11'),
    pool('app', 'cluster', ['application'], '10.60.0.21'),
    pool('edge', 'hosts', ['edge'], '10.60.0.5'),
  ],
})

function contextWith(components: object, network: object = {}): Context {
  return { ...contextOf({ components, network }), inventory }
}

const whole = contextWith(
  { haproxy: {}, apisix: {}, postgresql: { topology: 'patroni' } },
  { virtualAddress: '192.168.100.100', controlPlaneAddress: '10.60.0.100' },
)

const fileOf = (context: Context, id: string): string =>
  printed(workloadOf(build(haproxy, context), id).files?.[0]?.content)

describe('HAProxy', () => {
  const file = fileOf(whole, 'haproxy')

  it('has a frontend for users, the Kubernetes API and PostgreSQL', () => {
    const frontends = [...file.matchAll(/^frontend (\S+)$/gm)].map(([, name]) => name)
    expect(frontends).toEqual(['metrics', 'http', 'https', 'kubernetes', 'postgresql', 'replicas'])
  })

  it('leads users to the nodes with the address of the caller in front', () => {
    expect(file).toContain('  server app-01 10.60.0.21:30443 check')
    expect(file).toMatch(/server app-03 10\.60\.0\.23:30080 .*send-proxy-v2/)
    const gateway = workloadOf(build(apisix, whole), 'apisix')
    expect(gateway.exposed?.nodePorts).toEqual({ 'proxied-http': 30080, 'proxied-https': 30443 })
    const settings = printed(gateway.files?.[0]?.content)
    expect(settings).toContain('listen_https_port: 9182')
    expect(settings).toContain('real_ip_from: ["10.60.0.5/32","10.60.0.6/32","10.60.0.7/32"]')
  })

  it('leaves out a role with nothing behind it', () => {
    const bare = fileOf(
      {
        ...contextWith({ haproxy: {}, postgresql: { topology: 'standalone' } }),
        inventory: undefined,
      },
      'haproxy',
    )
    expect(bare).not.toMatch(/^frontend (https|kubernetes|postgresql)$/m)
  })

  it('declares what it connects to', () => {
    expect(targetsOf(workloadOf(build(haproxy, whole), 'haproxy'))).toEqual([
      'apisix:proxied-http',
      'apisix:proxied-https',
      'postgresql:postgresql',
      'postgresql:patroni',
    ])
  })

  it('has files for both ends of a connection on a machine', () => {
    const { host, files } = workloadOf(build(haproxy, whole), 'haproxy')
    const connections = Number(/maxconn (\d+)/.exec(printed(files?.[0]?.content))?.[1])
    expect(host?.openFilesMax).toBeGreaterThan(2 * connections)
  })

  it('keeps more connections for more people', () => {
    const connections = (users: number): number =>
      haproxy.size({ ...contextOf({ demand: { users } }), inventory })['haproxy']?.figures[
        'connections'
      ]?.value.value ?? 0
    expect(connections(500)).toBe(2400)
    expect(connections(5000)).toBeGreaterThan(connections(500))
  })
})

describe('the pair before the cluster', () => {
  it('is left out where there is no cluster, whose nodes it leads to', () => {
    for (const workload of Object.values(build(haproxy, whole).workloads)) {
      expect(workload.tends).toBeDefined()
    }
  })
})

describe('Keepalived', () => {
  it('moves both addresses, each on its interface with its own router id', () => {
    const file = fileOf(whole, 'keepalived')
    expect([...file.matchAll(/virtual_router_id (\d+)/g)].map(([, id]) => id)).toEqual(['51', '52'])
    expect(file).toContain('192.168.100.100 dev bond0.100')
    expect(file).toContain('10.60.0.100 dev bond0.60')
  })

  it('gives each machine its own address and those of the others, in one file for all', () => {
    const file = fileOf(whole, 'keepalived')
    expect(file).toContain('@edge-01 unicast_src_ip 10.60.0.5\n')
    expect(file).toContain('@^edge-01 10.60.0.5\n')
    expect(workloadOf(build(haproxy, whole), 'keepalived').host?.environment).toHaveProperty(
      'MACHINE',
    )
  })

  it('speaks to whoever is there where no addresses are known', () => {
    const unknown = fileOf({ ...whole, inventory: undefined }, 'keepalived')
    expect(unknown).toContain('vrrp_instance users')
    expect(unknown).not.toContain('unicast')
  })

  it('looks at an interface that has the address but not the conversation', () => {
    const [users = '', nodes = ''] = fileOf(whole, 'keepalived')
      .split(/^vrrp_instance /m)
      .slice(1)
    expect(users).toMatch(/track_interface \{\s+bond0\.100\s+\}/)
    expect(nodes).not.toContain('track_interface')
  })

  it('asks HAProxy as an account that it may become', () => {
    const { host, security } = workloadOf(build(haproxy, whole), 'keepalived')
    expect(fileOf(whole, 'keepalived')).toContain(`script_user ${host?.accounts?.[0]}`)
    expect(security.capabilities).toEqual(expect.arrayContaining(['SETUID', 'SETGID', 'KILL']))
  })

  it('has no instance without an address', () => {
    expect(fileOf(contextWith({ haproxy: {} }), 'keepalived')).not.toContain('vrrp_instance')
  })
})
