// Charts from the command line: every environment in one, and nothing in them that the audit takes for a fault.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost, type MemoryDisk } from './memory-host.js'

const exampleText = (path: string): string =>
  readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8')

const diskWith = (files: { readonly [path: string]: string }): MemoryDisk =>
  memoryDisk({ '/home/p/llmflow.yaml': exampleText('laptop/llmflow.yaml'), ...files })

async function run(disk: MemoryDisk, ...argv: readonly string[]) {
  const host = memoryHost(disk)
  const code = await main(argv, host)
  return { code, text: `${host.out()}${host.error()}` }
}

const render = (disk: MemoryDisk, given: string, ...more: readonly string[]) =>
  run(disk, 'render', given, '--target', 'helm', '--out', 'out', ...more)

const chartFiles = (disk: MemoryDisk): readonly string[] =>
  [...disk.files()].flatMap(([path]) => {
    const file = /^\/home\/out\/helm\/([^/]+)$/.exec(path)?.[1]
    return file === undefined ? [] : [file]
  })

// The first command loads every package.
describe('render --target helm', { timeout: 60_000 }, () => {
  it('writes values for every environment', async () => {
    const disk = diskWith({
      '/home/p/env/many.yaml': 'demand: { users: 12 }\n',
      '/home/p/env/few.yaml': 'demand: { users: 2 }\n',
    })
    expect(await render(disk, 'p')).toMatchObject({ code: 0 })
    expect(chartFiles(disk)).toEqual([
      'Chart.yaml',
      'values-few.yaml',
      'values-many.yaml',
      'values.schema.json',
      'values.yaml',
    ])
  })

  it('writes nothing when an environment is wrong, and names it', async () => {
    const disk = diskWith({ '/home/p/env/test.yaml': 'demand: { users: -1 }\n' })
    const { code, text } = await render(disk, 'p')
    expect(code).toBe(1)
    expect(text).toContain('p/env/test.yaml:1:')
    expect(text).toContain('llmflow check p --env test')
    expect(chartFiles(disk)).toEqual([])
  })

  it('tells a fault of the base once, however many environments there are', async () => {
    const base = exampleText('laptop/llmflow.yaml').replace(/^domain: .*$/m, 'domain: 7')
    const disk = diskWith({ '/home/p/llmflow.yaml': base, '/home/p/env/test.yaml': '{}\n' })
    const { code, text } = await render(disk, 'p')
    expect(code).toBe(1)
    expect(text.match(/^error: /gm)).toHaveLength(1)
  })

  it('has no environments for a plan that was saved', async () => {
    const disk = diskWith({ '/home/p/env/test.yaml': 'demand: { users: 2 }\n' })
    expect(await run(disk, 'plan', 'p', '--out', 'plan.json')).toMatchObject({ code: 0 })
    expect(await render(disk, 'plan.json')).toMatchObject({ code: 0 })
    expect(chartFiles(disk)).toEqual(['Chart.yaml', 'values.schema.json', 'values.yaml'])
  })

  it('takes no --env', async () => {
    const disk = diskWith({ '/home/p/env/test.yaml': 'demand: { users: 2 }\n' })
    const { code, text } = await render(disk, 'p', '--env', 'test')
    expect(code).toBe(2)
    expect(text).toContain('values-<environment>.yaml')
    expect(chartFiles(disk)).toEqual([])
  })

  it('writes a tree that an audit without Helm has no fault to find with', async () => {
    const disk = diskWith({
      '/home/p/llmflow.yaml': exampleText('one-host/llmflow.yaml'),
      '/home/p/inventory.yaml': exampleText('one-host/inventory.yaml'),
    })
    expect(await render(disk, 'p')).toMatchObject({ code: 0 })
    const { code, text } = await run(disk, 'audit', 'out', '--json')
    expect(code).toBe(0)
    const severities = [...text.matchAll(/"severity": ?"(\w+)"/g)].map(([, severity]) => severity)
    expect(new Set(severities)).toEqual(new Set(['info']))
    expect(text).toContain('audit/unread-template')
  })
})
