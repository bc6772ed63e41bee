// Refuses a folder of values that others can read, or that git has taken up.

import { join } from 'node:path'
import type { Diagnostic } from '@llmflow/spec'
import { names, type StoreFolder } from './folder.js'
import { trackedFiles, wasEverTracked } from './git.js'
import { findingAt } from './result.js'

export async function guardFindings(folder: StoreFolder): Promise<readonly Diagnostic[]> {
  return [...(await exposedIn(folder)), ...(await trackedIn(folder))]
}

/** What only an examination asks: git answers it slowly. */
export async function historyFindings(folder: StoreFolder): Promise<readonly Diagnostic[]> {
  const kept = [names.plain, names.sealed]
  const past = await Promise.all(
    kept.map(async (name) => ((await wasEverTracked(folder.run, folder.path, name)) ? [name] : [])),
  )
  const tracked = new Set(await trackedFiles(folder.run, folder.path))
  return past
    .flat()
    .filter((name) => !tracked.has(name))
    .map((name) => {
      const file = join(folder.shown, name)
      return findingAt('security/store-tracked', file, { file, isPast: true })
    })
}

/** Group and others. */
const strangers = 0o077

/** A folder without values may be anybody's: its permissions are set with the first value. */
async function exposedIn({ disk, path, shown }: StoreFolder): Promise<readonly Diagnostic[]> {
  const kept = [names.plain, names.sealed]
  const present = (await disk.list(path)).filter((name) => kept.some((one) => one === name))
  if (present.length === 0) return []
  const findings = await Promise.all(
    // The dot follows a link to a folder elsewhere, whose own permissions say nothing.
    ['.', ...present].map(async (name) => {
      const mode = (await disk.entryAt(`${path}/${name}`))?.mode
      if (mode === undefined || (mode & strangers) === 0) return []
      const file = join(shown, name)
      const params = { file, mode: mode.toString(8).padStart(4, '0') }
      return [findingAt('security/store-exposed', file, params, [`chmod go-rwx ${file}`])]
    }),
  )
  return findings.flat()
}

/** What may be shared: schemas, who may read, and what keeps git away. */
const isPublic = (file: string): boolean =>
  file.endsWith('.schema.json') || file === names.ignore || file === names.recipients

async function trackedIn({ run, path, shown }: StoreFolder): Promise<readonly Diagnostic[]> {
  const tracked = await trackedFiles(run, path)
  return tracked
    .filter((name) => !isPublic(name))
    .map((name) => {
      const file = join(shown, name)
      const command = `git rm --cached ${file}`
      return findingAt('security/store-tracked', file, { file, isPast: false }, [command])
    })
}
