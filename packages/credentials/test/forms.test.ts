// Tests what a target is given: names, types and modes, what is missing, and what is never replaced.

import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { days, type Plan } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { nodePrivateDisk, placeValues, type Credentials, type Output } from '@llmflow/credentials'
import { parseAllDocuments } from 'yaml'
import { fillEnv, writtenIn } from '../src/forms/env.js'
import { hostsForm } from '../src/forms/hosts.js'
import { kubernetesForm } from '../src/forms/kubernetes.js'
import { made, run, temporary } from './folder.js'
import { gateway } from './small-plan.js'
import { workload } from './workload.js'

const rule = { format: 'alphanumeric', length: 16, purpose: '' } as const
const given = { format: 'given', length: 0, purpose: '' } as const

const secret = (
  keys: Plan['secrets'][string]['keys'],
  namespaces: readonly string[],
  readers: readonly (readonly [workload: string, namespace: string])[] = [],
): Plan['secrets'][string] => ({
  keys,
  namespaces,
  consumers: readers.map(([workload, namespace]) => ({ workload, namespace, key: '*' })),
  purpose: '',
})

const plan = {
  workloads: { api: workload('api'), store: workload('store', { runsOn: 'hosts' }) },
  certificates: {},
  registry: null,
  secrets: {
    redis: secret(
      { password: rule },
      ['apps', 'data'],
      [
        ['api', 'apps'],
        ['store', 'data'],
      ],
    ),
    pull: secret({ '.dockerconfigjson': given }, ['apps']),
    'llmflow-ca': secret({ 'tls.crt': given, 'tls.key': given }, ['cert-manager']),
    trust: secret({ 'store.jks': given }, ['apps'], [['api', 'apps']]),
  },
} satisfies Pick<Plan, 'workloads' | 'secrets' | 'certificates' | 'registry'>

const plain = (contents: unknown): unknown => {
  const value: unknown = JSON.parse(JSON.stringify(contents))
  return value
}

const jks = Buffer.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2])
const credentials: Credentials = {
  redis: { password: { value: 'cbQ0uZ7JcTtqVb7G', made } },
  pull: { '.dockerconfigjson': { value: '{"auths":{}}', made } },
  'llmflow-ca': { 'tls.crt': { value: 'certificate', made }, 'tls.key': { value: 'key', made } },
  trust: { 'store.jks': { value: jks.toString('base64'), encoding: 'base64', made } },
}

describe('Secrets of a cluster', () => {
  const form = kubernetesForm(plan, credentials)
  const objects = parseAllDocuments(Buffer.from(form.files[0]?.bytes ?? '').toString()).map(
    ({ contents }) => plain(contents),
  )

  it('stand in the namespaces of those who read them, with the types that readers ask for', () => {
    expect(form.missing).toEqual([])
    expect(objects).toMatchObject([
      { type: 'Opaque', metadata: { name: 'redis', namespace: 'apps' } },
      { type: 'kubernetes.io/dockerconfigjson', metadata: { name: 'pull' } },
      { type: 'kubernetes.io/tls', metadata: { name: 'llmflow-ca', namespace: 'cert-manager' } },
      { type: 'Opaque', metadata: { name: 'trust' } },
    ])
  })

  it('hold text as it is, and bytes in base64', () => {
    expect(objects[0]).toMatchObject({ stringData: { password: 'cbQ0uZ7JcTtqVb7G' } })
    expect(objects[3]).toMatchObject({ data: { 'store.jks': jks.toString('base64') } })
  })

  it('are incomplete without a value', () => {
    const { redis: _, ...rest } = credentials
    expect(kubernetesForm(plan, rest).missing).toEqual([{ secret: 'redis', key: 'password' }])
  })

  it('do without the authority that the company keeps', () => {
    const { 'llmflow-ca': _, ...rest } = credentials
    expect(kubernetesForm(plan, rest).missing).toHaveLength(2)
    const asked = { ...rest, 'gateway-tls': { 'request.key': { value: 'a key', made } } }
    const signed = { ...plan, certificates: { 'gateway-tls': gateway } }
    expect(kubernetesForm(signed, asked).missing).toEqual([])
  })
})

it('machines get what their programs read, and nothing else', () => {
  const { files, missing } = hostsForm(plan, credentials)
  expect(missing).toEqual([])
  expect(files.map(({ path, mode }) => [path, mode])).toEqual([
    ['hosts/secrets/redis/password', 0o600],
  ])
})

it('machines get the key to the registry, and certificates under their own names', () => {
  const certificates = {
    'store-tls': {
      namespace: 'data',
      subject: 'store',
      names: [],
      isInCluster: false,
      machines: { 'db-01': ['store'] },
      issuer: 'llmflow-ca',
      secret: 'store-tls',
      consumers: ['store'],
      lifetime: days(90),
      renewBefore: days(30),
    },
  }
  const registry = { host: 'registry.example.com', pullSecret: 'pull' }
  const { files, missing } = hostsForm({ ...plan, certificates, registry }, credentials)
  expect(files.map(({ path }) => path)).toEqual([
    'hosts/secrets/redis/password',
    'hosts/secrets/pull/.dockerconfigjson',
  ])
  expect(missing.map(({ key }) => key)).toEqual(['db-01/tls.crt', 'db-01/tls.key', 'db-01/ca.crt'])
})

describe('an env file', () => {
  const before = '# password\nREDIS_PASSWORD=\n\n# BIND=127.0.0.1\nMINE=kept'

  it('keeps what a person wrote, and has each variable once', () => {
    const filled = fillEnv(before, [
      { name: 'REDIS_PASSWORD', value: 'abc' },
      { name: 'NEW', value: 'x' },
    ])
    expect(filled).toBe('# password\nREDIS_PASSWORD=abc\n\n# BIND=127.0.0.1\nMINE=kept\nNEW=x\n')
    expect(fillEnv(filled, [{ name: 'NEW', value: 'x' }])).toBe(filled)
    expect(writtenIn(filled).get('MINE')).toBe('kept')
  })

  it.each([
    ['abc=', 'A=abc='],
    ['va$lue', "A='va$lue'"],
    ["it's", `A="it's"`],
    ['two\nlines"$', String.raw`A="two\nlines\"\$"`],
  ])('quotes %j', (value, line) => {
    expect(fillEnv('A=', [{ name: 'A', value }])).toBe(`${line}\n`)
  })
})

describe('placing', () => {
  const output = (path: string): Output => ({ disk: nodePrivateDisk, run, path, shown: 'out' })
  const place = (path: string, values = credentials, isForced = false) =>
    placeValues(output(path), hostsForm(plan, values), isForced)
  const file = (path: string) => join(path, 'hosts/secrets/redis/password')

  it('closes every folder with values, and tells git', async () => {
    const path = temporary()
    expect(await place(path)).toEqual({ value: ['hosts/secrets/redis/password'] })
    expect(readFileSync(file(path), 'utf8')).toBe('cbQ0uZ7JcTtqVb7G')
    const modes = ['hosts/secrets', 'hosts/secrets/redis', 'hosts/secrets/redis/password']
    expect(modes.map((one) => (statSync(join(path, one)).mode & 0o777).toString(8))).toEqual([
      '700',
      '700',
      '600',
    ])
    expect(readFileSync(join(path, 'hosts/.gitignore'), 'utf8')).toContain('\n/secrets/\n')
  })

  it('replaces its own value of before, and no other', async () => {
    const path = temporary()
    await place(path)
    const next: Credentials = {
      ...credentials,
      redis: {
        password: { value: 'next value', made, previous: { value: 'cbQ0uZ7JcTtqVb7G', made } },
      },
    }
    expect(await place(path, next)).toHaveProperty('value')
    expect(readFileSync(file(path), 'utf8')).toBe('next value')
    writeFileSync(file(path), 'from elsewhere')
    const refused = await place(path, next)
    assert('findings' in refused)
    expect(refused.findings).toMatchObject([{ code: 'render/foreign-file' }])
    expect(readFileSync(file(path), 'utf8')).toBe('from elsewhere')
    expect(await place(path, next, true)).toHaveProperty('value')
  })

  it('writes nothing that git has taken up', async () => {
    const path = temporary()
    await run('git', ['-C', path, 'init', '--quiet'])
    await place(path)
    await run('git', ['-C', path, 'add', '--force', 'hosts/secrets'])
    const refused = await place(path)
    assert('findings' in refused)
    expect(refused.findings).toMatchObject([
      { code: 'security/output-tracked', params: { file: 'out/hosts/secrets/redis/password' } },
    ])
    expect(readdirSync(path).toSorted()).toEqual(['.git', 'hosts'])
  })
})
