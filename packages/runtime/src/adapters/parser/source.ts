// What every format's module takes and gives, inside the process that parses.

import { z } from 'zod'
import type { ParsedPages } from '../../ports/parser.js'

export const source = z.object({
  path: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** Of the file, and of everything together that comes out of an archive. */
  sizeBytesMax: z.number(),
  /** Text that is never held whole in memory otherwise, such as one element's. */
  charactersMax: z.number(),
})

export type Source = z.infer<typeof source>

/** Reads a file to its end, or throws the failure; stops between two steps when it is told to. */
export type Format = (source: Source, signal: AbortSignal) => AsyncIterable<ParsedPages>
