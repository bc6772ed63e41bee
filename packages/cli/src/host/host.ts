// Names what the CLI needs of the machine it runs on, so that tests run it on none.

import type { PrivateDisk } from '@llmflow/credentials'
import type { ServiceHost } from './service.js'

export type Host = {
  readonly writeOut: (text: string) => void
  readonly writeError: (text: string) => void
  readonly workingDirectory: string
  readonly environment: { readonly [name: string]: string | undefined }
  readonly disk: Disk
  /** Whether a person reads the output. */
  readonly isTerminal: boolean
  /** Columns of the terminal; undefined when the output is no terminal. */
  readonly columns: number | undefined
  /** Asks the person, who may end the input instead of answering; undefined when nobody can be asked. */
  readonly ask: ((question: string) => Promise<string | undefined>) | undefined
  /** Asks for what nobody may see on the screen; undefined when nobody can be asked. */
  readonly askSecretly: ((question: string) => Promise<string | undefined>) | undefined
  /** The disk for what only its owner reads; loaded when it is needed. */
  readonly privateDisk: () => Promise<PrivateDisk>
  /** Runs and asks services; loaded when it is needed. */
  readonly services: () => Promise<ServiceHost>
  readonly now: () => Date
  /** Everything that comes through standard input. */
  readonly readInput: () => Promise<string>
  /** Runs a program to its end; undefined when there is no such program or it took too long. */
  readonly run: (program: string, args: readonly string[]) => Promise<ProgramResult | undefined>
  /** Starts to watch for Ctrl-C, which no longer ends the process until the watch ends. */
  readonly watchInterrupt: () => InterruptWatch
}

export type ProgramResult = {
  readonly code: number
  readonly out: string
  readonly error: string
}

export type InterruptWatch = { readonly isInterrupted: () => boolean; readonly end: () => void }

export type EntryKind = 'file' | 'directory' | 'link'

/** The part of a file system that the CLI uses. Every failure is a DiskError. */
export type Disk = {
  /** The text of a file, or undefined when there is none. */
  readonly read: (path: string) => Promise<string | undefined>
  readonly write: (path: string, text: string) => Promise<void>
  /** The size of a regular file, links not followed; undefined for anything else. */
  readonly bytesOf: (path: string) => Promise<number | undefined>
  /** What lies at a path, links not followed; undefined when nothing does. */
  readonly kindOf: (path: string) => Promise<EntryKind | undefined>
  /** Names in a directory, sorted; empty when there is none. */
  readonly list: (path: string) => Promise<readonly string[]>
  readonly createDirectory: (path: string) => Promise<void>
  /** Makes a new directory whose path begins with `prefix`. */
  readonly createTemporary: (prefix: string) => Promise<string>
  readonly rename: (from: string, to: string) => Promise<void>
  /** Removes a file or a whole directory; nothing there is fine. */
  readonly remove: (path: string) => Promise<void>
}

/** The world said no: no permission, no space, a directory where a file is wanted. */
export class DiskError extends Error {
  override readonly name = 'DiskError'
  readonly action: 'read' | 'write'
  readonly path: string
  /** The system's own code, such as EACCES. */
  readonly code: string

  constructor(
    action: 'read' | 'write',
    path: string,
    code: string,
    options: { readonly cause: unknown },
  ) {
    super(`${code}: cannot ${action} ${path}`, options)
    this.action = action
    this.path = path
    this.code = code
  }
}
