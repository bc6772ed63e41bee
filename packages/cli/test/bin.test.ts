// Runs the committed launcher beside stand-ins for the compiled CLI: it never shows a stack trace.
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach, beforeEach, expect, it } from 'vitest'

const launcher = fileURLToPath(new URL('../bin/llmflow.js', import.meta.url))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'llmflow-bin-'))
  mkdirSync(join(folder, 'bin'))
  copyFileSync(launcher, join(folder, 'bin/llmflow.js'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
})
afterEach(() => rmSync(folder, { recursive: true }))

function writeMain(source: string): void {
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist/main.js'), source)
}

function launch(args: readonly string[] = [], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'bin/llmflow.js'), ...args],
    { encoding: 'utf8', env: { ...process.env, LLMFLOW_DEBUG: '', ...env } },
  )
  return { status, stdout, stderr }
}

it('passes the arguments to main and its answer to the shell', () => {
  writeMain('export const main = async (argv) => { console.log(argv.join("|")); return 3 }')
  expect(launch(['check', '.'])).toEqual({ status: 3, stdout: 'check|.\n', stderr: '' })
})

it('says what to run when it is not built', () => {
  const stderr = 'llmflow: not built yet; run `npm run build`\n'
  expect(launch()).toEqual({ status: 2, stdout: '', stderr })
})

const failures = [
  ['a rejected main', 'export const main = async () => { throw new TypeError("lost\\nand more") }'],
  ['an error while loading', 'throw new TypeError("lost")'],
  [
    'an error out of the blue',
    `export const main = () => new Promise(() => setTimeout(() => { throw new TypeError("lost") }, 1))`,
  ],
  [
    'a rejection that nobody handles',
    `export const main = () => new Promise(() => { void Promise.reject(new TypeError("lost")); setTimeout(() => {}, 100) })`,
  ],
] as const

it.each(failures)('prints one line for %s', (_, source) => {
  writeMain(source)
  const stderr = 'llmflow: internal error: lost; please report\n'
  expect(launch()).toEqual({ status: 70, stdout: '', stderr })
})

it('prints the stack for who asks for it', () => {
  writeMain('throw new TypeError("lost")')
  const { status, stderr } = launch([], { LLMFLOW_DEBUG: '1' })
  expect(status).toBe(70)
  expect(stderr).toContain('TypeError: lost\n    at ')
})

it('fails when main never answers', () => {
  writeMain('export const main = () => new Promise(() => {})')
  const { status, stderr } = launch()
  expect({ status, stderr }).toEqual({
    status: 70,
    stderr: 'llmflow: internal error: the command ended without an answer; please report\n',
  })
})

it.skipIf(!existsSync('/dev/full'))('says that its output could not be written', () => {
  writeMain('export const main = async () => { console.log("x"); return 0 }')
  const full = openSync('/dev/full', 'w')
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin/llmflow.js')], {
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  })
  closeSync(full)
  expect(status).toBe(74)
  expect(stderr).toBe('llmflow: the output cannot be written: ENOSPC\n')
})
