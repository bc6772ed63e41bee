// Lets processes write at once, and kills them in the middle: what one said was safe is there.

import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { assert, expect, it } from 'vitest'
import { changeStore, openStore, withValue, type Credentials } from '@llmflow/credentials'
import { folderAt, made, temporary } from './folder.js'

const library = new URL('../dist/index.js', import.meta.url).href

/** Adds values to a folder, one after the other, and says each that is safe. */
const writer = `
import { changeStore, nodePrivateDisk, withValue } from '${library}'
const [path, secret, count] = process.argv.slice(1)
const keys = { identities: [], passphrase: async () => undefined }
const folder = { disk: nodePrivateDisk, run: async () => undefined, path, shown: path, keys }
for (let at = 0; at < Number(count); at += 1) {
  const name = { secret, key: 'key-' + at }
  const stored = { value: (secret + '-' + at).repeat(500), made: '${made}' }
  const done = await changeStore(folder, (before) => ({
    value: { credentials: withValue(before, name, stored), made: undefined },
  }))
  if ('findings' in done) process.exit(3)
  process.stdout.write(name.key + '\\n')
}`

type Written = { readonly code: number | null; readonly safe: readonly string[] }

/** Writes until it is done or killed. */
function write(
  path: string,
  secret: string,
  count: number,
  killAfterMs?: number,
): Promise<Written> {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    writer,
    path,
    secret,
    `${count}`,
  ])
  let out = ''
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString()
  })
  if (killAfterMs !== undefined) {
    child.stdout.once('data', () => {
      void wait(killAfterMs).then(() => child.kill('SIGKILL'))
    })
  }
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, safe: out.split('\n').filter(Boolean) }))
  })
}

async function keptIn(platform: string): Promise<Credentials> {
  const opened = await openStore(folderAt(platform))
  assert('value' in opened, JSON.stringify(opened))
  return opened.value.credentials
}

it('two that write at once lose nothing of each other', { timeout: 60_000 }, async () => {
  const platform = temporary()
  const { path } = folderAt(platform)
  const both = await Promise.all([write(path, 'one', 15), write(path, 'other', 15)])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  const kept = await keptIn(platform)
  expect(Object.keys(kept['one'] ?? {})).toHaveLength(15)
  expect(Object.keys(kept['other'] ?? {})).toHaveLength(15)
  expect(readdirSync(path).toSorted()).toEqual(['.gitignore', 'credentials.json'])
})

it(
  'one that is killed leaves whole values, and the next goes on',
  { timeout: 60_000 },
  async () => {
    const platform = temporary()
    const { path } = folderAt(platform)
    for (const [round, killAfterMs] of [1, 4, 9, 17, 30].entries()) {
      const secret = `round-${round}`
      const { safe } = await write(path, secret, 10_000, killAfterMs)
      expect(safe.length).toBeGreaterThan(0)
      const kept = await keptIn(platform)
      expect(Object.keys(kept[secret] ?? {})).toEqual(expect.arrayContaining([...safe]))
      for (const [key, { value }] of Object.entries(kept[secret] ?? {})) {
        expect(value).toBe(`${secret}-${key.slice('key-'.length)}`.repeat(500))
      }
    }
    const added = await changeStore(folderAt(platform), (before) => ({
      value: {
        credentials: withValue(before, { secret: 'last', key: 'key' }, { value: 'x', made }),
        made: undefined,
      },
    }))
    expect(added).toEqual({ value: undefined })
    expect(readdirSync(path).toSorted()).toEqual(['.gitignore', 'credentials.json'])
  },
)
