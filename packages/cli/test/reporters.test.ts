// Prints the same findings in every form, and compares each with what its reader demands.

import { expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const platform = `apiVersion: llmflow.io/v1
kind: Platform
metadata: {name: acme}
release: "2025.01"
domain: llm.example.com
demand: {users: 1}
tenants:
  - {name: a, department: 영업본부, poeple: "100%, all: of\\nthem"}
`

async function run(...argv: readonly string[]) {
  const host = memoryHost(memoryDisk({ '/home/acme/llmflow.yaml': platform }))
  const code = await main(argv, host)
  return { code, out: host.out(), error: host.error() }
}

it('points under wide characters', async () => {
  const { code, out } = await run('check', 'acme')
  expect(code).toBe(1)
  const [line, carets] = out.split('\n').slice(4, 6)
  expect(line).toBe('  8 |   - {name: a, department: 영업본부, poeple: "100%, all: of\\nthem"}')
  expect(carets).toBe(`    |   ${' '.repeat('- {name: a, department: '.length + 8 + 2)}^^^^^^`)
})

it('lets no text of a file paint the terminal', async () => {
  const hostile = `${platform}"\\e[31mred\\u202e": 1\n`
  const host = memoryHost(memoryDisk({ '/home/acme/llmflow.yaml': hostile }))
  await main(['check', 'acme'], host)
  expect(host.out()).toContain('error: ·[31mred· is not a setting here')
  expect(host.out()).not.toMatch(/[\u001b\u202e]/)
})

it('prints one object as JSON', async () => {
  const { code, out, error } = await run('check', 'acme', '--json')
  expect({ code, error }).toEqual({ code: 1, error: '' })
  expect(JSON.parse(out)).toEqual({
    command: 'check',
    ok: false,
    diagnostics: [
      {
        code: 'spec/unknown-key',
        severity: 'error',
        message: 'poeple is not a setting here; did you mean people?',
        params: { key: 'poeple', suggestion: 'people' },
        file: 'acme/llmflow.yaml',
        line: 8,
        column: 33,
        endLine: 8,
        endColumn: 39,
        path: '/tenants/0/poeple',
        advice: [],
      },
    ],
    result: { files: ['acme/llmflow.yaml'] },
  })
})

it('prints wrong use as JSON as well', async () => {
  const { code, out } = await run('check', '--nothing', '--json')
  expect(code).toBe(2)
  expect(JSON.parse(out)).toMatchObject({
    command: 'check',
    ok: false,
    diagnostics: [{ code: 'spec/wrong-use', file: '<command line>', line: 1, column: 15 }],
  })
})

it('prints SARIF with a rule for each code', async () => {
  const { out } = await run('check', '/home/acme', '--report', 'sarif')
  expect(JSON.parse(out)).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'llmflow', rules: [{ id: 'spec/unknown-key' }] } },
        results: [
          {
            ruleId: 'spec/unknown-key',
            ruleIndex: 0,
            level: 'error',
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'acme/llmflow.yaml' },
                  region: { startLine: 8, startColumn: 33, endLine: 8, endColumn: 39 },
                },
              },
            ],
          },
        ],
      },
    ],
  })
})

it('prints annotations for GitHub', async () => {
  const { out } = await run('check', 'acme', '--report=github')
  expect(out).toBe(
    '::error file=acme/llmflow.yaml,line=8,col=33,endLine=8,endColumn=39,title=spec/unknown-key' +
      '::poeple is not a setting here; did you mean people?\n',
  )
})

it('escapes what would end an annotation', async () => {
  const files = { '/home/a,b:c/llmflow.yaml': 'x: "50%\n' }
  const host = memoryHost(memoryDisk(files))
  await main(['check', 'a,b:c', '--report', 'github'], host)
  expect(host.out()).toContain('::error file=a%2Cb%3Ac/llmflow.yaml,line=')
})

it('has colours only where somebody wants them', async () => {
  const disk = memoryDisk({ '/home/acme/llmflow.yaml': platform })
  const hasColour = async (environment: { [name: string]: string }, isTerminal: boolean) => {
    const host = memoryHost(disk, { environment, isTerminal })
    await main(['check', 'acme'], host)
    return host.out().includes('\u001B[')
  }
  expect(await hasColour({}, false)).toBe(false)
  expect(await hasColour({}, true)).toBe(true)
  expect(await hasColour({ NO_COLOR: '1' }, true)).toBe(false)
  expect(await hasColour({ FORCE_COLOR: '1' }, false)).toBe(true)
  expect(await hasColour({ FORCE_COLOR: '0' }, true)).toBe(false)
  expect(await hasColour({ TERM: 'dumb' }, true)).toBe(false)
})

it('cuts long lines around the place', async () => {
  const text = platform.replace('{name: a,', `{name: a, ${' '.repeat(300)}`)
  const host = memoryHost(memoryDisk({ '/home/acme/llmflow.yaml': text }), { columns: 60 })
  await main(['check', 'acme'], host)
  const frame = host.out().split('\n').slice(2, 6)
  expect(Math.max(...frame.map((line) => line.length))).toBeLessThanOrEqual(60)
  const [line = '', carets = ''] = frame.slice(2)
  const before = line.slice(0, line.indexOf('poeple')).replaceAll(/[가-힣]/g, '##')
  expect(carets.indexOf('^')).toBe(before.length)
})
