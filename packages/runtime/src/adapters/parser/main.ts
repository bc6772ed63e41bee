// The process that parses: one file at a time, without network; what goes wrong in it is a reason, never a stack trace.

import { open } from 'node:fs/promises'
import { RuntimeError } from '../../error.js'
import type { Element, ParsedPages } from '../../ports/parser.js'
import { serve } from '../process/serve.js'
import { parseFailure } from './failure.js'
import { canRead, loadFormat } from './formats.js'
import { firstBytesMax, mediaTypeOf, mediaTypes } from './media-type.js'
import { draw, measure } from './page-pictures.js'
import { refuseNetwork } from './refuse-network.js'
import { source, type Source } from './source.js'

async function* parse(input: unknown, signal: AbortSignal): AsyncGenerator<ParsedPages> {
  const given = source.parse(input)
  let hasText = false
  const mediaType = await mediaTypeOfFile(given)
  const format = await loadFormat(mediaType)
  if (format === undefined) throw parseFailure('unsupported')
  for await (const pages of format({ ...given, mediaType }, signal)) {
    hasText ||= pages.elements.length > 0
    yield { ...pages, elements: pages.elements.map(withoutControls) }
  }
  if (!hasText) throw parseFailure('empty')
}

type Stream<Value> = (input: unknown, signal: AbortSignal) => AsyncGenerator<Value>

/** The same, whose faults are reasons. */
const reasoned = <Value>(stream: Stream<Value>): Stream<Value> =>
  async function* (input, signal) {
    try {
      yield* stream(input, signal)
    } catch (error) {
      throw error instanceof RuntimeError ? error : parseFailure(failureOf(error), error)
    }
  }

/** What no text means and databases refuse: control characters, and halves of characters. */
const meaningless = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Cs}]/gu

const withoutControls = (element: Element): Element => ({
  ...element,
  text: element.text.replaceAll(meaningless, ''),
})

/** The bytes decide; the caller's word counts only between texts, where bytes can't tell. */
async function mediaTypeOfFile({ path, name, mediaType, sizeBytesMax }: Source): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size === 0) throw parseFailure('empty')
    if (size > sizeBytesMax) throw parseFailure('too-large')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(firstBytesMax), 0, firstBytesMax, 0)
    const found = mediaTypeOf(name, buffer.subarray(0, bytesRead))
    const isGeneral = found === mediaTypes.text && mediaType.startsWith('text/')
    return isGeneral && canRead(mediaType) ? mediaType : found
  } finally {
    await file.close()
  }
}

/** A library that gives up has found damage; one that finds no memory says so. */
function failureOf(error: unknown): 'out-of-memory' | 'broken' {
  const message = error instanceof Error ? error.message : ''
  return /memory|allocation|Array buffer/i.test(message) ? 'out-of-memory' : 'broken'
}

refuseNetwork()
const streams = { parse: reasoned(parse), measure: reasoned(measure), draw: reasoned(draw) }
await serve(() => Promise.resolve({ streams }))
