// Machines from the command line: a platform without any is told so, before anything is written.

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const exampleText = (path: string): string =>
  readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8')

async function rendered(files: { readonly [path: string]: string }) {
  const disk = memoryDisk(files)
  const host = memoryHost(disk)
  const code = await main(['render', 'p', '--target', 'hosts', '--out', 'out'], host)
  const paths = [...disk.files()].map(([path]) => path)
  return { code, error: host.error(), count: paths.filter((path) => path.includes('/out/')).length }
}

it(
  'render --target hosts writes nothing where no machine has an address',
  { timeout: 60_000 },
  async () => {
    const without = await rendered({ '/home/p/llmflow.yaml': exampleText('laptop/llmflow.yaml') })
    expect(without).toMatchObject({ code: 2, count: 0 })
    expect(without.error).toContain('no machine has an address')

    const one = await rendered({
      '/home/p/llmflow.yaml': exampleText('one-host/llmflow.yaml'),
      '/home/p/inventory.yaml': exampleText('one-host/inventory.yaml'),
    })
    expect(one.code).toBe(0)
    expect(one.count).toBeGreaterThan(10)
  },
)
