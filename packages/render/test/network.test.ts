// Under which names and ports workloads are found.

import { describe, expect, it } from 'vitest'
import { platform } from './platform.js'
import { httpPort, planOf, workloadOf } from './plans.js'
import { objectAt, pathsOf } from './tree.js'

const servicesOf = (id: string) =>
  pathsOf(platform).filter((path) =>
    new RegExp(`/service-${id}(-peers|-public)?\\.yaml$`).test(path),
  )

describe('a Service', () => {
  it('balances over replicas that are alike, under the numbers that the pods have', () => {
    expect(objectAt(platform, 'llmflow-system/service-keycloak.yaml')).toMatchObject({
      spec: {
        type: 'ClusterIP',
        selector: { 'app.kubernetes.io/name': 'keycloak' },
        ports: [{ name: 'http', port: 8000, targetPort: 'http', protocol: 'TCP' }],
      },
    })
  })

  it('lets stateless replicas find each other, ready or not', () => {
    expect(servicesOf('keycloak')).toHaveLength(2)
    expect(objectAt(platform, 'llmflow-system/service-keycloak-peers.yaml')).toMatchObject({
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        ports: [{ name: 'jgroups', port: 7800 }],
      },
    })
  })

  it('gives the members of a stateful workload their names', () => {
    expect(servicesOf('etcd')).toHaveLength(1)
    expect(objectAt(platform, 'llmflow-infra/service-etcd.yaml')).toMatchObject({
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        ports: [{ name: 'client' }, { name: 'peer' }],
      },
    })
  })

  it('stands for machines, whose addresses and names are beside it', () => {
    const service = objectAt(platform, 'llmflow-infra/service-postgresql.yaml')
    expect(service).toMatchObject({
      spec: { clusterIP: 'None', ports: [{ targetPort: 5432 }, {}] },
    })
    expect(service).not.toHaveProperty('spec.selector')
    expect(objectAt(platform, 'llmflow-infra/endpointslice-postgresql.yaml')).toMatchObject({
      metadata: { labels: { 'kubernetes.io/service-name': 'postgresql' } },
      addressType: 'IPv4',
      endpoints: [
        { addresses: ['10.40.5.11'], hostname: 'host-0' },
        { addresses: ['10.40.5.12'], hostname: 'host-1' },
        { addresses: ['10.40.5.13'], hostname: 'host-2' },
      ],
      ports: [
        { name: 'postgresql', port: 5432 },
        { name: 'metrics', port: 9187 },
      ],
    })
  })

  it('opens to the outside what is exposed, under the number that people know', () => {
    expect(objectAt(platform, 'llmflow-system/service-apisix-public.yaml')).toMatchObject({
      spec: {
        type: 'LoadBalancer',
        loadBalancerIP: '192.0.2.10',
        ports: [{ name: 'https', port: 443, targetPort: 'https' }],
      },
    })
  })

  it('is not there without a port', () => {
    expect(servicesOf('dify-worker')).toEqual([])
    expect(servicesOf('backup')).toEqual([])
  })
})

describe('machines', () => {
  it('get nothing in the cluster but a name, policies towards them and their metrics', () => {
    const kinds = pathsOf(
      planOf([workloadOf('db', { runsOn: 'hosts', ports: [httpPort] })]),
    ).filter((path) => path.startsWith('llmflow-system/'))
    expect(kinds).toEqual([
      'llmflow-system/endpointslice-db.yaml',
      'llmflow-system/service-db.yaml',
    ])
  })
})
