// Names what the package needs of a disk: files that only their owner reads, whole or not at all.

/** Every failure but absence is a PrivateDiskError. */
export type PrivateDisk = {
  /** The bytes of a file, or undefined when there is none. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>
  /** What lies at a path, links not followed; undefined when nothing does. */
  readonly entryAt: (path: string) => Promise<Entry | undefined>
  /** Names in a directory, sorted; empty when there is none. */
  readonly list: (path: string) => Promise<readonly string[]>
  /** Makes a directory with those above it, and gives it these permissions whether it was there or not. */
  readonly makeDirectory: (path: string, mode: number) => Promise<void>
  /** Replaces a file so that a crash leaves the old one or the new one, never a part. */
  readonly replace: (path: string, bytes: Uint8Array, mode: number) => Promise<void>
  /** Creates a whole file that must not be there yet; false when it did not come to that. */
  readonly create: (path: string, text: string) => Promise<boolean>
  /** Removes a file; nothing there is fine. */
  readonly remove: (path: string) => Promise<void>
}

export type Entry = {
  readonly kind: 'file' | 'directory' | 'link'
  /** Permissions of owner, group and others; undefined where the system has none. */
  readonly mode: number | undefined
}

/** The world said no: no permission, no space, a directory where a file is wanted. */
export class PrivateDiskError extends Error {
  override readonly name = 'PrivateDiskError'
  readonly isRetryable = false
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

/** Ends the names of files that are being written; a crash leaves them behind. */
export const asideSuffix = '.new'
