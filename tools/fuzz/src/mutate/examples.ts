// Reads the platforms of the examples folder, from which mutations start.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { inventoryFile, platformFile, type Texts } from '../pipeline.js'

export const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** Every example that has a platform, in the order of their names. */
export function readExamples(): readonly Texts[] {
  const folder = join(root, 'examples')
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const platform = readIfThere(join(folder, name, platformFile))
      return platform === undefined
        ? []
        : [{ platform, inventory: readIfThere(join(folder, name, inventoryFile)) }]
    })
}

/** One example by its name. */
export function exampleOf(name: string): Texts {
  const folder = join(root, 'examples', name)
  return {
    platform: readIfThere(join(folder, platformFile)) ?? '',
    inventory: readIfThere(join(folder, inventoryFile)),
  }
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
