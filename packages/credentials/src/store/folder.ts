// Names the folder of values and what lies in it, and how a person may open it.

import type { PrivateDisk } from '../disk/private-disk.js'

export const folderMode = 0o700
export const fileMode = 0o600

export const names = {
  plain: 'credentials.json',
  sealed: 'credentials.json.age',
  recipients: 'recipients.txt',
  ignore: '.gitignore',
} as const

/** Schemas lie in the same folder, and a team may share them. */
export const ignoreText = '*\n!*.schema.json\n'

/** Runs a program to its end; undefined when there is none. */
export type RunProgram = (
  program: string,
  args: readonly string[],
) => Promise<{ readonly code: number; readonly out: string } | undefined>

/** The folder, and what a change of it needs. */
export type StoreFolder = {
  readonly disk: PrivateDisk
  readonly run: RunProgram
  /** Absolute. */
  readonly path: string
  /** As people know it. */
  readonly shown: string
  readonly keys: Keys
}

/** What opens a sealed document. */
export type Keys = {
  readonly identities: readonly string[]
  /** Undefined when nobody can be asked. */
  readonly passphrase: () => Promise<string | undefined>
}
