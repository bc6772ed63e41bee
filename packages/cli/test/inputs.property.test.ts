// Feeds broken platforms and command lines to the whole CLI: always a report, never a throw.

import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const example = (name: string, file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../examples/${name}/${file}`, import.meta.url)), 'utf8')

/** A soak runs each property thousands of times. */
const soakMillisecondsMax = 3_600_000

const platform = example('one-host', 'llmflow.yaml')

/** One edit of a text: lines lost, doubled or swapped, words replaced by other words of the file or by nonsense. */
const edit = (text: string): fc.Arbitrary<string> => {
  const lines = text.split('\n')
  const words = [...new Set(text.split(/[\s:,{}[\]]+/))]
  const place = fc.nat(lines.length - 1)
  const word = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(
      '',
      '-1',
      '0',
      '1e99',
      '"',
      '*',
      '&a',
      '🦊',
      '한글',
      'null',
      '99999999999999999999',
    ),
  )
  return fc.oneof(
    place.map((at) => lines.toSpliced(at, 1).join('\n')),
    place.map((at) => lines.toSpliced(at, 0, lines[at] ?? '').join('\n')),
    fc.tuple(place, place).map(([from, to]) => lines.with(from, lines[to] ?? '').join('\n')),
    fc
      .tuple(fc.constantFrom('a', ...words.filter((known) => known !== '')), word)
      .map(([old, now]) => text.replace(old, () => now)),
    fc.nat(text.length).map((at) => text.slice(0, at)),
  )
}

const edits = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(text),
    edit(text),
    edit(text).chain(edit),
    edit(text).chain(edit).chain(edit),
  )

async function run(argv: readonly string[], files: { readonly [path: string]: string }) {
  const host = memoryHost(memoryDisk(files))
  const code = await main(argv, host)
  return { code, out: host.out() }
}

it.each(['one-host', 'guide-as-written'])(
  'reports on every platform that people may make of %s',
  async (name) => {
    const texts = ['llmflow.yaml', 'inventory.yaml'].map((file) => edits(example(name, file)))
    await fc.assert(
      fc.asyncProperty(fc.tuple(...texts), async ([llmflow = '', nodes = '']) => {
        const files = { '/home/llmflow.yaml': llmflow, '/home/inventory.yaml': nodes }
        const { code, out } = await run(['check', '--json'], files)
        const report: unknown = JSON.parse(out)
        expect(report).toMatchObject({ command: 'check', ok: code === 0 })
        const people = await run(['plan'], files)
        expect(people.code).toBe(code)
      }),
      { numRuns: Number(process.env['LLMFLOW_RUNS'] ?? 60) },
    )
  },
  soakMillisecondsMax,
)

const vocabulary = [
  '',
  "it's",
  ...`
    init check plan render diff why explain schema catalog completion help --json --report
    sarif github --lang ko --env -f --out out --force --dry-run --users 5 --domain
    llm.example.com --target kubernetes . plan.json -- - --version bash platform vllm
    spec/unknown-key ../.. / replicas -q --help 한글
  `
    .trim()
    .split(/\s+/),
]

it(
  'answers every command line with an exit code of the contract',
  async () => {
    const words = fc.array(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...vocabulary) }, fc.string()),
      { maxLength: 7 },
    )
    await fc.assert(
      fc.asyncProperty(words, async (argv) => {
        const { code, out } = await run(argv, { '/home/llmflow.yaml': platform })
        expect([0, 1, 2]).toContain(code)
        const isHelp = argv.some((word) =>
          ['--help', '-h', 'help', '--version', '-V'].includes(word),
        )
        if (!argv.includes('--json') || isHelp) return
        const report: unknown = JSON.parse(out)
        expect(report).toMatchObject({ ok: code === 0 })
      }),
      { numRuns: Number(process.env['LLMFLOW_RUNS'] ?? 150) },
    )
  },
  soakMillisecondsMax,
)
