// Renders the platform of the drills as machines, so that programs can be asked about their files.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { assert } from 'vitest'
import { planPlatform } from '@llmflow/planner'
import { renderHosts } from '@llmflow/render'
import { readDocument, readInventory, readPlatform, type SourceDocument } from '@llmflow/spec'

export const textOf = (name: string): string =>
  readFileSync(new URL(`platform/${name}`, import.meta.url), 'utf8')

function documentOf(name: string): SourceDocument {
  const { document } = readDocument(name, textOf(name))
  assert(document !== undefined, `${name} is readable`)
  return document
}

/** The files of one machine by their paths on it. */
export function filesOf(machine: string): ReadonlyMap<string, string> {
  const platform = readPlatform([documentOf('llmflow.yaml')]).read
  const inventory = readInventory([documentOf('inventory.yaml')]).read
  assert(platform !== undefined && inventory !== undefined)
  const { plan } = planPlatform({ platform, inventory })
  assert(plan !== undefined)
  const root = `hosts/machines/${machine}`
  return new Map(
    renderHosts(plan).files.flatMap(({ path, text }) =>
      path.startsWith(`${root}/`) ? [[path.slice(root.length), text]] : [],
    ),
  )
}

/** Writes files below a folder as if it were a machine's root. */
export function writeTree(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    // Keepalived takes no file of settings that could be run.
    writeFileSync(target, text, { mode: path.startsWith('/etc/') ? 0o644 : 0o755 })
  }
}
