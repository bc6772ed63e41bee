// Runs every golden script through the real `main`, on an in-memory copy of the inputs.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { memoryDisk } from './memory-host.js'
import { runScript } from './script.js'

const scriptsFolder = fileURLToPath(new URL('scripts/', import.meta.url))
const inputsFolder = fileURLToPath(new URL('inputs/', import.meta.url))
const linesMax = 130

function inputFiles(): { readonly [path: string]: string } {
  const entries = readdirSync(inputsFolder, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const path = `${parentPath}/${name}`.replaceAll('//', '/')
        return [`/home/${path.slice(inputsFolder.length)}`, readFileSync(path, 'utf8')]
      }),
  )
}

describe('golden scripts', () => {
  const names = readdirSync(scriptsFolder).filter((name) => name.endsWith('.txt'))
  it.each(names)('%s', async (name) => {
    const path = `${scriptsFolder}${name}`
    const written = readFileSync(path, 'utf8')
    const real = await runScript(written, memoryDisk(inputFiles()))
    if (process.env['UPDATE'] === '1') writeFileSync(path, real)
    else expect(real).toBe(written)
    expect(real.split('\n').length, 'a script is read by people').toBeLessThanOrEqual(linesMax)
  })
})

const guide = fileURLToPath(new URL('../../../docs/guides/commands.md', import.meta.url))

/** The scripts one after the other, verbatim: they are Markdown already. */
function guideText(): string {
  const names = readdirSync(scriptsFolder).filter((name) => name.endsWith('.txt'))
  const parts = names.map((name) => {
    const title = name.replace('.txt', '').replaceAll('-', ' ')
    return `## ${title}\n\n${readFileSync(`${scriptsFolder}${name}`, 'utf8').trimEnd()}\n`
  })
  const opening = [
    '# Commands, by example',
    '',
    'Every command as a test runs it: the golden scripts of `packages/cli/test/scripts`, word for word. Their inputs are in',
    '`packages/cli/test/inputs`.',
    '',
  ]
  return [...opening, ...parts].join('\n')
}

it('stand in the guide as they are', () => {
  if (process.env['UPDATE'] === '1') writeFileSync(guide, guideText())
  expect(readFileSync(guide, 'utf8')).toBe(guideText())
})
