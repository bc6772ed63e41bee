// The examples as compose projects: valid, without findings, and prepared by their own script.

import { execFileSync, spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { afterEach, assert, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isObject } from '@llmflow/spec'
import { main } from 'llmflow'
import { memoryDisk, memoryHost, type MemoryDisk } from './memory-host.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const examples = ['guide-production', 'in-cluster', 'one-host', 'laptop']

function diskWith(example: string): MemoryDisk {
  const folder = join(root, 'examples', example)
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return memoryDisk(
    Object.fromEntries(
      names.map((name) => [`/home/p${name.slice(folder.length)}`, readFileSync(name, 'utf8')]),
    ),
  )
}

async function render(disk: MemoryDisk, target: string): Promise<string> {
  const host = memoryHost(disk)
  const code = await main(['render', 'p', '--target', target, '--out', 'out'], host)
  expect(host.out() + host.error()).not.toMatch(/\berror:/)
  expect(code).toBe(0)
  return host.error() + host.out()
}

/** The files of the tree by their path in it. */
const treeOf = (disk: MemoryDisk): ReadonlyMap<string, string> =>
  new Map(
    [...disk.files()]
      .filter(([path]) => path.startsWith('/home/out/'))
      .map(([path, text]) => [path.slice('/home/out/'.length), text]),
  )

const schemaPath = join(root, 'packages/render/test/schemas/compose-spec.json')
const schema: unknown = JSON.parse(readFileSync(schemaPath, 'utf8'))
assert(isObject(schema))
const validate = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true }).compile(schema)

describe.each(examples)('%s', { timeout: 60_000 }, (example) => {
  it('meets the schema of the Compose Specification', async () => {
    const disk = diskWith(example)
    await render(disk, 'compose')
    const composition: unknown = parse(treeOf(disk).get('compose/compose.yaml') ?? '')
    const isValid = validate(composition)
    expect([isValid, validate.errors ?? []]).toEqual([true, []])
  })

  it('is not found fault with by the audit', async () => {
    expect(await render(diskWith(example), 'compose')).not.toMatch(/^(warning|error)/m)
  })
})

it('leaves the tree of another target in the same folder alone', async () => {
  const disk = diskWith('laptop')
  await render(disk, 'kubernetes')
  const before = [...treeOf(disk).keys()]
  await render(disk, 'compose')
  const both = [...treeOf(disk).keys()].toSorted()
  expect(both).toEqual(expect.arrayContaining(before))
  await render(disk, 'kubernetes')
  expect([...treeOf(disk).keys()].toSorted()).toEqual(both)
})

const hasTools = ['sh', 'openssl'].every((tool) => spawnSync(tool, ['version']).error === undefined)

/** RSA keys take seconds on a busy machine. */
const timeout = 120_000

describe.runIf(hasTools)('prepare.sh', { timeout }, () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llmflow-compose-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function unpack(example: string): Promise<string> {
    const disk = diskWith(example)
    await render(disk, 'compose')
    for (const [path, text] of treeOf(disk)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return join(folder, 'compose')
  }

  const prepare = (project: string) =>
    spawnSync('sh', [join(project, 'prepare.sh')], { encoding: 'utf8' })

  const valuesIn = (project: string): ReadonlyMap<string, string> =>
    new Map(
      [...readFileSync(join(project, '.env'), 'utf8').matchAll(/^(\w+)=(.*)$/gm)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    )

  /** Gives what the script asked for. */
  function give(project: string, asked: string): void {
    const text = readFileSync(join(project, '.env'), 'utf8')
    const names = [...asked.matchAll(/^missing: (\w+) in \.env/gm)].map(([, name = '']) => name)
    const given = names.reduce((now, name) => now.replace(`${name}=\n`, `${name}=given\n`), text)
    writeFileSync(join(project, '.env'), given)
    for (const [, path = ''] of asked.matchAll(/^missing: the file ([\w./-]+):/gm)) {
      writeFileSync(join(project, path), 'given')
    }
  }

  it.each(examples)(
    'makes for %s what can be made, once, and asks for the rest',
    async (example) => {
      const project = await unpack(example)
      const first = prepare(project)
      expect(first.status).toBe(first.stderr === '' ? 0 : 1)
      give(project, first.stderr)
      expect(prepare(project)).toMatchObject({ status: 0, stderr: '' })
      const values = valuesIn(project)
      expect([...values].filter(([, value]) => value === '')).toEqual([])
      expect(statSync(join(project, '.env')).mode & 0o77).toBe(0)
      expect(prepare(project).status).toBe(0)
      expect(valuesIn(project)).toEqual(values)
    },
  )

  it('makes strong values in the form that each is read in', async () => {
    const project = await unpack('one-host')
    prepare(project)
    const values = valuesIn(project)
    expect(values.get('REDIS_PASSWORD')).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(values.get('LLMFLOW_MASTER_KEY')).toMatch(/^[0-9a-f]{64}$/)
    const made = [...values.values()].filter((value) => value !== '')
    expect(new Set(made).size).toBe(made.length)
  })

  it('needs openssl for certificates alone', async () => {
    const project = await unpack('guide-production')
    const programs = join(folder, 'programs')
    mkdirSync(programs)
    writeFileSync(join(programs, 'openssl'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    const env = { PATH: `${programs}:/usr/bin:/bin` }
    expect(spawnSync('sh', [join(project, 'prepare.sh')], { env }).status).toBe(1)
    expect(valuesIn(project).get('DIFY_SECRET_KEY')).toMatch(/^[A-Za-z0-9+/]{56}$/)
  })

  it('asks for what only people know', async () => {
    const { stderr } = prepare(await unpack('guide-production'))
    expect(stderr).toContain('missing: KEYCLOAK_LDAP_BIND_PASSWORD in .env: password of the bind')
  })

  it('makes a certificate for the names that lead to it, from an authority of its own', async () => {
    const project = await unpack('guide-production')
    prepare(project)
    const certificate = join(project, 'secrets/apisix-tls/tls.crt')
    const ca = join(project, 'secrets/apisix-tls/ca.crt')
    expect(
      execFileSync('openssl', ['verify', '-CAfile', ca, certificate], { encoding: 'utf8' }),
    ).toContain('OK')
    const shown = execFileSync('openssl', ['x509', '-in', certificate, '-noout', '-text'], {
      encoding: 'utf8',
    })
    expect(shown).toMatch(/DNS:api\.llmflow\.company\.internal.*DNS:apisix(?:,|\s)/s)
    // Containers read it as users of their own; the key of the authority is for nobody else.
    expect(statSync(join(project, 'secrets/apisix-tls/tls.key')).mode & 0o777).toBe(0o644)
    expect(statSync(join(project, 'secrets')).mode & 0o77).toBe(0)
  })

  it('is fit for any shell', async () => {
    const found = spawnSync('shellcheck', ['--version']).error === undefined
    if (!found) return
    const project = await unpack('guide-production')
    const { stdout, status } = spawnSync('shellcheck', [join(project, 'prepare.sh')], {
      encoding: 'utf8',
    })
    assert(status === 0, stdout)
  })
})
