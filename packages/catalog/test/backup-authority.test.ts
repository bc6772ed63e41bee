// The authority of a company signs the endpoint of backups: whoever connects to it gets the certificate and trusts it.

import { assert, describe, expect, it } from 'vitest'
import type { Workload } from '@llmflow/spec'
import { postgresql } from '../src/components/postgresql/component.js'
import { redis } from '../src/components/redis/component.js'
import type { Component } from '../src/component.js'
import { build, contextOf, variable } from './contexts.js'

const file = '/etc/llmflow/backup-authority/ca.crt'
const backup = {
  endpoint: 'https://s3.example.com',
  stores: {
    redis: { every: '1h', keep: '7d' },
    postgresql: { every: '7d', keep: '30d', log: { every: '5m', keep: '30d' } },
  },
}

function workloadOf(component: Component, id: string, authority: object): Workload {
  const components = { redis: {}, postgresql: { topology: 'patroni' } }
  const context = contextOf({ components, backup: { ...backup, ...authority } })
  const workload = build(component, context).workloads[id]
  assert(workload !== undefined, id)
  return workload
}

const hasVolume = ({ volumes = [] }: Workload): boolean =>
  volumes.some((volume) => volume.kind === 'secret' && volume.secret === 'company-ca')

describe.each([
  [redis, 'redis-backup', 'SSL_CERT_FILE'],
  [postgresql, 'postgresql-backup', 'PGBACKREST_REPO1_STORAGE_CA_FILE'],
  [postgresql, 'postgresql', 'PGBACKREST_REPO1_STORAGE_CA_FILE'],
] as const)('the authority of backups: %s', (component, id, name) => {
  it(`${id} trusts it`, () => {
    const workload = workloadOf(component, id, { certificateAuthority: 'company-ca' })
    expect(variable(workload, name)).toBe(file)
    expect(hasVolume(workload)).toBe(true)
  })

  it(`${id} is left alone without one`, () => {
    const workload = workloadOf(component, id, {})
    expect(variable(workload, name)).toBeUndefined()
    expect(hasVolume(workload)).toBe(false)
  })
})

describe('the network of the endpoint', () => {
  it('is where copies go, when it is known', () => {
    const near = workloadOf(redis, 'redis-backup', { range: '10.90.0.0/24' })
    const outside = near.edges.flatMap(({ to }) => (to.kind === 'external' ? [to] : []))
    expect(outside).toEqual([
      { kind: 'external', host: 's3.example.com', range: '10.90.0.0/24', port: 443 },
    ])
    const anywhere = workloadOf(redis, 'redis-backup', {}).edges
    expect(JSON.stringify(anywhere)).not.toContain('range')
  })
})
