// Writes trees onto disks that refuse, lie in wait or are interrupted: the old tree always survives.

import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  mkdirSync,
  existsSync,
  readFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main, nodeDisk } from 'llmflow'
import { memoryDisk, memoryHost, type MemoryDisk } from './memory-host.js'

const platform = `apiVersion: llmflow.io/v1
kind: Platform
metadata: {name: laptop}
release: "2025.01"
domain: llm.example.com
demand: {users: 2}
objectives: {availability: 90%, recoveryPoint: 24h}
components:
  llmflow: {topology: embedded}
`
const overlay = 'components: {llmflow: {resources: {memory: 8GiB}}}\n'
const inputs = { '/home/llmflow.yaml': platform, '/home/large.yaml': overlay }

const render = async (disk: MemoryDisk, ...more: readonly string[]) => {
  const host = memoryHost(disk)
  const code = await main(['render', '--out', 'out', ...more], host)
  return { code, text: host.out() + host.error() }
}

const treeOf = (disk: MemoryDisk): ReadonlyMap<string, string> =>
  new Map([...disk.files()].filter(([path]) => path.startsWith('/home/out')))

describe('a tree in memory', () => {
  it.each(['statefulset-llmflow.yaml', '.llmflow.json', 'service-llmflow.yaml'])(
    'stays as it was when the disk is full at %s',
    async (name) => {
      const disk = memoryDisk(inputs)
      await render(disk)
      const before = treeOf(disk)
      disk.failWritesTo(name)
      const { code, text } = await render(disk, '-f', 'large.yaml')
      expect(code).toBe(name.startsWith('service') ? 0 : 1)
      if (code === 1) {
        expect(text).toContain('ENOSPC')
        expect(treeOf(disk)).toEqual(before)
      }
      expect([...disk.files().keys()].filter((path) => path.includes('/.llmflow-'))).toEqual([])
    },
  )

  it('is taken back whole when the first write fails in the middle', async () => {
    const disk = memoryDisk(inputs)
    disk.failWritesTo('out/.llmflow.json')
    expect((await render(disk)).code).toBe(1)
    expect(treeOf(disk)).toEqual(new Map())
    expect(await disk.kindOf('/home/out')).toBeUndefined()
  })

  it('is taken back at every point at which Ctrl-C may come', async () => {
    for (let patience = 0; ; patience += 1) {
      const disk = memoryDisk(inputs)
      await render(disk)
      const before = treeOf(disk)
      let asked = 0
      const watchInterrupt = () => ({ isInterrupted: () => (asked += 1) > patience, end: () => {} })
      const host = memoryHost(disk, { watchInterrupt })
      const code = await main(['render', '--out', 'out', '-f', 'large.yaml'], host)
      if (code === 0) break
      expect(code).toBe(130)
      expect(treeOf(disk)).toEqual(before)
    }
  })

  it('removes only what it wrote', async () => {
    const disk = memoryDisk(inputs)
    await render(disk)
    await disk.write('/home/out/kubernetes/llmflow-system/mine.yaml', 'mine')
    await disk.write(
      '/home/llmflow.yaml',
      platform.replace('llmflow: {', 'llmflow: {enabled: false, '),
    )
    await render(disk)
    expect(disk.files().get('/home/out/kubernetes/llmflow-system/mine.yaml')).toBe('mine')
    expect([...treeOf(disk).keys()].filter((path) => path.includes('statefulset'))).toEqual([])
  })

  it('refuses a list that names files outside', async () => {
    const disk = memoryDisk(inputs)
    await render(disk)
    const list = disk.files().get('/home/out/.llmflow.json') ?? ''
    await disk.write(
      '/home/out/.llmflow.json',
      list.replace('"files": {', '"files": {"../llmflow.yaml": "sha256:0",'),
    )
    const { code, text } = await render(disk, '--force')
    expect(code).toBe(1)
    expect(text).toContain('render/outside-folder')
    expect(disk.files().get('/home/llmflow.yaml')).toBe(platform)
  })

  it('refuses a link on the way', async () => {
    const disk = memoryDisk(inputs)
    disk.link('/home/out/kubernetes/llmflow-system', '/home/elsewhere')
    const { code, text } = await render(disk, '--force')
    expect(code).toBe(1)
    expect(text).toContain('out/kubernetes/llmflow-system')
  })

  it('keeps a directory in the place of a file even with force', async () => {
    const disk = memoryDisk({
      ...inputs,
      '/home/out/kubernetes/kustomization.yaml/mine.txt': 'mine',
    })
    const { code, text } = await render(disk, '--force')
    expect(code).toBe(1)
    expect(text).toContain('out/kubernetes/kustomization.yaml')
    expect(disk.files().get('/home/out/kubernetes/kustomization.yaml/mine.txt')).toBe('mine')
  })

  it('writes nothing when something is wrong', async () => {
    const disk = memoryDisk({ ...inputs, '/home/llmflow.yaml': platform.replace('2}', '2, x: 1}') })
    expect((await render(disk)).code).toBe(1)
    expect(treeOf(disk)).toEqual(new Map())
  })
})

describe('a tree on the real disk', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llmflow-tree-'))
    writeFileSync(join(folder, 'llmflow.yaml'), platform)
  })
  afterEach(() => {
    chmodSync(folder, 0o755)
    rmSync(folder, { recursive: true })
  })

  const run = async (...argv: readonly string[]) => {
    const host = { ...memoryHost(nodeDisk), workingDirectory: folder }
    const code = await main(argv, host)
    return { code, text: host.out() + host.error() }
  }

  it('is written, found unchanged and leaves nothing beside it', async () => {
    expect((await run('render', '--out', 'out')).code).toBe(0)
    expect((await run('render', '--out', 'out')).text).toContain('0 created, 0 changed, 0 removed')
    expect(readdirSync(folder).toSorted()).toEqual(['llmflow.yaml', 'out'])
  })

  it('does not follow a link', async () => {
    mkdirSync(join(folder, 'elsewhere'))
    mkdirSync(join(folder, 'out/kubernetes'), { recursive: true })
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out/kubernetes/llmflow-system'))
    const { code, text } = await run('render', '--out', 'out', '--force')
    expect(code).toBe(1)
    expect(text).toContain('render/outside-folder')
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([])
  })

  it('reports a directory in the place of a file', async () => {
    mkdirSync(join(folder, 'dir/llmflow.yaml'), { recursive: true })
    const { code, text } = await run('check', 'dir')
    expect(code).toBe(1)
    expect(text).toContain('EISDIR')
  })

  it('writes a plan in a directory that is not there yet, twice the same', async () => {
    expect((await run('plan', '--out', 'a/b/plan.json')).code).toBe(0)
    const first = readFileSync(join(folder, 'a/b/plan.json'), 'utf8')
    await run('plan', '--out', 'a/b/plan.json')
    expect(readFileSync(join(folder, 'a/b/plan.json'), 'utf8')).toBe(first)
    expect(existsSync(join(folder, 'a/b/plan.json.new'))).toBe(false)
  })
})
