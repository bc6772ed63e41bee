import { describe, expect, it } from 'vitest'
import { bucketsNeverMade } from '../../src/backup/buckets.js'
import { databasesNeverMade } from '../../src/backup/databases.js'
import { realmsNeverMade } from '../../src/backup/realms.js'
import { replicationRefused } from '../../src/backup/replication-refused.js'
import { runbookInside } from '../../src/backup/runbook-inside.js'
import { findings } from '../metrics/findings.js'
import { jobWith } from './jobs.js'

const compose = (server: string, client: string) => `services:
  db:
    image: postgres:16
    environment: { POSTGRES_PASSWORD: x${server} }
  shop:
    image: example.com/shop:1
    environment: { ${client} }
`

describe('databasesNeverMade', () => {
  const found = (server: string, client: string, more = {}) =>
    findings(databasesNeverMade, { 'compose.yaml': compose(server, client), ...more })

  it('reports databases and roles in URLs and apart', () => {
    expect(found('', 'A: "postgresql://shop:pw@db:5432/orders?ssl=1"')).toEqual([
      'warning wiring/never-created: orders',
      'warning wiring/never-created: shop',
    ])
    expect(found('', 'DB_HOST: db, DB_NAME: orders, DB_USER: shop')).toHaveLength(2)
    expect(found('', 'KC_DB_URL: "jdbc:postgresql://db/sso", KC_DB_USERNAME: sso')).toEqual([
      'warning wiring/never-created: sso',
      'warning wiring/never-created: sso',
    ])
  })

  it('says nothing of what the server or a script makes', () => {
    expect(found(', POSTGRES_USER: shop', 'A: "postgres://shop@db/shop"')).toEqual([])
    expect(found(', POSTGRES_DB: orders', 'A: "postgres://postgres@db/orders"')).toEqual([])
    const script = { 'init.sh': 'createdb orders\npsql -c "CREATE ROLE shop LOGIN"' }
    expect(found('', 'A: "postgres://shop@db/orders"', script)).toEqual([])
    const loop = { 'init.sh': 'for d in orders; do psql -c "CREATE DATABASE $d"; done' }
    expect(found('', 'A: "postgres://shop@db/orders"', loop)).toEqual([])
  })

  it('notes only what a superuser may make itself', () => {
    expect(found('', 'A: "postgres://postgres@db/orders"')).toEqual([
      'info wiring/never-created: orders',
    ])
  })

  it('says nothing of servers elsewhere and of names filled in later', () => {
    expect(found('', 'A: "postgres://shop@db.example.com/orders"')).toEqual([])
    expect(found('', 'A: "postgres://${U}@db/${D}"')).toEqual([])
    expect(found(', POSTGRES_DB: "${D}"', 'A: "postgres://shop@db/orders"')).toEqual([])
  })

  it('finds the server behind a Service', () => {
    const labels = '{ app: db }'
    const server = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: data }
spec: { selector: ${labels} }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: data, labels: ${labels} }
spec: { containers: [{ name: db, image: 'postgres:16' }] }
---
apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: shop }
spec: { containers: [{ name: shop, image: 'x/y:1', env: [{ name: A, value: 'postgres://shop@db.data.svc/orders' }] }] }
`
    expect(findings(databasesNeverMade, { 'a.yaml': server })).toHaveLength(2)
  })
})

describe('bucketsNeverMade', () => {
  const minio = `services:
  minio: { image: 'minio/minio:RELEASE.2024-01-01T16-36-33Z' }
  ml:
    image: example.com/ml:1
    environment: { STORE: 's3://artifacts/runs', ENDPOINT: 'http://minio:9000' }
`
  const found = (more = {}, base = minio) =>
    findings(bucketsNeverMade, { 'compose.yaml': base, ...more })

  it('reports buckets of a MinIO here', () => {
    expect(found()).toEqual(['warning wiring/never-created: artifacts'])
    expect(found({ 'a.sh': 'mc cp x store/backups/db/' })).toHaveLength(2)
    const values = 'ml: { replicas: 1, store: { endpoint: minio.data:9000, bucket: models } }'
    expect(found({ 'values.yaml': values })).toHaveLength(2)
  })

  it('says nothing of buckets that something makes', () => {
    expect(found({ 'a.sh': 'mc mb --ignore-existing store/artifacts' })).toEqual([])
    expect(found({ 'a.sh': 'mc mb store/$BUCKET' })).toEqual([])
    expect(
      found({ 'values.yaml': 'minio: { replicas: 1, buckets: [{ name: artifacts }] }' }),
    ).toEqual([])
  })

  it('reads a name beside the address, where something makes buckets', () => {
    const plain = minio.replace("STORE: 's3://artifacts/runs'", 'S3_BUCKET: artifacts')
    const making = { 'a.sh': 'mc mb store/others' }
    expect(found(making, plain)).toEqual(['warning wiring/never-created: artifacts'])
    expect(found({}, plain)).toEqual([])
    expect(found({ 'a.sh': 'mc mb store/artifacts' }, plain)).toEqual([])
    expect(found(making, plain.replace('artifacts', '${BUCKET}'))).toEqual([])
    expect(found(making, plain.replace('example.com/ml', 'langgenius/dify-api'))).toEqual([])
    expect(found(making, plain.replace('http://minio', 'https://s3.example.com'))).toEqual([])
  })

  it('says nothing of somebody’s cloud', () => {
    expect(found({}, minio.replace('http://minio:9000', 'https://s3.amazonaws.com'))).toEqual([])
    expect(findings(bucketsNeverMade, { 'a.sh': 'mc cp x store/backups/' })).toEqual([])
  })
})

describe('replicationRefused', () => {
  const patroni = (address: string) =>
    `scope: a\nrestapi: { listen: x }\nbootstrap:\n  pg_hba:\n    - host replication replicator ${address} scram-sha-256\n`
  const cluster =
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking: { podSubnet: 10.20.0.0/16 }\n'
  const found = (address: string, script = 'pg_basebackup -D /b') =>
    findings(replicationRefused, {
      'patroni.yml': patroni(address),
      'kubeadm.yaml': cluster,
      'job.yaml': jobWith(script),
    })

  it('reports a base backup from pods that are not admitted', () => {
    expect(found('10.40.0.0/24')).toEqual([
      'warning backup/replication-refused: host replication replicator 10.40.0.0/24 scram-sha-256',
    ])
  })

  it('says nothing where they are, where it is unknown, or without a base backup', () => {
    expect(found('10.20.3.0/24')).toEqual([])
    expect(found('0.0.0.0/0')).toEqual([])
    expect(found('samenet')).toEqual([])
    expect(found('10.40.0.0/24', 'pg_dumpall > x')).toEqual([])
  })
})

describe('runbookInside', () => {
  const map = (text: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: dr }\ndata:\n  a.md: |\n    ${text}\n`

  it('reports a text that rebuilds the cluster it lies in', () => {
    expect(findings(runbookInside, { 'a.yaml': map('Run `kubeadm init`.') })).toEqual([
      'warning backup/runbook-inside: dr',
    ])
    expect(findings(runbookInside, { 'a.yaml': map('Call the operator.') })).toEqual([])
  })
})

describe('realmsNeverMade', () => {
  const realm = '{ "realm": "company", "clients": [{ "clientId": "shop" }] }'
  const client = (url: string, id: string) => `services:
  sso: { image: 'quay.io/keycloak/keycloak:26.4' }
  shop:
    image: example.com/shop:1
    environment: { ISSUER: '${url}', 'client_id': '${id}' }
`
  const found = (url: string, id = 'shop', more = { 'company-realm.json': realm }) =>
    findings(realmsNeverMade, { 'compose.yaml': client(url, id), ...more })

  it('reports a realm and a client that no realm of the files has', () => {
    expect(found('http://sso:8080/realms/other')).toEqual(['warning wiring/never-created: other'])
    expect(found('http://sso:8080/realms/company', 'mail')).toEqual([
      'warning wiring/never-created: mail',
    ])
  })

  it('says nothing of those that are there, and where no realm is among the files', () => {
    expect(found('http://sso:8080/realms/company/protocol/openid-connect')).toEqual([])
    expect(found('http://sso:8080/realms/master')).toEqual([])
    expect(found('http://sso:8080/realms/${REALM}')).toEqual([])
    expect(
      findings(realmsNeverMade, { 'compose.yaml': client('http://sso/realms/a', 'b') }),
    ).toEqual([])
  })
})
