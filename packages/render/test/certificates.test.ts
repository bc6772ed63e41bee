// Who signs the platform's certificates, and for which names.

import { describe, expect, it } from 'vitest'
import { hours } from '@llmflow/spec'
import { buildCertificate } from '../src/kubernetes/certificate.js'
import { platform } from './platform.js'
import { objectAt, pathsOf } from './tree.js'

describe('a certificate', () => {
  const planned = {
    namespace: 'llmflow-system',
    subject: 'api.example.com',
    names: ['api.example.com', '192.0.2.10'],
    isInCluster: true,
    machines: {},
    issuer: 'llmflow-ca',
    secret: 'apisix-tls',
    consumers: ['apisix'],
    lifetime: hours(2160),
    renewBefore: hours(720),
  }

  it('tells names from addresses, and prints times as Go reads them', () => {
    expect(buildCertificate('apisix-tls', planned).spec).toMatchObject({
      secretName: 'apisix-tls',
      commonName: 'api.example.com',
      dnsNames: ['api.example.com'],
      ipAddresses: ['192.0.2.10'],
      duration: '7776000s',
      renewBefore: '2592000s',
      issuerRef: { kind: 'ClusterIssuer', name: 'llmflow-ca' },
    })
  })

  it('has no common name where X.509 has no room for it', () => {
    const subject = `${'a'.repeat(61)}.com`
    expect(buildCertificate('a', { ...planned, subject }).spec).not.toHaveProperty('commonName')
  })

  it('is none of the cluster where all who need it run on machines', () => {
    const machines = { 'db-01': ['db-01.store.data.svc.cluster.local', '10.40.0.11'] }
    const certificates = { 'store-tls': { ...planned, secret: 'store-tls', machines } }
    const onMachines = { 'store-tls': { ...certificates['store-tls'], isInCluster: false } }
    const path = 'llmflow-system/certificate-store-tls.yaml'
    expect(pathsOf({ ...platform, certificates })).toContain(path)
    expect(pathsOf({ ...platform, certificates: onMachines })).not.toContain(path)
  })

  it('brings its issuer where the authority is given as a secret', () => {
    expect(objectAt(platform, '_cluster/clusterissuer-llmflow-ca.yaml')).toMatchObject({
      spec: { ca: { secretName: 'llmflow-ca' } },
    })
  })

  it('relies on an issuer that somebody else made', () => {
    const { 'llmflow-ca': _authority, ...secrets } = platform.secrets
    expect(pathsOf({ ...platform, secrets })).not.toContain(
      '_cluster/clusterissuer-llmflow-ca.yaml',
    )
  })
})
