// What the model store of the data directory holds, and whether its files are still what was pulled.

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { catalogue, type KnownModel } from './catalogue.js'
import { listManifests, modelFolder, type Manifest } from './manifest.js'

/** By size alone: `llmflow models verify` reads the files. */
type FileState = 'there' | 'missing' | 'changed'

export type StoredModel = Omit<Manifest, 'files'> & {
  readonly files: readonly (Manifest['files'][number] & { readonly state: FileState })[]
}

export type ModelStore = {
  list(): Promise<readonly StoredModel[]>
  /** Of the catalogue, what is not here yet. */
  known(): Promise<readonly KnownModel[]>
}

export const openModelStore = (data: string): ModelStore => ({
  list: async () =>
    Promise.all((await listManifests(data)).map((manifest) => withStates(data, manifest))),
  known: async () => {
    const here = new Set((await listManifests(data)).map(({ name }) => name))
    return catalogue.filter(({ name }) => !here.has(name))
  },
})

async function withStates(data: string, manifest: Manifest): Promise<StoredModel> {
  const folder = modelFolder(data, manifest.name)
  const files = await Promise.all(
    manifest.files.map(async (file) => ({ ...file, state: await stateOf(folder, file) })),
  )
  return { ...manifest, files }
}

async function stateOf(
  folder: string,
  { name, sizeBytes }: Manifest['files'][number],
): Promise<FileState> {
  const found = await stat(join(folder, name)).catch(() => undefined)
  if (found === undefined) return 'missing'
  return found.isFile() && found.size === sizeBytes ? 'there' : 'changed'
}
