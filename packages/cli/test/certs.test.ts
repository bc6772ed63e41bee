// `llmflow certs` by hand and by accident: no key is ever shown, and nothing that is kept or given makes it fail.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { assert, describe, expect, it } from 'vitest'
import { printCredentials, readCredentials } from '@llmflow/credentials'
import { main } from 'llmflow'
import { memoryDisk, memoryHost, type MemoryDisk } from './memory-host.js'

const laptop = readFileSync(new URL('inputs/laptop/llmflow.yaml', import.meta.url), 'utf8')
const store = '/home/laptop/.llmflow/credentials.json'

const newDisk = (): MemoryDisk =>
  memoryDisk({
    '/home/laptop/llmflow.yaml': laptop,
    '/home/laptop/logs.yaml': 'components: {certificates: {}, opensearch: {}, fluent-bit: {}}\n',
  })

async function certs(disk: MemoryDisk, action: string, ...args: readonly string[]) {
  const host = memoryHost(disk)
  const code = await main(['certs', action, 'laptop', ...args, '-f', 'laptop/logs.yaml'], host)
  return { code, shown: host.out() + host.error() }
}

function withFile(text: string, secret: string, key: string, value: string): string {
  const kept = readCredentials(text)
  assert(typeof kept !== 'string', 'the store is readable')
  const made = '2026-01-05T00:00:00.000Z'
  return printCredentials({ ...kept, [secret]: { ...kept[secret], [key]: { value, made } } })
}

const ways: readonly (readonly [string, ...string[]])[] = [
  ['init'],
  ['check'],
  ['renew', '--force'],
  ['renew', '--authority'],
  ['renew', '--authority'],
  ['renew', '--authority'],
  ['renew', '--force', '--csr', 'requests'],
  ['init', '--csr', 'requests'],
]

describe('certs', () => {
  it.each([[[]], [['--json']]])('shows no key, whatever it is asked %s', async (options) => {
    const disk = newDisk()
    for (const [action, ...args] of ways) {
      const { code, shown } = await certs(disk, action, ...args, ...options)
      expect(code).toBe(0)
      expect(shown).not.toMatch(/PRIVATE|MI[A-Za-z0-9+/]{20}/)
    }
    expect(disk.files().get(store)).toContain('PRIVATE KEY')
    const requests = [...disk.files()].filter(([path]) => path.endsWith('.csr'))
    expect(requests).toHaveLength(3)
    expect(requests.map(([, text]) => text).join('')).not.toContain('PRIVATE')
  })

  it('leaves an authority alone that it cannot read', async () => {
    const disk = newDisk()
    await certs(disk, 'init')
    const damaged = withFile(disk.files().get(store) ?? '', 'llmflow-ca', 'tls.crt', 'damaged')
    await disk.write(store, damaged)
    for (const action of ['init', 'check']) {
      const { code, shown } = await certs(disk, action)
      expect({ action, code }).toEqual({ action, code: 1 })
      expect(shown).toContain('llmflow-ca cannot be read')
    }
    expect(disk.files().get(store)).toBe(damaged)
  })

  it('has findings, and no fault, for whatever is kept in place of a certificate', async () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .base64String({ maxLength: 200 })
        .map((base64) => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`),
    )
    const file = fc.constantFrom('tls.crt', 'tls.key', 'ca.crt')
    const secret = fc.constantFrom('opensearch-tls', 'llmflow-ca')
    const disk = newDisk()
    await certs(disk, 'init')
    const whole = disk.files().get(store) ?? ''
    await fc.assert(
      fc.asyncProperty(secret, file, text, async (name, key, value) => {
        await disk.write(store, withFile(whole, name, key, value))
        for (const [action, ...args] of ways.slice(0, 4)) {
          expect([0, 1]).toContain((await certs(disk, action, ...args)).code)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('takes no file for a certificate that is none', async () => {
    const disk = newDisk()
    await certs(disk, 'init', '--csr', 'requests')
    const before = disk.files().get(store)
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        await disk.write('/home/given.pem', text)
        expect((await certs(disk, 'import', 'given.pem')).code).toBe(1)
      }),
      { numRuns: 15 },
    )
    expect((await certs(disk, 'import', 'missing.pem')).shown).toContain('there is no file')
    expect(disk.files().get(store)).toBe(before)
  })
})
