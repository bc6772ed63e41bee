// Port: files as they were uploaded; the disk serves it on one machine, MinIO or any S3 in a cluster.

import type { Readable } from 'node:stream'

export type StoredObject = { readonly sizeBytes: number; readonly sha256: string }

/** Keys are `/`-separated words of `a-z`, `0-9`, `-`, `_` and `.`; a key that begins with a dot or climbs is refused. */
export type Objects = {
  /** Keeps the whole stream or nothing; an object of that key is replaced in one step. Refuses more than the limit. */
  put(key: string, content: Readable, sizeBytesMax: number): Promise<StoredObject>
  /** A stream of the object, or undefined when there is none. */
  get(key: string): Promise<Readable | undefined>
  remove(key: string): Promise<void>
  /** Keys that begin with the prefix, in order. */
  list(prefix: string): Promise<readonly string[]>
}
