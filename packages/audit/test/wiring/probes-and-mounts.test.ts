// Proves that probes are held against the ports of their container, and mounts against the volumes of their pod.
import { describe, expect, it } from 'vitest'
import { mounts } from '../../src/wiring/storage/mounts.js'
import { probePorts } from '../../src/wiring/services/probes.js'
import { told, workload } from './rule-findings.js'

const probed = (port: string, more = ''): { readonly 'a.yaml': string } => ({
  'a.yaml': workload({
    container: `ports: [{ name: http, containerPort: 8080 }]
readinessProbe: { httpGet: { path: /, port: ${port}${more} } }`,
  }),
})

describe('probes', () => {
  it('fails on a name that the container lacks', () => {
    expect(told(probePorts, probed('web'))).toEqual(['error wiring/probe-port: web'])
    expect(told(probePorts, probed('http'))).toEqual([])
  })

  it('mentions a number that is not declared, unless nothing is or the program is told', () => {
    expect(told(probePorts, probed('8081'))).toEqual(['info wiring/probe-port: 8081'])
    expect(told(probePorts, probed('8081'), true)).toEqual(['warning wiring/probe-port: 8081'])
    expect(told(probePorts, probed('8080'))).toEqual([])
    const told8081 = workload({
      container: `ports: [{ containerPort: 8080 }]
args: ["--health=:8081"]
livenessProbe: { tcpSocket: { port: 8081 } }`,
    })
    const silent = workload({ container: 'livenessProbe: { tcpSocket: { port: 8081 } }' })
    expect(told(probePorts, { 'a.yaml': told8081, 'b.yaml': silent })).toEqual([])
  })

  it('leaves a probe of another host alone', () => {
    expect(told(probePorts, probed('9000', ', host: 10.0.0.1'))).toEqual([])
  })
})

describe('mounts', () => {
  const mounting = (volume: string): string =>
    workload({
      pod: 'volumes: [{ name: cache, emptyDir: {} }]',
      container: `volumeMounts: [{ name: ${volume}, mountPath: /cache }]`,
    })

  it('fails on a volume that the pod lacks', () => {
    expect(told(mounts, { 'a.yaml': mounting('cahce') })).toEqual([
      'error wiring/missing-volume: cahce -> cache',
    ])
    expect(told(mounts, { 'a.yaml': mounting('cache') })).toEqual([])
  })

  it('knows the volumes that a StatefulSet makes', () => {
    const text = workload({
      kind: 'StatefulSet',
      spec: 'volumeClaimTemplates: [{ metadata: { name: data }, spec: {} }]',
      container: 'volumeMounts: [{ name: data, mountPath: /data }]',
    })
    expect(told(mounts, { 'a.yaml': text })).toEqual([])
  })
})
