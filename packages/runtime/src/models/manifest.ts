// What is known of a model on this machine: a folder with its files and one manifest.

import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { modelError } from './failure.js'

export const modelKind = z.enum(['chat', 'embedding', 'reranking'])
export type ModelKind = z.infer<typeof modelKind>

export const modelName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)

const manifestSchema = z.object({
  version: z.literal(1),
  name: modelName,
  kind: modelKind,
  /** As it was asked for, without passwords. */
  source: z.string(),
  pulledAt: z.string(),
  licence: z.string(),
  /** Tokens of a text, or of a prompt and its answer. */
  context: z.int().positive(),
  dimensions: z.int().positive().optional(),
  /** What a model for embedding wants before a question and before a passage. */
  prefixes: z.object({ query: z.string(), passage: z.string() }).optional(),
  /** The first one is the model. */
  files: z
    .array(
      z.object({
        name: z.string().regex(/^[\w][\w.-]{0,127}$/),
        sizeBytes: z.int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1),
  /** Whether the digest was known before: from the catalogue, the source or the person who asked. */
  isDigestPublished: z.boolean(),
})

export type Manifest = z.infer<typeof manifestSchema>

const manifestFile = 'manifest.json'

export const modelsFolder = (data: string): string => join(data, 'models')
export const modelFolder = (data: string, name: string): string => join(modelsFolder(data), name)

/** The file that an engine loads. */
export const modelPath = (data: string, { name, files }: Manifest): string =>
  join(modelFolder(data, name), files[0]?.name ?? '')

/** Models on this machine by name; what is only half there is not among them. */
export async function listManifests(data: string): Promise<readonly Manifest[]> {
  const names = await readdir(modelsFolder(data)).catch(() => [])
  const found = await Promise.all(
    names.filter((name) => modelName.safeParse(name).success).map((name) => read(data, name)),
  )
  return found.filter((one) => one !== undefined).toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Throws `unknown-model` when there is none of that name. */
export async function readManifest(data: string, name: string): Promise<Manifest> {
  const manifest = modelName.safeParse(name).success ? await read(data, name) : undefined
  if (manifest === undefined) throw modelError('unknown-model', name)
  return manifest
}

async function read(data: string, name: string): Promise<Manifest | undefined> {
  const text = await readFile(join(modelFolder(data, name), manifestFile), 'utf8').catch(() => '')
  if (text === '') return undefined
  const parsed = z.string().transform(parseJson).pipe(manifestSchema).safeParse(text)
  return parsed.success && parsed.data.name === name ? parsed.data : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Replaced in one step, after the files that it names are in their place. */
export async function writeManifest(data: string, manifest: Manifest): Promise<void> {
  const folder = modelFolder(data, manifest.name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, manifestFile)
  await writeFile(`${path}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`, { flush: true })
  await rename(`${path}.new`, path)
}
