// Makes folders of values on the real disk for tests, and takes them away again.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { nodePrivateDisk, type Keys, type RunProgram, type StoreFolder } from '@llmflow/credentials'

export function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), 'llmflow-values-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export const run: RunProgram = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, (error, out) => {
      const code = error === null ? 0 : error.code
      resolve(typeof code === 'number' ? { code, out } : undefined)
    })
  })

const noKeys: Keys = { identities: [], passphrase: () => Promise.resolve(undefined) }

/** `shown` is what findings call it. */
export const folderAt = (platform: string, keys: Partial<Keys> = {}): StoreFolder => ({
  disk: nodePrivateDisk,
  run,
  path: join(platform, '.llmflow'),
  shown: '.llmflow',
  keys: { ...noKeys, ...keys },
})

export const made = '2026-01-02T03:04:05.000Z'
