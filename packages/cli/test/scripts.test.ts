// Runs every golden script through the real `main`, on an in-memory copy of the inputs.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { memoryDisk } from './memory-host.js'
import { runScript } from './script.js'

const scriptsFolder = fileURLToPath(new URL('scripts/', import.meta.url))
const inputsFolder = fileURLToPath(new URL('inputs/', import.meta.url))
const linesMax = 120

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
