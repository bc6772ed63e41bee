// Reads a platform directory from texts, in the order of the contract: the base, the inventory, the overlay.

import {
  diagnostic,
  isJsonObject,
  nearest,
  readDocument,
  readInventory,
  readPlatform,
  type Diagnostic,
  type Inventory,
  type Platform,
  type SourceDocument,
  type Sourced,
} from '@llmflow/spec'
import type { Folder, TextFile } from './messages.ts'

/** A text; `document` is there when it is YAML that could be read. */
export type Source = TextFile & { readonly document?: SourceDocument }

export type ReadFolder = {
  /** Absent when what was read is no platform; the diagnostics say why. */
  readonly platform: Sourced<Platform> | undefined
  readonly inventory: Sourced<Inventory> | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly Source[]
}

const platformName = 'llmflow.yaml'
const inventoryName = 'inventory.yaml'
const overlayName = /^env\/(.+)\.yaml$/

/** The names of all environments that a folder has, in the order of their names. */
export const environmentsIn = ({ files }: Folder): readonly string[] =>
  files.flatMap(({ name }) => overlayName.exec(name)?.[1] ?? []).toSorted()

export function readFolder(folder: Folder): ReadFolder {
  const { environment } = folder
  const base = [platformName, inventoryName].flatMap((name) => fileCalled(name, folder) ?? [])
  const missing = fileCalled(platformName, folder) === undefined ? [missingFile(platformName)] : []
  const overlay =
    environment === undefined ? undefined : fileCalled(`env/${environment}.yaml`, folder)
  const unknown =
    environment === undefined || overlay !== undefined
      ? []
      : [unknownEnvironment(environment, folder)]
  const read = [...base, ...(overlay === undefined ? [] : [overlay])].map(readSource)
  const sources = read.map(({ source }) => source)
  const diagnostics = [...missing, ...unknown, ...read.flatMap((one) => one.diagnostics)]
  if (diagnostics.length > 0) {
    return { platform: undefined, inventory: undefined, diagnostics, sources }
  }
  return understand(sources)
}

const fileCalled = (name: string, { files }: Folder): TextFile | undefined =>
  files.find((file) => file.name === name)

function missingFile(file: string): Diagnostic {
  return diagnostic('spec/missing-file', { document: file, offset: 0, length: 1 }, { file })
}

function unknownEnvironment(name: string, folder: Folder): Diagnostic {
  const place = { document: `env/${name}.yaml`, offset: 0, length: 1 }
  const suggestion = nearest(name, environmentsIn(folder))
  return diagnostic('spec/unknown-name', place, { kind: 'environment', name, suggestion })
}

export function readSource({ name, text }: TextFile): {
  readonly source: Source
  readonly diagnostics: readonly Diagnostic[]
} {
  const { document, diagnostics } = readDocument(name, text)
  return { source: document === undefined ? { name, text } : { name, text, document }, diagnostics }
}

/** An overlay changes the inventory when it says `kind: Inventory`, else the platform. */
function understand(sources: readonly Source[]): ReadFolder {
  const documents = sources.flatMap(({ document }) => (document === undefined ? [] : [document]))
  const inventories = documents.filter(isInventory)
  const platform = readPlatform(documents.filter((document) => !isInventory(document)))
  const inventory = inventories.length === 0 ? undefined : readInventory(inventories)
  const diagnostics = [...platform.diagnostics, ...(inventory?.diagnostics ?? [])]
  return { platform: platform.read, inventory: inventory?.read, diagnostics, sources }
}

function isInventory({ name, value }: SourceDocument): boolean {
  const kind = isJsonObject(value) ? value['kind'] : undefined
  return kind === 'Inventory' || (kind === undefined && name === inventoryName)
}
