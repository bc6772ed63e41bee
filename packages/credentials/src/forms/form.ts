// Defines what a target is given: files with values, who may read them, and what is missing for them.

import { bytesOfValue, type Credentials, type DatedValue } from '../store/document.js'
import { storedAt, type KeyName } from '../values/keys.js'

/** Paths are relative to the folder that is written to. */
export type ValueFile = {
  readonly path: string
  readonly bytes: Uint8Array
  readonly mode: number
  /** Of the folder that it lies in. */
  readonly folderMode: number
  /** Whether what lies there may be replaced; another program's values never are. */
  readonly mayReplace: (there: Uint8Array) => boolean
}

export type ValueForm = {
  readonly files: readonly ValueFile[]
  readonly missing: readonly KeyName[]
  /** What git must not take up, as a `.gitignore` in a folder says it. */
  readonly ignored: { readonly folder: string; readonly patterns: readonly string[] }
}

type FilePlace = KeyName & { readonly path: string }
type Modes = { readonly mode: number; readonly folderMode: number }

/** A file for each place that has a value. */
export function filesAt(
  credentials: Credentials,
  places: readonly FilePlace[],
  modes: Modes,
): readonly ValueFile[] {
  return places.flatMap((place) => {
    const stored = storedAt(credentials, place)
    if (stored === undefined) return []
    const own = [stored, ...(stored.previous === undefined ? [] : [stored.previous])]
    const mayReplace = (there: Uint8Array): boolean => own.some((dated) => isSame(dated, there))
    return [{ path: place.path, bytes: bytesOfValue(stored), ...modes, mayReplace }]
  })
}

/** Certificates come and go: one that lies there is replaced whoever signed it, but nothing else is. */
export const certificatesAt = (
  credentials: Credentials,
  places: readonly FilePlace[],
  modes: Modes,
): readonly ValueFile[] =>
  filesAt(credentials, places, modes).map((file) => ({
    ...file,
    mayReplace: (there) => Buffer.from(there).toString('latin1').startsWith('-----BEGIN '),
  }))

const isSame = (dated: DatedValue, there: Uint8Array): boolean =>
  there.length === 0 || Buffer.from(bytesOfValue(dated)).equals(there)

export const lacking = (credentials: Credentials, keys: readonly KeyName[]): readonly KeyName[] =>
  keys.filter((key) => storedAt(credentials, key) === undefined)
