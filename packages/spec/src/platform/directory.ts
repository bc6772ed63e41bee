// Reads a platform directory from its texts: llmflow.yaml, inventory.yaml and overlays, in the order of the contract.

import { diagnostic, type Diagnostic } from '../diagnostic/diagnostic.js'
import { nearest } from '../diagnostic/nearest.js'
import type { Inventory } from '../inventory/schema.js'
import type { SourceDocument } from '../source/document.js'
import { isJsonObject } from '../source/json.js'
import { readSource, type SourceText, type TextFile } from '../source/source-text.js'
import { readInventory, readPlatform, type Sourced } from './read.js'
import type { Platform } from './schema.js'

export type ReadDirectory = {
  /** Undefined when what was read is no platform; the diagnostics say why. */
  readonly platform: Sourced<Platform> | undefined
  readonly inventory: Sourced<Inventory> | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly SourceText[]
}

/** Reads texts, later ones over earlier ones. Nothing is understood while a text is `absent` or no YAML. */
export function readTexts(
  texts: readonly TextFile[],
  absent: readonly Diagnostic[] = [],
): ReadDirectory {
  const read = texts.map(readSource)
  const diagnostics = [...absent, ...read.flatMap((one) => one.diagnostics)]
  const sources = read.map(({ source }) => source)
  if (diagnostics.length === 0) return understand(sources)
  return { platform: undefined, inventory: undefined, diagnostics, sources }
}

/** Says that a directory has no overlay of this name; `document` is where it would be. */
export function unknownEnvironment(
  document: string,
  name: string,
  names: readonly string[],
): Diagnostic {
  const suggestion = nearest(name, names)
  const params = { kind: 'environment', name, suggestion } as const
  return diagnostic('spec/unknown-name', { document, offset: 0, length: 1 }, params)
}

/** An overlay changes the inventory when it says `kind: Inventory`, else the platform. */
function understand(sources: readonly SourceText[]): ReadDirectory {
  const documents = sources.flatMap(({ document }) => (document === undefined ? [] : [document]))
  const inventories = documents.filter(isInventory)
  const platform = readPlatform(documents.filter((document) => !isInventory(document)))
  const inventory = inventories.length === 0 ? undefined : readInventory(inventories)
  const diagnostics = [...platform.diagnostics, ...(inventory?.diagnostics ?? [])]
  return { platform: platform.read, inventory: inventory?.read, diagnostics, sources }
}

const inventoryName = /(?:^|[\\/])inventory\.yaml$/

function isInventory({ name, value }: SourceDocument): boolean {
  const kind = isJsonObject(value) ? value['kind'] : undefined
  return kind === 'Inventory' || (kind === undefined && inventoryName.test(name))
}
