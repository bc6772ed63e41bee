// Reads a platform directory from the disk: llmflow.yaml, the inventory and its overlays.

import { basename, dirname, join, resolve } from 'node:path'
import {
  diagnostic,
  readTexts,
  unknownEnvironment,
  type Advice,
  type Diagnostic,
  type ReadDirectory,
  type TextFile,
} from '@llmflow/spec'
import type { Flags } from '../command.js'
import type { Host } from '../host/host.js'

export type Overlays = {
  readonly environment: string | undefined
  readonly files: readonly string[]
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
  return readTexts(
    read.flatMap(({ texts }) => texts),
    read.flatMap(({ absent }) => absent),
  )
}

/** Texts of a directory, and what is to be said of those that are not there. */
type FoundFiles = {
  readonly texts: readonly TextFile[]
  readonly absent: readonly Diagnostic[]
}

type WantedFile = { readonly name: string; readonly isRequired: boolean }

async function readFiles(host: Host, wanted: readonly WantedFile[]): Promise<FoundFiles> {
  const read = await Promise.all(wanted.map((file) => readFile(host, file)))
  return {
    texts: read.flatMap(({ texts }) => texts),
    absent: read.flatMap(({ absent }) => absent),
  }
}

async function readFile(host: Host, { name, isRequired }: WantedFile): Promise<FoundFiles> {
  const text = await host.disk.read(resolve(host.workingDirectory, name))
  if (text !== undefined) return { texts: [{ name, text }], absent: [] }
  const place = { document: name, offset: 0, length: 1 }
  const missing = diagnostic('spec/missing-file', place, { file: name }, adviceFor(name))
  return { texts: [], absent: isRequired ? [missing] : [] }
}

/** A directory without a platform is most often a new one. */
function adviceFor(name: string): { readonly advice: readonly Advice[] } {
  if (basename(name) !== 'llmflow.yaml') return { advice: [] }
  return { advice: [{ kind: 'command', command: `llmflow init ${dirname(name)}` }] }
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
): Promise<FoundFiles> {
  if (environment === undefined) return { texts: [], absent: [] }
  const names = await environmentsIn(host, directory)
  const name = join(directory, environmentsFolder, `${environment}.yaml`)
  if (names.includes(environment)) return readFiles(host, [{ name, isRequired: true }])
  return { texts: [], absent: [unknownEnvironment(name, environment, names)] }
}
