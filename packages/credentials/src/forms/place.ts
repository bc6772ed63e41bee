// Puts the files of a target where they belong, so that git leaves them alone and nothing of others is replaced.

import { dirname, join } from 'node:path'
import type { Diagnostic } from '@llmflow/spec'
import type { PrivateDisk } from '../disk/private-disk.js'
import type { RunProgram } from '../store/folder.js'
import { unignoredFiles } from '../store/git.js'
import { findingAt, type Result } from '../store/result.js'
import type { ValueFile, ValueForm } from './form.js'

export type Output = {
  readonly disk: PrivateDisk
  readonly run: RunProgram
  /** Absolute. */
  readonly path: string
  /** As people know it. */
  readonly shown: string
}

/** The first line of a `.gitignore` whose files are meant to hold values. */
export const ignoreMark = '# Values that llmflow secrets write put here.'

/** Answers the paths that were written. */
export async function placeValues(
  output: Output,
  form: ValueForm,
  isForced: boolean,
): Promise<Result<readonly string[]>> {
  const strangers = isForced ? [] : await strangersIn(output, form.files)
  if (strangers.length > 0) return { findings: strangers }
  await ignore(output, form.ignored)
  const open = await takenUpByGit(output, form.files)
  if (open.length > 0) return { findings: open }
  for (const { path, bytes, mode, folderMode } of form.files) {
    const target = join(output.path, path)
    await makeFolders(output, dirname(path), folderMode)
    await output.disk.replace(target, bytes, mode)
  }
  return { value: form.files.map(({ path }) => path) }
}

/** Other values than ours may be those with which a project runs. */
async function strangersIn(
  { disk, path, shown }: Output,
  files: readonly ValueFile[],
): Promise<readonly Diagnostic[]> {
  const found = await Promise.all(
    files.map(async (one) => {
      const target = join(path, one.path)
      const file = join(shown, one.path)
      const there = await disk.entryAt(target)
      if (there === undefined) return []
      const bytes = there.kind === 'file' ? await disk.read(target) : undefined
      if (bytes !== undefined && one.mayReplace(bytes)) return []
      return [findingAt('render/foreign-file', file, { file })]
    }),
  )
  return found.flat()
}

async function ignore(
  { disk, path }: Output,
  { folder, patterns }: ValueForm['ignored'],
): Promise<void> {
  const directory = join(path, folder)
  if ((await disk.entryAt(directory)) === undefined) await disk.makeDirectory(directory, 0o755)
  const file = join(directory, '.gitignore')
  const written = new TextDecoder().decode(await disk.read(file))
  const lines = written.split('\n')
  const added = [ignoreMark, ...patterns].filter((line) => !lines.includes(line))
  if (added.length === 0) return
  const before = written === '' || written.endsWith('\n') ? written : `${written}\n`
  await disk.replace(file, Buffer.from(`${before}${added.join('\n')}\n`), 0o644)
}

async function takenUpByGit(
  { run, path, shown }: Output,
  files: readonly ValueFile[],
): Promise<readonly Diagnostic[]> {
  const open = await unignoredFiles(
    run,
    path,
    files.map((one) => one.path),
  )
  return open.map((name) => {
    const file = join(shown, name)
    return findingAt('security/output-tracked', file, { file }, [`git rm --cached ${file}`])
  })
}

/** The folder of a secret is as open as its readers need; `secrets` above it is closed. */
async function makeFolders({ disk, path }: Output, folder: string, mode: number): Promise<void> {
  const above = folder.split('/')
  for (const [at] of above.entries()) {
    const name = above.slice(0, at + 1).join('/')
    const isSecrets = name.endsWith('/secrets') || name === 'secrets'
    const isBelow = name.includes('secrets/')
    if (isSecrets) await disk.makeDirectory(join(path, name), 0o700)
    else if (isBelow) await disk.makeDirectory(join(path, name), mode)
    else if ((await disk.entryAt(join(path, name))) === undefined)
      await disk.makeDirectory(join(path, name), 0o755)
  }
}
