// Proves that keys are held against Secrets and ConfigMaps that are here, and only where their keys are known.
import { describe, expect, it } from 'vitest'
import { missingObjectKey } from '../../src/wiring/objects/missing-object-key.js'
import { documents, told, workload } from './rule-findings.js'

const reads = (key: string): string =>
  workload({
    container: `env:
  - name: PASSWORD
    valueFrom: { secretKeyRef: { name: database, key: ${key} } }
`,
  })
const secret = (data: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: database, namespace: store }\n${data}\n`

describe('keys of objects', () => {
  it('fails on a key that the object here lacks, with the key that was meant', () => {
    const text = documents(reads('pasword'), secret('stringData: { password: x, user: y }'))
    expect(told(missingObjectKey, { 'a.yaml': text })).toEqual([
      'error wiring/missing-object-key: pasword -> password',
    ])
  })

  it('is silent on keys that are here, on empty objects and on objects elsewhere', () => {
    for (const text of [
      documents(reads('password'), secret('data: { password: eA== }')),
      documents(reads('password'), secret('type: Opaque')),
      reads('password'),
    ]) {
      expect(told(missingObjectKey, { 'a.yaml': text })).toEqual([])
    }
  })

  it('knows the keys of promised secrets and of certificates', () => {
    const promised = {
      'secrets.required.json':
        '{"secrets": [{"name": "database", "namespaces": ["store"], "keys": [{"key": "password"}]}]}',
    }
    expect(told(missingObjectKey, { ...promised, 'a.yaml': reads('secret') })).toEqual([
      'error wiring/missing-object-key: secret',
    ])
    const certificate =
      'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: c, namespace: store }\nspec: { secretName: database }\n'
    expect(told(missingObjectKey, { 'a.yaml': documents(reads('tls.crt'), certificate) })).toEqual(
      [],
    )
    expect(
      told(missingObjectKey, { 'a.yaml': documents(reads('tls.pem'), certificate) }),
    ).toHaveLength(1)
  })

  it('holds files that are mounted one by one against the keys', () => {
    const mounts = (file: string): string =>
      documents(
        workload({
          pod: 'volumes: [{ name: files, configMap: { name: settings } }]',
          container: `volumeMounts: [{ name: files, mountPath: /app/a.conf, subPath: ${file} }]`,
        }),
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: store }\ndata: { shop.conf: x }\n',
      )
    expect(told(missingObjectKey, { 'a.yaml': mounts('shop.conf') })).toEqual([])
    expect(told(missingObjectKey, { 'a.yaml': mounts('shop.cnf') })).toEqual([
      'error wiring/missing-object-key: shop.cnf -> shop.conf',
    ])
  })
})
