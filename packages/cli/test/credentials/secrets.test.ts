// Runs `llmflow secrets` on the real disk: what it keeps, what it refuses, and that it never prints a value.

import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { assert, describe, expect, it } from 'vitest'
import { isObject } from '@llmflow/spec'
import { main } from 'llmflow'
import { parseAllDocuments } from 'yaml'
import { memoryDisk, memoryHost } from '../memory-host.js'
import { filesBelow, placeWith, valuesIn, type Place } from './real-host.js'

type Missing = { readonly secret: string; readonly key: string }

async function missingIn(place: Place): Promise<readonly Missing[]> {
  const { printed } = await place.run(['secrets', 'init', 'acme', '--dry-run', '--json'])
  const report: unknown = JSON.parse(printed)
  assert(isObject(report) && isObject(report['result']))
  const { missing } = report['result']
  assert(Array.isArray(missing))
  return missing.map((one: unknown) => {
    assert(isObject(one) && typeof one['secret'] === 'string' && typeof one['key'] === 'string')
    return { secret: one['secret'], key: one['key'] }
  })
}

const samples: readonly (readonly [RegExp, string])[] = [
  [/dockerconfigjson$/, '{"auths":{"harbor.example.com":{"auth":"dXNlcjpzb21ldGhpbmdsb25n"}}}\n'],
  [/cloud$/, '[default]\naws_access_key_id=AKIA123\naws_secret_access_key=fk$mv9s"v\'0sl-Kd\n'],
  [/\.(crt|key)$/, '-----BEGIN THING-----\nMIIBszCCAVmgAwIBAgIUfY0\n-----END THING-----\n'],
  [/user$/, 'administrator\n'],
  [/./, 'Kx9$m-quoted"and\'odd\n'],
]

/** Makes what can be made and gives the rest, but for the authority, which `llmflow certs` makes. */
async function fill(place: Place): Promise<void> {
  mkdirSync(join(place.path, 'given'))
  const missing = (await missingIn(place)).filter(({ secret }) => secret !== 'llmflow-ca')
  const options = missing.flatMap(({ secret, key }) => {
    const file = `given/${secret}-${key}`
    const [, sample = ''] = samples.find(([pattern]) => pattern.test(key)) ?? []
    const content = key.endsWith('.jks') ? Buffer.from([0xfe, 0xed, 0xff, 0, 1, 2, 3]) : sample
    writeFileSync(join(place.path, file), content)
    return ['--set-file', `${secret}/${key}=${file}`]
  })
  expect(await place.run(['secrets', 'init', 'acme', ...options])).toMatchObject({ code: 0 })
}

/** A user's name is no secret, and findings may show it. */
const secretValues = (place: Place): readonly string[] =>
  valuesIn(place).filter((value) => value !== 'administrator')

function expectSilence(place: Place): void {
  const printed = place.printed()
  expect(secretValues(place).filter((value) => printed.includes(value))).toEqual([])
  expect(place.printed()).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
}

describe('secrets init', { timeout: 120_000 }, () => {
  it('makes a value for each key, once, and says what only people know', async () => {
    const place = placeWith('one-host')
    const { code, printed } = await place.run(['secrets', 'init', 'acme'])
    expect(code).toBe(0)
    expect(printed).toContain('+ redis/password\n')
    expect(printed).toMatch(
      /Only you know these:\n.*\nbackup-object-store\/secret-key +its password/,
    )
    const first = valuesIn(place)
    expect(first.length).toBeGreaterThan(10)
    expect(new Set(first).size).toBe(first.length)
    await place.run(['secrets', 'init', 'acme'])
    await place.run(['render', 'acme', '--out', 'tree'])
    expect(valuesIn(place)).toEqual(first)
    expectSilence(place)
    const rendered = [...filesBelow(join(place.path, 'tree')).values()].join('\n')
    expect(rendered.length).toBeGreaterThan(100_000)
    expect(first.filter((value) => rendered.includes(value))).toEqual([])
  })

  it('writes nothing for a trial, and nothing when what is given is wrong', async () => {
    const place = placeWith('one-host')
    const wrong = [
      ['--dry-run'],
      ['--set-file', 'redis/passwort=given'],
      ['--set-file', 'redis/password=nowhere'],
      ['--set', 'redis/password=Kx9m-value-on-the-line'],
      ['--set', 'redis/password=-', '--set', 'minio/root-password=-'],
      ['--age-recipient', 'age1nobody'],
      ['--passphrase'],
      ['--age-identity', 'nowhere'],
    ]
    const codes = []
    for (const options of wrong)
      codes.push((await place.run(['secrets', 'init', 'acme', ...options])).code)
    expect(codes).toEqual([0, 1, 1, 2, 2, 1, 2, 1])
    expect(() => valuesIn(place)).toThrow('ENOENT')
    expect(place.printed()).not.toContain('Kx9m')
  })

  it('takes a value from standard input, as long as it is no part of the command line', async () => {
    const place = placeWith('one-host')
    const set = ['secrets', 'init', 'acme', '--set', 'backup-object-store/secret-key=-']
    await place.run(set, { input: 'from a pipe 4711\n' })
    expect(valuesIn(place)).toContain('from a pipe 4711')
    expectSilence(place)
  })

  it('says why where it cannot write', async () => {
    const place = placeWith('one-host')
    writeFileSync(join(place.path, 'acme/.llmflow'), 'a file in its place')
    const { code, printed } = await place.run(['secrets', 'init', 'acme'])
    expect(code).toBe(1)
    expect(printed).toMatch(/error: .*acme\/\.llmflow.*(EEXIST|ENOTDIR)/)
    expectNoTrace(printed)
  })
})

const expectNoTrace = (printed: string): void => {
  expect(printed).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
}

describe('secrets check', { timeout: 120_000 }, () => {
  it('is content with what init makes once the rest is given', async () => {
    const place = placeWith('one-host')
    const before = await place.run(['secrets', 'check', 'acme'])
    expect(before.code).toBe(1)
    expect(before.printed).toContain('redis/password has no value yet')
    await fill(place)
    rmSync(join(place.path, 'given'), { recursive: true })
    const { code, printed } = await place.run(['secrets', 'check', 'acme'])
    expect(printed).toMatch(/acme\/\.llmflow: \d+ values, each strong, and none in \d+ files/)
    expect(code).toBe(0)
  })

  it('finds a value in the platform and in a rendered tree, and does not repeat it', async () => {
    const place = placeWith('one-host')
    await fill(place)
    await place.run(['render', 'acme', '--out', 'tree'])
    const value = secretValues(place).find((one) => /^[A-Za-z0-9]{32}$/.test(one)) ?? ''
    writeFileSync(join(place.path, 'acme/notes.md'), `line\nthe password is ${value}.\n`)
    const encoded = Buffer.from(value).toString('base64')
    writeFileSync(join(place.path, 'tree/kubernetes/leak.yaml'), `data:\n  password: ${encoded}\n`)
    const { code, printed } = await place.run(['secrets', 'check', 'acme', 'tree'])
    expect(code).toBe(1)
    expect(printed).toContain('acme/notes.md:2:17')
    expect(printed).toContain('tree/kubernetes/leak.yaml:2:13')
    expect(printed).not.toContain(encoded)
    expectSilence(place)
  })

  it('finds what is weak, old, left over and open to others', async () => {
    const place = placeWith('one-host')
    await fill(place)
    writeFileSync(join(place.path, 'given/weak'), 'Changeme1!\n')
    await place.run(['secrets', 'init', 'acme', '--set-file', 'minio/root-password=given/weak'])
    const file = join(place.path, 'acme/.llmflow/credentials.json')
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text
        .replace(
          '"redis": {',
          '"mysql": { "password": { "value": "left-over-from-mysql", "made": "2026-01-01T00:00:00Z" } },\n"redis": {',
        )
        .replaceAll(/"made": "2026-01-05T09:00:00.000Z"/g, '"made": "2024-01-05T09:00:00.000Z"'),
    )
    const { printed } = await place.run(['secrets', 'check', 'acme'])
    expect(printed).toContain('minio/root-password does not have the form [A-Za-z0-9]{40}')
    expect(printed).toContain('redis/password is 731 days old; the limit is 365')
    expect(printed).toContain('nothing of the plan reads mysql/password')
    expect(printed).not.toContain('llmflow/master-key is 731 days old')
    chmodSync(file, 0o644)
    const open = await place.run(['secrets', 'check', 'acme'])
    expect(open).toMatchObject({ code: 1 })
    expect(open.printed).toContain('chmod go-rwx acme/.llmflow/credentials.json')
    expectSilence(place)
  })

  it.each([
    ['{"apiVersion": "llmflow.io/v1", "kin', 'not JSON'],
    ['{"kind": "Credentials", "apiVersion": "llmflow.io/v7", "secrets": {}}', 'another version'],
  ])('says why %s cannot be read', async (text, reason) => {
    const place = placeWith('one-host')
    await place.run(['secrets', 'init', 'acme'])
    writeFileSync(join(place.path, 'acme/.llmflow/credentials.json'), text)
    for (const argv of [
      ['check', 'acme'],
      ['init', 'acme'],
      ['rotate', 'acme', '--all'],
      ['write', 'acme', '--out', 'out'],
    ]) {
      const { code, printed } = await place.run(['secrets', ...argv])
      expect(code).toBe(1)
      expect(printed).toContain(reason)
      expectNoTrace(printed)
    }
  })
})

describe('secrets rotate', { timeout: 120_000 }, () => {
  it('replaces, takes back and forgets, and says who restarts in which order', async () => {
    const place = placeWith('guide-production')
    await place.run(['secrets', 'init', 'acme'])
    const stored = () => readFileSync(join(place.path, 'acme/.llmflow/credentials.json'), 'utf8')
    const before = stored()
    const rotated = await place.run(['secrets', 'rotate', 'acme', 'dify-database'])
    expect(rotated.code).toBe(0)
    const steps = [...rotated.printed.matchAll(/^ *\d+\. (.*)$/gm)].map(([, step]) => step)
    expect(steps).toEqual([
      'put the new values in place',
      'run the job postgresql-databases again, which hands the new values on',
      'restart pgbouncer',
      'run the job dify-migrate again, which hands the new values on',
      'restart dify-api',
      'restart dify-worker',
    ])
    expect(stored()).not.toBe(before)
    expectSilence(place)
    await place.run(['secrets', 'rotate', 'acme', 'dify-database', '--undo'])
    await place.run(['secrets', 'rotate', 'acme', '--all', '--forget'])
    const valuesOf = (text: string) =>
      [...text.matchAll(/"value": "(.*)"/g)].map(([, value]) => value)
    expect(valuesOf(stored())).toEqual(valuesOf(before))
    expectSilence(place)
  })

  it('tells what has to be changed inside a server, and on machines', async () => {
    const place = placeWith('guide-production')
    await place.run(['secrets', 'init', 'acme'])
    const { printed } = await place.run([
      'secrets',
      'rotate',
      'acme',
      'postgresql/superuser-password',
    ])
    expect(printed).toMatch(
      /change postgresql\/superuser-password inside .*ALTER ROLE postgres PASSWORD/,
    )
    expect(printed).toContain('--target hosts --out FOLDER')
    expect(printed).toMatch(
      / restart postgresql, one after the other, each when the one before answers again\n +ssh postgresql-01 systemctl restart llmflow-postgresql\.service\n +ssh postgresql-02 /,
    )
    expect(printed).toMatch(/ansible-playbook .* --tags secrets\n/)
  })

  it('refuses what protects data, and changes nothing then', async () => {
    const place = placeWith('guide-production')
    await place.run(['secrets', 'init', 'acme'])
    const before = valuesIn(place)
    const refused = await place.run(['secrets', 'rotate', 'acme', 'langfuse'])
    expect(refused.code).toBe(1)
    expect(refused.printed).toContain(
      'langfuse/salt is not rotated: what it protects would be lost',
    )
    expect(valuesIn(place)).toEqual(before)
    const all = await place.run(['secrets', 'rotate', 'acme', '--all'])
    expect(all).toMatchObject({ code: 0 })
    const after = valuesIn(place)
    expect(after.length).toBeGreaterThan(before.length)
    expect(all.printed).not.toContain('~ langfuse/salt')
    const forced = await place.run(['secrets', 'rotate', 'acme', 'langfuse/salt', '--force'])
    expect(forced).toMatchObject({ code: 0 })
  })

  it('wants to know what, and for which age', async () => {
    const place = placeWith('one-host')
    for (const options of [
      [],
      ['redis', '--all'],
      ['--older-than', 'old'],
      ['redis', '--undo', '--forget'],
    ])
      expect(await place.run(['secrets', 'rotate', 'acme', ...options])).toMatchObject({ code: 2 })
    const unknown = await place.run(['secrets', 'rotate', 'acme', 'redis/passwort'])
    expect(unknown).toMatchObject({ code: 1 })
    expect(unknown.printed).toContain('did you mean redis/password')
  })
})

describe('secrets write', { timeout: 120_000 }, () => {
  it('refuses as long as something is missing', async () => {
    const place = placeWith('one-host')
    const { code, printed } = await place.run(['secrets', 'write', 'acme', '--out', 'out'])
    expect(code).toBe(1)
    expect(printed).toContain('redis/password has no value yet')
    expect(() => filesBelow(join(place.path, 'out'))).toThrow('ENOENT')
  })

  it('gives a cluster every Secret that its plan lists', async () => {
    const place = placeWith('in-cluster')
    await fill(place)
    const authority = ['tls.crt', 'tls.key'].flatMap((key) => [
      '--set-file',
      `llmflow-ca/${key}=given/etcd-client-tls.key`,
    ])
    await place.run(['secrets', 'init', 'acme', ...authority])
    expect(await place.run(['secrets', 'write', 'acme', '--out', 'out'])).toMatchObject({ code: 0 })
    const file = join(place.path, 'out/secrets.yaml')
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
    const documents = parseAllDocuments(readFileSync(file, 'utf8'))
    const names = new Set(documents.map((document) => document.getIn(['metadata', 'name'])))
    await place.run(['render', 'acme', '--out', 'tree'])
    const list: unknown = JSON.parse(
      readFileSync(join(place.path, 'tree/secrets.required.json'), 'utf8'),
    )
    assert(isObject(list) && Array.isArray(list['secrets']))
    for (const one of list['secrets']) {
      assert(isObject(one))
      expect(names).toContain(one['name'])
    }
    expectSilence(place)
  })

  it('gives a compose project what its own script would make', { timeout: 120_000 }, async () => {
    const place = placeWith('guide-production')
    await fill(place)
    const argv = ['acme', '--target', 'compose', '--out', 'project']
    expect(await place.run(['render', ...argv])).toMatchObject({ code: 0 })
    expect(await place.run(['secrets', 'write', ...argv])).toMatchObject({ code: 0 })
    const project = join(place.path, 'project/compose')
    const modeOf = (name: string) => (statSync(join(project, name)).mode & 0o777).toString(8)
    expect([modeOf('.env'), modeOf('secrets'), modeOf('secrets/company-ca')]).toEqual([
      '600',
      '700',
      '755',
    ])
    cpSync(project, join(place.path, 'prepared'), { recursive: true })
    const prepared = spawnSync('sh', ['prepare.sh'], {
      cwd: join(place.path, 'prepared'),
      encoding: 'utf8',
    })
    expect(prepared).toMatchObject({ status: 0 })
    const written = filesBelow(project)
    const after = filesBelow(join(place.path, 'prepared'))
    const kept = [...after].filter(([name]) => written.has(name))
    expect(new Map(kept)).toEqual(written)
    expect(await place.run(['secrets', 'write', ...argv])).toMatchObject({ code: 0 })
    const checked = await place.run(['secrets', 'check', 'acme', 'project'])
    expect(checked.printed).not.toContain('holds the value')
    expectSilence(place)
  })

  it('leaves the values of a project that it did not make', async () => {
    const place = placeWith('laptop')
    await fill(place)
    const argv = ['acme', '--target', 'compose', '--out', 'project']
    await place.run(['render', ...argv])
    const env = join(place.path, 'project/compose/.env')
    writeFileSync(env, 'LLMFLOW_ADMIN_PASSWORD=somebody-else-made-this\n')
    const refused = await place.run(['secrets', 'write', ...argv])
    expect(refused.code).toBe(1)
    expect(readFileSync(env, 'utf8')).toBe('LLMFLOW_ADMIN_PASSWORD=somebody-else-made-this\n')
    expect(await place.run(['secrets', 'write', ...argv, '--force'])).toMatchObject({ code: 0 })
  })
})

/** The key of age's own test vectors: everybody has it, and it opens nothing else. */
const identity = 'AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6'
const recipient = 'age1w3tyke4gev25vaxxsvcgqu4484rf6ejpmavs57p6yz6lhy2sfs5swrvwyn'

it('keeps values for the holder of a key', { timeout: 60_000 }, async () => {
  const place = placeWith('laptop')
  writeFileSync(join(place.path, 'key.txt'), `# mine\n${identity}\n`)
  await place.run(['secrets', 'init', 'acme'])
  const values = valuesIn(place)
  await place.run(['secrets', 'init', 'acme', '--age-recipient', recipient])
  expect(() => valuesIn(place)).toThrow('ENOENT')
  const closed = await place.run(['secrets', 'check', 'acme'])
  expect(closed.code).toBe(1)
  expect(closed.printed).toContain('it is encrypted, and no key was given')
  writeFileSync(join(place.path, 'wrong.txt'), `${identity.slice(0, -1)}7\n`)
  const wrong = await place.run(['secrets', 'check', 'acme', '--age-identity', 'wrong.txt'])
  expect(wrong.code).toBe(1)
  expect(wrong.printed).toContain('the key or passphrase does not open it')
  const opened = ['--age-identity', 'key.txt']
  expect(await place.run(['secrets', 'check', 'acme', ...opened])).toMatchObject({ code: 0 })
  await place.run(['secrets', 'write', 'acme', '--target', 'compose', '--out', 'out', ...opened])
  const env = readFileSync(join(place.path, 'out/compose/.env'), 'utf8')
  for (const value of values) expect(env).toContain(value)
  for (const value of values) expect(place.printed()).not.toContain(value)
})

it('keeps values for who knows a passphrase', { timeout: 60_000 }, async () => {
  const place = placeWith('laptop')
  writeFileSync(join(place.path, 'right'), 'correct horse battery\n')
  const by = (file: string) => ({ environment: { LLMFLOW_PASSPHRASE_FILE: file } })
  const init = ['secrets', 'init', 'acme', '--passphrase']
  expect(await place.run(init, by('right'))).toMatchObject({ code: 0 })
  expect(await place.run(['secrets', 'check', 'acme'], by('right'))).toMatchObject({ code: 0 })
  expect(place.printed()).not.toContain('horse')
})

it(
  'asks for a new passphrase twice, because nobody sees what is typed',
  { timeout: 60_000 },
  async () => {
    const answers = ['correct horse', 'correct hoarse']
    const asked: string[] = []
    const host = memoryHost(
      memoryDisk({ '/home/llmflow.yaml': 'apiVersion: llmflow.io/v1\nkind: Platform\n' + laptop }),
      {
        askSecretly: (question) => {
          asked.push(question)
          return Promise.resolve(answers.shift())
        },
      },
    )
    expect(await main(['secrets', 'init', '--passphrase'], host)).toBe(2)
    expect(asked).toEqual(['New passphrase of the values: ', 'The same again: '])
    expect(host.error()).toContain('the two passphrases differ')
    expect(await host.disk.kindOf('/home/.llmflow')).toBeUndefined()
  },
)

const laptop = `metadata: {name: laptop}
release: "2025.01"
domain: llm.example.com
demand: {users: 2}
objectives: {availability: 90%, recoveryPoint: 24h}
components:
  llmflow: {topology: embedded}
`
