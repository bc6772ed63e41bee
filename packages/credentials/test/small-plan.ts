// A plan with what certificates need to know: a store on two machines, and a gateway in the cluster.

import { days, type Certificate } from '@llmflow/spec'
import type { CertifiedPlan } from '../src/certificates/wanted.js'
import { workload } from './workload.js'

const signed = { issuer: 'llmflow-ca', lifetime: days(90), renewBefore: days(30) }

const certificate = (secret: string, parts: Partial<Certificate>): Certificate => ({
  namespace: 'data',
  subject: '',
  names: [],
  isInCluster: true,
  machines: {},
  secret,
  consumers: [],
  ...signed,
  ...parts,
})

export const gateway = certificate('gateway-tls', {
  subject: 'api.llm.example.com',
  names: ['api.llm.example.com', 'gateway.data.svc'],
  consumers: ['gateway'],
})

const host = 'store.data.svc.cluster.local'

export const plan: CertifiedPlan = {
  domain: 'llm.example.com',
  network: {
    podRange: '10.244.0.0/16',
    serviceRange: '10.96.0.0/16',
    clusterDomain: 'cluster.local',
    ranges: { database: '10.40.0.0/24' },
  },
  workloads: {
    store: workload('store', { runsOn: 'hosts', replicas: { minimum: 2, maximum: 2 } }),
    registry: workload('registry', { runsOn: 'hosts', rereadsCertificates: true }),
    gateway: workload('gateway', { kind: 'stateless' }),
  },
  edges: [
    {
      from: 'store',
      to: { kind: 'workload', workload: 'registry', port: 'client' },
      purpose: 'who leads',
    },
  ],
  recovery: {},
  placement: {
    store: placedOn('db-01', 'db-02'),
    registry: placedOn('db-01', 'db-02'),
    gateway: placedOn('app-01'),
  },
  certificates: {
    'gateway-tls': gateway,
    'store-tls': certificate('store-tls', {
      subject: host,
      names: [host, `db-01.${host}`, `db-02.${host}`],
      isInCluster: false,
      machines: {
        'db-01': [`db-01.${host}`, host, '10.40.0.11', 'localhost', '127.0.0.1'],
        'db-02': [`db-02.${host}`, host, '10.40.0.12', 'localhost', '127.0.0.1'],
      },
      consumers: ['store', 'registry'],
    }),
  },
}

function placedOn(...machines: readonly string[]): CertifiedPlan['placement'][string] {
  return {
    pool: 'pool',
    nodeSelector: {},
    tolerations: [],
    replicas: machines.map((node) => ({ node, gpus: [] })),
  }
}
