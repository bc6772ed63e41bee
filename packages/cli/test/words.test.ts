// Holds the two languages, the version and the help to what they promise.

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const run = async (argv: readonly string[], environment: { [name: string]: string } = {}) => {
  const host = memoryHost(memoryDisk({}), { environment })
  return { code: await main(argv, host), out: host.out(), error: host.error() }
}

const commands = [
  'init',
  'check',
  'size',
  'plan',
  'render',
  'audit',
  'diff',
  'why',
  'explain',
  'schema',
  'catalog',
  'completion',
  'secrets init',
  'secrets check',
  'secrets rotate',
  'secrets write',
]

it.each(commands)('%s shows the same examples in both languages', async (command) => {
  const examples = async (lang: string) => {
    const { code, out } = await run([...command.split(' '), '--help', '--lang', lang])
    expect(code).toBe(0)
    return out.split('\n').filter((line) => /^ {2}(source <\()?llmflow /.test(line))
  }
  const english = await examples('en')
  expect(english.length).toBeGreaterThan(1)
  expect(await examples('ko')).toEqual(english)
})

it('says the version of its package', async () => {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { out } = await run(['--version'])
  expect(manifest).toContain(`"version": "${out.trim()}"`)
})

const languages = [
  [{}, 'en'],
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'ko' }, 'ko'],
  [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ko_KR.UTF-8' }, 'ko'],
] as const

it.each(languages)('takes the language of %o', async (environment, expected) => {
  const { error } = await run(['explain', 'nothing'], environment)
  expect(error.startsWith('오류') ? 'ko' : 'en').toBe(expected)
})

it('takes --lang wherever it stands', async () => {
  for (const argv of [
    ['--lang', 'ko', 'explain', 'nothing'],
    ['explain', 'nothing', '--lang=ko'],
  ]) {
    expect((await run(argv)).error).toContain('오류')
  }
  expect((await run(['check', '--lang', 'fr'])).code).toBe(2)
})
