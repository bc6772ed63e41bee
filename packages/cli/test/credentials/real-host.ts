// Runs commands on the real disk, in a folder of its own, and remembers all that they print.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { nodePrivateDisk } from '@llmflow/credentials'
import { isObject } from '@llmflow/spec'
import { main, nodeDisk } from 'llmflow'
import { memoryHost } from '../memory-host.js'
import { runProgram } from './programs.js'

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url))

type Run = { readonly code: number; readonly printed: string }

export type Place = {
  readonly path: string
  readonly run: (
    argv: readonly string[],
    parts?: { readonly input?: string; readonly environment?: { readonly [name: string]: string } },
  ) => Promise<Run>
  /** Everything that was printed so far. */
  readonly printed: () => string
}

/** A copy of an example, called `acme`. */
export function placeWith(example: string): Place {
  const path = mkdtempSync(join(tmpdir(), 'llmflow-credentials-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  cpSync(join(examples, example), join(path, 'acme'), { recursive: true })
  let all = ''
  return {
    path,
    printed: () => all,
    run: async (argv, { input = '', environment = {} } = {}) => {
      const both: string[] = []
      const host = memoryHost(
        nodeDisk,
        { environment, run: runProgram, readInput: () => Promise.resolve(input) },
        both,
      )
      const here = {
        ...host,
        workingDirectory: path,
        privateDisk: () => Promise.resolve(nodePrivateDisk),
      }
      const code = await main(argv, here)
      all += both.join('')
      return { code, printed: both.join('') }
    },
  }
}

/** Every value that the folder of a platform keeps. */
export function valuesIn(place: Place, store = 'acme/.llmflow'): readonly string[] {
  const text = readFileSync(join(place.path, store, 'credentials.json'), 'utf8')
  const document: unknown = JSON.parse(text)
  const found: string[] = []
  const collect = (value: unknown): void => {
    if (!isObject(value)) return
    if (typeof value['value'] === 'string') found.push(value['value'])
    for (const member of Object.values(value)) collect(member)
  }
  collect(document)
  return found
}

/** Files below a folder with their text. */
export function filesBelow(path: string): ReadonlyMap<string, string> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const file = join(parentPath, name)
        return [file.slice(path.length + 1), readFileSync(file, 'utf8')]
      }),
  )
}
