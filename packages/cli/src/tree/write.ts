// Writes a tree so that a failure in the middle leaves the folder as it was.

import { posix } from 'node:path'
import { manifestFile, type Files, type Manifest } from '@llmflow/spec'
import type { Disk, InterruptWatch } from '../host/host.js'
import type { TreeChanges } from './changes.js'

/** Ctrl-C in the middle; everything was put back. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly code = 'interrupted'
}

type Undo = () => Promise<void>

/**
 * Everything is written into a temporary folder first, inside the folder because only there is the file system surely
 * the same, and then moved file by file; a failure moves all back.
 */
export async function writeTree(
  disk: Disk,
  folder: string,
  files: Files,
  changes: TreeChanges,
  manifest: Manifest,
  watch: InterruptWatch,
): Promise<void> {
  const stopWhenInterrupted = (): void => {
    if (watch.isInterrupted()) throw new Interrupted('interrupted')
  }
  const undo: Undo[] = []
  const step = async (run: () => Promise<void>, back: Undo): Promise<void> => {
    stopWhenInterrupted()
    await run()
    undo.push(back)
  }
  const texts = new Map(files.files.map(({ path, text }) => [path, text]))
  const list = manifestFile(manifest)
  texts.set(list.path, list.text)
  const fresh = [...changes.created, ...changes.changed, list.path]
  let aside = ''
  try {
    await createDirectories(disk, folder, step)
    aside = await disk.createTemporary(posix.join(folder, '.llmflow-'))
    undo.push(() => disk.remove(aside))
    await stage(disk, posix.join(aside, 'new'), fresh, texts, stopWhenInterrupted)
    await replace(disk, folder, aside, [...changes.removed, ...fresh], new Set(fresh), step)
  } catch (error) {
    for (const back of undo.toReversed()) await back()
    throw error
  }
  await disk.remove(aside)
  await removeEmptyDirectories(disk, folder, changes.removed)
}

async function stage(
  disk: Disk,
  folder: string,
  paths: readonly string[],
  texts: ReadonlyMap<string, string>,
  stopWhenInterrupted: () => void,
): Promise<void> {
  for (const path of paths) {
    stopWhenInterrupted()
    const target = posix.join(folder, path)
    await disk.createDirectory(posix.dirname(target))
    await disk.write(target, texts.get(path) ?? '')
  }
}

type Step = (run: () => Promise<void>, back: Undo) => Promise<void>

/** Moves what is there aside and what is new in, remembering how to go back. */
async function replace(
  disk: Disk,
  folder: string,
  aside: string,
  paths: readonly string[],
  fresh: ReadonlySet<string>,
  step: Step,
): Promise<void> {
  for (const path of paths) {
    const place = posix.join(folder, path)
    const old = posix.join(aside, 'old', path)
    if ((await disk.kindOf(place)) !== undefined) {
      await disk.createDirectory(posix.dirname(old))
      await step(
        () => disk.rename(place, old),
        () => disk.rename(old, place),
      )
    }
    if (!fresh.has(path)) continue
    await createDirectories(disk, posix.dirname(place), step)
    await step(
      () => disk.rename(posix.join(aside, 'new', path), place),
      () => disk.remove(place),
    )
  }
}

/** Makes the directories that are missing, topmost first, so that each can be taken back. */
async function createDirectories(disk: Disk, directory: string, step: Step): Promise<void> {
  if ((await disk.kindOf(directory)) !== undefined) return
  await createDirectories(disk, posix.dirname(directory), step)
  await step(
    () => disk.createDirectory(directory),
    () => disk.remove(directory),
  )
}

async function removeEmptyDirectories(
  disk: Disk,
  folder: string,
  removed: readonly string[],
): Promise<void> {
  for (const path of removed) {
    for (let name = posix.dirname(path); name !== '.'; name = posix.dirname(name)) {
      const directory = posix.join(folder, name)
      const isEmpty = (await disk.list(directory)).length === 0
      if (!isEmpty || (await disk.kindOf(directory)) !== 'directory') break
      await disk.remove(directory)
    }
  }
}
