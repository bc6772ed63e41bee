// Tests that the folder of values keeps what it was given, and refuses what would show or lose it.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { assert, describe, expect, it } from 'vitest'
import {
  changeStore,
  historyFindings,
  openStore,
  PrivateDiskError,
  withValue,
  type Sealing,
  type StoreFolder,
} from '@llmflow/credentials'
import { folderAt, made, run, temporary } from './folder.js'

const name = { secret: 'redis', key: 'password' }
const value = 'cbQ0uZ7JcTtqVb7G'

const put = (folder: StoreFolder, text = value, sealing?: Sealing) =>
  changeStore(
    folder,
    (before) => ({
      value: { credentials: withValue(before, name, { value: text, made }), made: undefined },
    }),
    sealing,
  )

const kept = async (folder: StoreFolder): Promise<string | undefined> => {
  const opened = await openStore(folder)
  assert('value' in opened, JSON.stringify(opened))
  return opened.value.credentials['redis']?.['password']?.value
}

const codesOf = async (result: Promise<object>): Promise<readonly unknown[]> => {
  const answer = await result
  assert('findings' in answer && Array.isArray(answer.findings), 'it is refused')
  return answer.findings.map(({ code, params }: { code: string; params: object }) => [code, params])
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('a folder of values', () => {
  it('is empty before the first value, and keeps the others', async () => {
    const folder = folderAt(temporary())
    expect(await openStore(folder)).toEqual({ value: { credentials: {} } })
    await put(folder)
    await changeStore(folder, (before) => ({
      value: {
        credentials: withValue(before, { secret: 'minio', key: 'user' }, { value: 'u', made }),
        made: undefined,
      },
    }))
    expect(await kept(folder)).toBe(value)
  })

  it('belongs to its owner alone, whatever the mask and the folder were', async () => {
    const platform = temporary()
    mkdirSync(join(platform, '.llmflow'), { mode: 0o755 })
    const folder = folderAt(platform)
    await put(folder)
    expect(modeOf(folder.path)).toBe('700')
    expect(modeOf(join(folder.path, 'credentials.json'))).toBe('600')
    expect(readFileSync(join(folder.path, '.gitignore'), 'utf8')).toContain('*\n')
    expect(readdirSync(folder.path).toSorted()).toEqual(['.gitignore', 'credentials.json'])
  })

  it('writes nothing when nothing changes', async () => {
    const folder = folderAt(temporary())
    await put(folder)
    const file = join(folder.path, 'credentials.json')
    const before = statSync(file).ino
    await changeStore(folder, (credentials) => ({ value: { credentials, made: undefined } }))
    expect(statSync(file).ino).toBe(before)
    await put(folder, 'another value')
    expect(statSync(file).ino).not.toBe(before)
  })

  it.each([
    ['.', 0o750],
    ['credentials.json', 0o640],
  ])('refuses when others may read %s', async (entry, mode) => {
    const folder = folderAt(temporary())
    await put(folder)
    chmodSync(join(folder.path, entry), mode)
    const file = join('.llmflow', entry)
    const params = { file, mode: `0${mode.toString(8)}` }
    expect(await codesOf(openStore(folder))).toEqual([['security/store-exposed', params]])
    expect(await codesOf(put(folder, 'other'))).toEqual([['security/store-exposed', params]])
  })

  it.each([
    ['{"apiVersion": "llmflow.io/v1", "kind": "Cred', 'not-json'],
    ['{"kind": "Tree"}', 'not-credentials'],
    ['{"kind": "Credentials", "apiVersion": "llmflow.io/v2", "secrets": {}}', 'other-version'],
  ])('never writes over %s', async (text, fault) => {
    const folder = folderAt(temporary())
    await put(folder)
    const path = join(folder.path, 'credentials.json')
    writeFileSync(path, text)
    const file = join('.llmflow', 'credentials.json')
    const refused = [['security/store-unreadable', { file, fault }]]
    expect(await codesOf(openStore(folder))).toEqual(refused)
    expect(await codesOf(put(folder, 'other'))).toEqual(refused)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('takes over the lock of a process that is gone, and sweeps what it left', async () => {
    const folder = folderAt(temporary())
    await put(folder)
    const { hostname } = await import('node:os')
    const gone = JSON.stringify({ process: 2 ** 22 + 1, machine: hostname() })
    writeFileSync(join(folder.path, '.lock'), gone)
    writeFileSync(join(folder.path, '.credentials.json.0123.new'), 'half')
    await put(folder, 'another value')
    expect(await kept(folder)).toBe('another value')
    expect(readdirSync(folder.path).toSorted()).toEqual(['.gitignore', 'credentials.json'])
  })

  it('gives the lock back when a change fails', async () => {
    const folder = folderAt(temporary())
    const full = new PrivateDiskError('write', '/nowhere', 'ENOSPC', { cause: undefined })
    const failing = changeStore(folder, () => Promise.reject(full))
    await expect(failing).rejects.toThrow('ENOSPC')
    expect(existsSync(join(folder.path, '.lock'))).toBe(false)
  })
})

describe('git', () => {
  const git = async (platform: string, ...args: readonly string[]) => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com']
    const done = await run('git', ['-C', platform, ...identity, ...args])
    expect(done?.code).toBe(0)
  }

  it('does not see the values, and sees the schemas', async () => {
    const platform = temporary()
    await git(platform, 'init', '--quiet')
    const folder = folderAt(platform)
    await put(folder)
    writeFileSync(join(folder.path, 'platform.schema.json'), '{}')
    await git(platform, 'add', '.')
    const listed = await run('git', ['-C', platform, 'ls-files'])
    expect(listed?.out).toBe('.llmflow/platform.schema.json\n')
    expect(await kept(folder)).toBe(value)
    expect(await historyFindings(folder)).toEqual([])
  })

  it('is found to track them, and to have tracked them', async () => {
    const platform = temporary()
    await git(platform, 'init', '--quiet')
    const folder = folderAt(platform)
    await put(folder)
    const file = '.llmflow/credentials.json'
    await git(platform, 'add', '--force', file)
    const tracked = [['security/store-tracked', { file, isPast: false }]]
    expect(await codesOf(openStore(folder))).toEqual(tracked)
    expect(await codesOf(put(folder, 'other'))).toEqual(tracked)
    await git(platform, 'commit', '--quiet', '-m', 'oh')
    await git(platform, 'rm', '--quiet', '--cached', file)
    expect(await kept(folder)).toBe(value)
    const past = await historyFindings(folder)
    expect(past.map(({ params }) => params)).toEqual([{ file, isPast: true }])
  })
})

describe('encryption', () => {
  const listed = (folder: StoreFolder) => readdirSync(folder.path).toSorted()

  it('takes the plain document away, and goes on for the same readers', async () => {
    const platform = temporary()
    const identity = await generateX25519Identity()
    const recipients = [await identityToRecipient(identity)]
    await put(folderAt(platform))
    const sealed = await put(folderAt(platform), 'sealed value', { kind: 'recipients', recipients })
    expect(sealed).toEqual({ value: undefined })
    const holder = folderAt(platform, { identities: [identity] })
    expect(listed(holder)).toEqual(['.gitignore', 'credentials.json.age', 'recipients.txt'])
    expect(readFileSync(join(holder.path, 'recipients.txt'), 'utf8')).toBe(`${recipients[0]}\n`)
    expect(readFileSync(join(holder.path, 'credentials.json.age'), 'latin1')).not.toContain(
      'sealed',
    )
    await put(holder, 'next value')
    expect(await kept(holder)).toBe('next value')
  })

  it('opens for nobody without the key', async () => {
    const platform = temporary()
    const recipients = [await identityToRecipient(await generateX25519Identity())]
    await put(folderAt(platform), value, { kind: 'recipients', recipients })
    const file = join('.llmflow', 'credentials.json.age')
    expect(await codesOf(openStore(folderAt(platform)))).toEqual([
      ['security/store-unreadable', { file, fault: 'no-key' }],
    ])
    const stranger = folderAt(platform, { identities: [await generateX25519Identity()] })
    const refused = [['security/store-unreadable', { file, fault: 'wrong-key' }]]
    expect(await codesOf(openStore(stranger))).toEqual(refused)
    expect(await codesOf(put(stranger))).toEqual(refused)
  })

  it('refuses a recipient that is none, and keeps what it had', async () => {
    const folder = folderAt(temporary())
    await put(folder)
    const sealing = { kind: 'recipients', recipients: ['age1nobody'] } as const
    const file = join('.llmflow', 'recipients.txt')
    expect(await codesOf(put(folder, 'other', sealing))).toEqual([
      ['security/store-unreadable', { file, fault: 'no-recipient' }],
    ])
    expect(await kept(folder)).toBe(value)
  })

  it('says so when a plain document lies beside the encrypted one', async () => {
    const platform = temporary()
    const identity = await generateX25519Identity()
    const recipients = [await identityToRecipient(identity)]
    const folder = folderAt(platform, { identities: [identity] })
    await put(folder, value, { kind: 'recipients', recipients })
    writeFileSync(join(folder.path, 'credentials.json'), '{}', { mode: 0o600 })
    const file = join('.llmflow', 'credentials.json')
    expect(await codesOf(openStore(folder))).toEqual([
      ['security/store-unreadable', { file, fault: 'twice' }],
    ])
  })

  it('takes a passphrase', { timeout: 60_000 }, async () => {
    const platform = temporary()
    const sealing = { kind: 'passphrase', passphrase: 'correct horse' } as const
    await put(folderAt(platform), value, sealing)
    const knowing = (passphrase: string) =>
      folderAt(platform, { passphrase: () => Promise.resolve(passphrase) })
    expect(await kept(knowing('correct horse'))).toBe(value)
    const file = join('.llmflow', 'credentials.json.age')
    expect(await codesOf(openStore(folderAt(platform)))).toEqual([
      ['security/store-unreadable', { file, fault: 'no-key' }],
    ])
  })
})
