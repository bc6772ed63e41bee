// Proves that named objects which nothing makes are found once, and that whatever may make them is believed.
import { describe, expect, it } from 'vitest'
import { missingObject } from '../../src/wiring/objects/missing-object.js'
import { documents, relatedTo, told, workload } from './rule-findings.js'

const password = (name: string, more = ''): string => `env:
  - name: PASSWORD
    valueFrom: { secretKeyRef: { name: ${name}, key: password${more} } }
`
const user = (name: string, more = ''): string => workload({ container: password(name, more) })
const secret = (name: string, namespace = 'store'): string => `apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: ${namespace} }
stringData: { password: x }
`

describe('objects that are named', () => {
  it('warns where they may be elsewhere, and fails where the files are all there is', () => {
    const files = { 'a.yaml': user('database') }
    expect(told(missingObject, files)).toEqual(['info wiring/missing-object: database'])
    const kin =
      'apiVersion: v1\nkind: Secret\nmetadata: { name: other }\nstringData: { PASSWORD: a }\n'
    expect(told(missingObject, { ...files, 'b.yaml': kin })).toEqual([
      'warning wiring/missing-object: database',
    ])
    expect(told(missingObject, files, true)).toEqual(['error wiring/missing-object: database'])
  })

  it('names a placeholder where a name of capitals stands', () => {
    expect(told(missingObject, { 'a.yaml': user('YOUR-SECRET') }, true)).toEqual([])
  })

  it('is silent where the object is here, or may be absent, or is filled in later', () => {
    for (const text of [
      documents(user('database'), secret('database')),
      user('database', ', optional: true'),
      user('"{{ name }}"'),
      user('"${SECRET_NAME}"'),
    ]) {
      expect(told(missingObject, { 'a.yaml': text }, true)).toEqual([])
    }
  })

  it('offers the name that was meant, and says where another namespace has it', () => {
    const text = documents(user('databse'), secret('database'))
    expect(told(missingObject, { 'a.yaml': text })).toEqual([
      'warning wiring/missing-object: databse -> database',
    ])
    const elsewhere = { 'a.yaml': documents(user('database'), secret('database', 'vault')) }
    expect(told(missingObject, elsewhere)).toEqual(['warning wiring/missing-object: database'])
  })

  it('does not offer the neighbour in a numbered row', () => {
    const text = documents(user('database-3'), secret('database-1'), secret('database-2'))
    expect(told(missingObject, { 'a.yaml': text })).toEqual([
      'warning wiring/missing-object: database-3',
    ])
  })

  it('tells one missing object once, with its other users', () => {
    const files = {
      'a.yaml': documents(
        user('database'),
        workload({ name: 'cart', container: password('database') }),
      ),
    }
    expect(told(missingObject, files)).toHaveLength(1)
    expect(relatedTo(missingObject, files)).toEqual(['database'])
  })

  it('believes certificates, external and sealed secrets, generators and operators', () => {
    const makers = [
      'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: c, namespace: store }\nspec: { secretName: database }\n',
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: database, namespace: store }\nspec: {}\n',
      'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: database, namespace: store }\nspec: {}\n',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator: [{ name: database }]\n',
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: database, namespace: store }\nspec: {}\n',
    ]
    for (const maker of makers) {
      expect(told(missingObject, { 'a.yaml': user('database'), 'b.yaml': maker }, true)).toEqual([])
    }
  })

  it('believes a script that creates the object', () => {
    const files = {
      'a.yaml': user('database'),
      'setup.sh': 'kubectl -n store create secret generic database --from-literal=password=x\n',
    }
    expect(told(missingObject, files, true)).toEqual([])
  })

  it('takes classes of the cluster for granted, unless the files bring some', () => {
    const claim = (name: string): string =>
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data, namespace: store }\nspec: { storageClassName: ${name} }\n`
    const storageClass =
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast-disks }\nprovisioner: example.com/disks\n'
    expect(told(missingObject, { 'a.yaml': claim('fast-disk') }, true)).toEqual([])
    expect(told(missingObject, { 'a.yaml': documents(claim('fast-disk'), storageClass) })).toEqual([
      'warning wiring/missing-object: fast-disk -> fast-disks',
    ])
  })

  it('finds the authentication and the workload of an autoscaler', () => {
    const scaled = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: shop, namespace: store }
spec:
  scaleTargetRef: { name: shop }
  triggers:
    - type: redis
      metadata: { address: "cache.store:6379" }
      authenticationRef: { name: cache-auth }
`
    expect(told(missingObject, { 'a.yaml': documents(scaled, workload()) })).toEqual([
      'warning wiring/missing-object: cache-auth',
    ])
    expect(told(missingObject, { 'a.yaml': scaled })).toContain('info wiring/missing-object: shop')
  })

  it('leaves patches alone: what they leave out stands elsewhere', () => {
    const patch = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: store }
spec: { template: { spec: { containers: [{ name: shop, volumeMounts: [] }], serviceAccountName: shop } } }
`
    expect(told(missingObject, { 'patch.yaml': patch }, true)).toEqual([])
  })
})

describe('values', () => {
  const values = `shop:
  image: { repository: example/shop, tag: "1.0" }
  existingSecret: database
  clientSecret: not-a-name-of-a-secret
  imagePullSecrets: [{ name: registry }]
  internal: { enabled: false, existingSecret: unused }
`
  it('warns of Secrets that nothing makes, under keys that name Secrets', () => {
    expect(told(missingObject, { 'values.yaml': values }, true)).toEqual([
      'warning wiring/missing-object: database',
      'warning wiring/missing-object: registry',
    ])
  })

  it('says nothing beside templates that nobody expanded: they may make them', () => {
    const files = {
      'chart/values.yaml': values,
      'chart/templates/secret.yaml': '{{- if .Values.shop }}\nkind: Secret\n{{- end }}\n',
    }
    expect(told(missingObject, files)).toEqual([])
  })
})

describe('sources of overlays', () => {
  it('are looked up in every namespace: an overlay may still move them', () => {
    const files = {
      'base/a.yaml': documents(user('database'), secret('database', 'elsewhere')),
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
    }
    expect(told(missingObject, files)).toEqual([])
    expect(told(missingObject, files, true)).toHaveLength(1)
  })

  it('believes the values of a chart that makes a storage class', () => {
    const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: models }
spec: { storageClassName: nfs, accessModes: [ReadWriteMany] }
`
    const other = 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: block }\n'
    const files = { 'claim.yaml': claim, 'class.yaml': other }
    expect(told(missingObject, files, true)).toEqual(['warning wiring/missing-object: nfs'])
    const values = (name: string): string => `storageClass: { create: true, name: ${name} }\n`
    expect(told(missingObject, { ...files, 'values.yaml': values('nfs') }, true)).toEqual([])
    expect(told(missingObject, { ...files, 'values.yaml': values('fast') }, true)).toEqual([
      'warning wiring/missing-object: nfs',
    ])
  })
})
