// Plans and renders the platform of the drills, as it is written or with some of it changed.

import { readFileSync } from 'node:fs'

import { planPlatform } from '@llmflow/planner'
import { renderHosts } from '@llmflow/render'
import {
  readDocument,
  readInventory,
  readPlatform,
  type Plan,
  type SourceDocument,
} from '@llmflow/spec'

import { DrillError } from '../error.js'

export type Rendered = {
  readonly plan: Plan
  /** Paths below the folder of machines and their variables, with what is in the files. */
  readonly files: ReadonlyMap<string, string>
}

const folder = new URL('../../../../packages/cli/test/hosts/platform/', import.meta.url)

/** Options of PostgreSQL that differ from the platform as it is written. */
export type Changes = { readonly [option: string]: string }

export function renderPlatform(options: Changes): Rendered {
  const changes = { components: { postgresql: { options } } }
  const { read } = readPlatform([
    documentOf('llmflow.yaml', textOf('llmflow.yaml')),
    documentOf('drill.yaml', JSON.stringify(changes)),
  ])
  const inventory = readInventory([documentOf('inventory.yaml', textOf('inventory.yaml'))]).read
  if (read === undefined || inventory === undefined) {
    throw new DrillError('platform', 'the platform of the drills cannot be read')
  }
  const { plan, diagnostics } = planPlatform({ platform: read, inventory })
  if (plan === undefined) {
    const codes = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
    throw new DrillError('platform', `the platform of the drills has no plan: ${codes.join(', ')}`)
  }
  const files = renderHosts(plan).files.map(({ path, text }) => [path, text] as const)
  return { plan, files: new Map(files) }
}

const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

function documentOf(name: string, text: string): SourceDocument {
  const { document } = readDocument(name, text)
  if (document === undefined) throw new DrillError('platform', `${name} is not YAML`)
  return document
}
