// Finds the built console, which is a package of its own and need not be there.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isObject } from '@llmflow/spec'

const name = '@llmflow/console'

/** The folder to hand to the runtime: installed beside us, or built in the repository. */
export const findConsole = (): string | undefined =>
  firstBuilt([installed(), fileURLToPath(new URL('../../../console', import.meta.url))])

function installed(): string | undefined {
  try {
    return dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)))
  } catch {
    return undefined
  }
}

/** Of these folders, the built files of the first that is our console: beside an installed CLI stand packages of others. */
export const firstBuilt = (folders: readonly (string | undefined)[]): string | undefined =>
  folders
    .flatMap((folder) => (folder !== undefined && isOurs(folder) ? [join(folder, 'dist')] : []))
    .find((folder) => existsSync(join(folder, 'index.html')))

function isOurs(folder: string): boolean {
  try {
    const described: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return isObject(described) && described['name'] === name
  } catch {
    return false
  }
}
