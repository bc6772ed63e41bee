// Reads saved plans that are whole, broken or edited: never a stack trace.

import { describe, expect, it } from 'vitest'
import { isObject } from '@llmflow/spec'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const platform = `apiVersion: llmflow.io/v1
kind: Platform
metadata: {name: laptop}
release: "2025.01"
domain: llm.example.com
demand: {users: 2}
objectives: {availability: 90%, recoveryPoint: 24h}
components: {llmflow: {topology: embedded}}
`

const disk = memoryDisk({ '/home/llmflow.yaml': platform })

const run = async (...argv: readonly string[]) => {
  const host = memoryHost(disk)
  return { code: await main(argv, host), out: host.out(), error: host.error() }
}

const planText = async (): Promise<string> => {
  await run('plan', '--out', 'plan.json')
  return disk.files().get('/home/plan.json') ?? ''
}

describe('a saved plan', () => {
  it('is the result of --json', async () => {
    const { out } = await run('plan', '--json')
    const report: unknown = JSON.parse(out)
    const result: unknown = JSON.parse(await planText())
    expect(report).toMatchObject({ ok: true, result })
  })

  it('renders like its directory', async () => {
    await planText()
    await run('render', '.', '--out', 'a')
    await run('render', 'plan.json', '--out', 'b')
    const under = (folder: string) =>
      [...disk.files()].flatMap(([path, text]) =>
        path.startsWith(`/home/${folder}/`) ? [[path.slice(8), text]] : [],
      )
    expect(under('b')).toEqual(under('a'))
    expect(under('b').length).toBeGreaterThan(3)
  })

  it('is named as people do where it cannot be written', async () => {
    const full = memoryDisk({ '/home/llmflow.yaml': platform })
    full.failWritesTo('plan.json')
    const host = memoryHost(full)
    expect(await main(['plan', '--out', 'made/plan.json', '--json'], host)).toBe(1)
    expect(host.out()).toContain('"file": "made/')
    expect(host.out()).not.toContain('/home/')
  })

  it('may be written with other keys first', async () => {
    const plan: unknown = JSON.parse(await planText())
    if (!isObject(plan)) return expect.unreachable()
    const { kind, ...rest } = plan
    await disk.write('/home/other.json', JSON.stringify({ ...rest, kind }))
    expect((await run('diff', 'other.json', '.')).out).toBe('the plans are the same\n')
  })

  const faults = [
    ['nothing', () => ''],
    ['a well', () => `{"load": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['half a plan', (text: string) => text.slice(0, 500)],
    ['a list', () => '[]'],
    ['something else', () => '{"kind": "Pod"}'],
    [
      'a plan without fields',
      () => '{"apiVersion": "llmflow.io/v1", "kind": "Plan", "digest": "x"}',
    ],
    ['a plan without a digest', (text: string) => text.replace(/"digest": ".*"/, '"digest2": 1')],
    ['a plan of another version', (text: string) => text.replace(/"tool": ".*"/, '"tool": "9"')],
    ['an edited plan', (text: string) => text.replace('"name": "laptop"', '"name": "desktop"')],
    [
      'a plan with workloads that are none',
      (text: string) => text.replace('"workloads": {', '"workloads": {"x": 1,'),
    ],
  ] as const

  it.each(faults)('is refused: %s', async (_, spoil) => {
    await disk.write('/home/bad.json', spoil(await planText()))
    for (const argv of [
      ['render', 'bad.json', '--out', 'bad'],
      ['why', 'bad.json', 'replicas'],
      ['diff', 'bad.json', '.'],
    ]) {
      const { code, error } = await run(...argv)
      expect(code).toBe(1)
      expect(error).toContain('[spec/invalid-plan]')
    }
  })

  it('is missing like a directory is', async () => {
    const { code, error } = await run('why', 'nowhere.json')
    expect(code).toBe(1)
    expect(error).toContain('[spec/missing-file]')
  })
})

it('shows all drives of a storage server, and not one', async () => {
  const inventory = `apiVersion: llmflow.io/v1
kind: Inventory
metadata: {name: drives}
pools:
  - name: drives
    kind: hosts
    roles: [storage]
    nodes: {count: 4, prefix: minio, firstAddress: 10.0.0.1}
    cpu: 16
    memory: 64GiB
    disks: [{size: 2TiB, count: 4}]
`
  const files = {
    '/home/llmflow.yaml': platform.replace(
      '{llmflow:',
      '{minio: {topology: distributed}, llmflow:',
    ),
    '/home/inventory.yaml': inventory,
  }
  const host = memoryHost(memoryDisk(files))
  await main(['plan'], host)
  expect(host.out()).toMatch(/^ *minio +minio .* 8 TiB$/m)
})
