// Proves that a volume of one node is not shared by pods of several.
import { describe, expect, it } from 'vitest'
import { singleWriterClaims } from '../../src/wiring/storage/claims.js'
import { documents, told, workload } from './rule-findings.js'

const claim = (mode: string, more = ''): string => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads, namespace: store }
spec: { accessModes: [${mode}]${more} }
`
const user = (spec: string, name = 'shop', pod = ''): string =>
  workload({
    name,
    spec,
    pod: `${pod}volumes: [{ name: uploads, persistentVolumeClaim: { claimName: uploads } }]`,
  })

describe('claims', () => {
  it('warns of several pods on a claim for one node, and is silent on one pod or a shared volume', () => {
    const two = 'replicas: 2'
    expect(
      told(singleWriterClaims, { 'a.yaml': documents(user(two), claim('ReadWriteOnce')) }),
    ).toEqual(['warning wiring/single-writer-claim: uploads'])
    expect(
      told(singleWriterClaims, {
        'a.yaml': documents(user('replicas: 1'), claim('ReadWriteOnce')),
      }),
    ).toEqual([])
    expect(
      told(singleWriterClaims, { 'a.yaml': documents(user(two), claim('ReadWriteMany')) }),
    ).toEqual([])
  })

  it('counts what an autoscaler may make of one pod', () => {
    const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: shop, namespace: store }
spec: { scaleTargetRef: { kind: Deployment, name: shop }, maxReplicas: 4 }
`
    const files = { 'a.yaml': documents(user('replicas: 1'), claim('ReadWriteOnce'), scaler) }
    expect(told(singleWriterClaims, files)).toHaveLength(1)
  })

  it('fails where the pods can never be on one node', () => {
    const apart = `affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname }]
`
    const text = documents(user('replicas: 2', 'shop', apart), claim('ReadWriteOnce'))
    expect(told(singleWriterClaims, { 'a.yaml': text })).toEqual([
      'error wiring/single-writer-claim: uploads',
    ])
  })

  it('warns of two workloads on one claim', () => {
    const text = documents(user(''), user('', 'cart'), claim('ReadWriteOnce'))
    expect(told(singleWriterClaims, { 'a.yaml': text })).toHaveLength(1)
  })

  it('warns of a claim elsewhere where the class that it gets has only disks', () => {
    const values = (name: string): string =>
      `global: { imageRegistry: r.example.com, storageClass: ${name} }\n`
    const text = user('replicas: 2')
    expect(told(singleWriterClaims, { 'a.yaml': text, 'values.yaml': values('ceph-rbd') })).toEqual(
      ['warning wiring/single-writer-claim: uploads'],
    )
    expect(told(singleWriterClaims, { 'a.yaml': text, 'values.yaml': values('cephfs') })).toEqual(
      [],
    )
    expect(told(singleWriterClaims, { 'a.yaml': text })).toEqual([])
  })

  it('finds a claim for many nodes of a class that has only disks', () => {
    const disks =
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: rbd.csi.ceph.com\n'
    const text = documents(claim('ReadWriteMany', ', storageClassName: fast'), disks)
    expect(told(singleWriterClaims, { 'a.yaml': text })).toEqual([
      'error wiring/storage-class-mode: ReadWriteMany',
    ])
    expect(
      told(singleWriterClaims, { 'a.yaml': claim('ReadWriteMany', ', storageClassName: shared') }),
    ).toEqual([])
  })
})
