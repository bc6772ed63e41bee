// Certificates of a plan: one for all in the cluster, one for each machine, and the names of both.

import { assert, describe, expect, it } from 'vitest'
import { days, type Certificate, type Plan, type Workload } from '@llmflow/spec'
import { planCertificates } from '../src/plan/certificates.js'
import { plannedExample } from './plan-example.js'

const guide = plannedExample('guide-production')

/** The certificate of a secret that these workloads of the guide mount. */
function certificateFor(ids: readonly string[], plan: Plan = guide): Certificate {
  const workloads = Object.fromEntries(
    Object.entries(plan.workloads).map(([id, workload]): [string, Workload] => [
      id,
      ids.includes(id) ? mounting(workload) : workload,
    ]),
  )
  const security = {
    podSecurity: 'restricted',
    certificateIssuer: 'llmflow-ca',
    certificateLifetime: days(90),
  } as const
  const { domain, addresses, names, placement, nodes } = plan
  const where = { domain, workloads, addresses, names, placement, nodes }
  const certificate = planCertificates(security, {}, where)['some-tls']
  assert(certificate !== undefined, 'a mounted certificate is planned')
  return certificate
}

const mounting = (workload: Workload): Workload => ({
  ...workload,
  volumes: [{ kind: 'secret', name: 'certificate', path: '/certificate', secret: 'some-tls' }],
})

describe('a certificate of a workload on machines', () => {
  const { isInCluster, machines, names } = certificateFor(['postgresql'])

  it('is none of the cluster', () => {
    expect(isInCluster).toBe(false)
    expect(certificateFor(['dify-api']).isInCluster).toBe(true)
    expect(certificateFor(['dify-api']).machines).toEqual({})
  })

  it('is one for each machine, with its own name and address and those of no other', () => {
    expect(Object.keys(machines)).toEqual(['postgresql-01', 'postgresql-02', 'postgresql-03'])
    const own = machines['postgresql-02'] ?? []
    expect(own[0]).toBe('postgresql-02.postgresql.llmflow-infra.svc.cluster.local')
    expect(own).toContain('10.40.0.12')
    expect(own.filter((name) => /postgresql-0[13]|10\.40\.0\.1[13]/.test(name))).toEqual([])
  })

  it('holds the name of the Service, and of the proxies behind which it answers', () => {
    expect(machines['postgresql-01']).toEqual(
      expect.arrayContaining([
        'postgresql.llmflow-infra.svc.cluster.local',
        'postgresql-primary.llmflow-infra.svc.cluster.local',
        'haproxy.llmflow-infra.svc',
      ]),
    )
    expect(certificateFor(['redis']).machines['redis-01']?.join(' ')).not.toContain('haproxy')
  })

  it('names every member where one machine runs them all', () => {
    expect(names).toContain('postgresql-03.postgresql.llmflow-infra.svc.cluster.local')
  })
})

describe('a certificate that machines and the cluster share', () => {
  const { isInCluster, machines, names } = certificateFor(['postgresql-etcd', 'dify-api'])

  it('gives the cluster the names of those who run there', () => {
    expect(isInCluster).toBe(true)
    expect(names).toContain('dify-api.llmflow-system.svc.cluster.local')
    expect(names.join(' ')).not.toContain('postgresql-etcd')
    expect(Object.keys(machines)).toHaveLength(3)
  })

  it('tells who a job is, and keeps it out of the names of a server', () => {
    const job = 'postgresql-etcd-backup'
    expect(certificateFor([job, 'postgresql-etcd']).subject).toBe(`${job}.llmflow.company.internal`)
    expect(certificateFor([job, 'dify-api']).names.join(' ')).not.toContain(job)
  })
})
