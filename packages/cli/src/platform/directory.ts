// Reads a platform directory: llmflow.yaml, its overlays and the inventory, in the order of the contract.

import { basename, dirname, join, resolve } from 'node:path'
import {
  diagnostic,
  isJsonObject,
  nearest,
  readDocument,
  readInventory,
  readPlatform,
  type Advice,
  type Diagnostic,
  type Inventory,
  type Platform,
  type SourceDocument,
  type Sourced,
} from '@llmflow/spec'
import type { Flags } from '../command.js'
import type { Host } from '../host/host.js'
import type { Source } from '../sources/source.js'

export type Overlays = {
  readonly environment: string | undefined
  readonly files: readonly string[]
}

type ReadDirectory = {
  /** Undefined when what was read is no platform; the diagnostics say why. */
  readonly platform: Sourced<Platform> | undefined
  readonly inventory: Sourced<Inventory> | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly Source[]
}

export const overlaysOf = (flags: Flags): Overlays => ({
  environment: flags.text('env'),
  files: flags.texts('file'),
})

export const noOverlays: Overlays = { environment: undefined, files: [] }

/** A directory may also be named by its llmflow.yaml. */
export async function readDirectory(
  host: Host,
  given: string,
  overlays: Overlays,
): Promise<ReadDirectory> {
  const directory = basename(given) === 'llmflow.yaml' ? dirname(given) : given
  const base = await readFiles(host, [
    { name: join(directory, 'llmflow.yaml'), isRequired: true },
    { name: join(directory, 'inventory.yaml'), isRequired: false },
  ])
  const environment = await readEnvironment(host, directory, overlays.environment)
  const files = await readFiles(
    host,
    overlays.files.map((name) => ({ name, isRequired: true })),
  )
  const read = [base, environment, files]
  const diagnostics = read.flatMap((part) => part.diagnostics)
  const sources = read.flatMap((part) => part.sources)
  if (diagnostics.length > 0) {
    return { platform: undefined, inventory: undefined, diagnostics, sources }
  }
  return understand(sources)
}

type ReadFiles = {
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly Source[]
}

type WantedFile = { readonly name: string; readonly isRequired: boolean }

async function readFiles(host: Host, wanted: readonly WantedFile[]): Promise<ReadFiles> {
  const read = await Promise.all(wanted.map((file) => readFile(host, file)))
  return {
    diagnostics: read.flatMap((part) => part.diagnostics),
    sources: read.flatMap((part) => part.sources),
  }
}

async function readFile(host: Host, { name, isRequired }: WantedFile): Promise<ReadFiles> {
  const text = await host.disk.read(resolve(host.workingDirectory, name))
  if (text === undefined) {
    const place = { document: name, offset: 0, length: 1 }
    const missing = diagnostic('spec/missing-file', place, { file: name }, adviceFor(name))
    return { diagnostics: isRequired ? [missing] : [], sources: [] }
  }
  return readText(name, text)
}

/** A directory without a platform is most often a new one. */
function adviceFor(name: string): { readonly advice: readonly Advice[] } {
  if (basename(name) !== 'llmflow.yaml') return { advice: [] }
  return { advice: [{ kind: 'command', command: `llmflow init ${dirname(name)}` }] }
}

function readText(name: string, text: string): ReadFiles {
  const { document, diagnostics } = readDocument(name, text)
  const source = document === undefined ? { name, text } : { name, text, document }
  return { diagnostics, sources: [source] }
}

/** Reads texts that are not on the disk yet, as if they were a platform directory. */
export function readTexts(
  texts: readonly { readonly name: string; readonly text: string }[],
): ReadDirectory {
  const read = texts.map(({ name, text }) => readText(name, text))
  const diagnostics = read.flatMap((part) => part.diagnostics)
  const sources = read.flatMap((part) => part.sources)
  if (diagnostics.length === 0) return understand(sources)
  return { platform: undefined, inventory: undefined, diagnostics, sources }
}

const environmentsFolder = 'env'

/** The names of all environments that a platform directory has. */
export async function environmentsIn(host: Host, directory: string): Promise<readonly string[]> {
  const folder = resolve(host.workingDirectory, directory, environmentsFolder)
  return (await host.disk.list(folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .toSorted()
}

async function readEnvironment(
  host: Host,
  directory: string,
  environment: string | undefined,
): Promise<ReadFiles> {
  if (environment === undefined) return { diagnostics: [], sources: [] }
  const names = await environmentsIn(host, directory)
  const name = join(directory, environmentsFolder, `${environment}.yaml`)
  if (names.includes(environment)) return readFiles(host, [{ name, isRequired: true }])
  const place = { document: name, offset: 0, length: 1 }
  const params = {
    kind: 'environment',
    name: environment,
    suggestion: nearest(environment, names),
  } as const
  return { diagnostics: [diagnostic('spec/unknown-name', place, params)], sources: [] }
}

/** An overlay changes the inventory when it says `kind: Inventory`, else the platform. */
function understand(sources: readonly Source[]): ReadDirectory {
  const documents = sources.flatMap(({ document }) => (document === undefined ? [] : [document]))
  const inventories = documents.filter(isInventory)
  const platform = readPlatform(documents.filter((document) => !isInventory(document)))
  const inventory = inventories.length === 0 ? undefined : readInventory(inventories)
  const diagnostics = [...platform.diagnostics, ...(inventory?.diagnostics ?? [])]
  return { platform: platform.read, inventory: inventory?.read, diagnostics, sources }
}

function isInventory({ name, value }: SourceDocument): boolean {
  const kind = isJsonObject(value) ? value['kind'] : undefined
  return kind === 'Inventory' || (kind === undefined && basename(name) === 'inventory.yaml')
}
