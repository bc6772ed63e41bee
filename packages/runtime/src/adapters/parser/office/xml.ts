// Reads XML as a stream of tags; entities that a file defines for itself mean nothing here.

import { Parser } from 'htmlparser2'
import { parseFailure } from '../failure.js'

export type Attributes = { readonly [name: string]: string | undefined }

type XmlHandler = {
  /** Names without their prefix: writers choose those freely. */
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

const depthMax = 1000

/** Yields after each piece that was read, so that the caller can hand over what it has. */
export async function* readXml(
  pieces: AsyncIterable<string>,
  handler: XmlHandler,
): AsyncGenerator<undefined> {
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1
        if (depth > depthMax) throw parseFailure('broken')
        handler.open?.(localName(name), attributes)
      },
      onclosetag(name) {
        depth -= 1
        handler.close?.(localName(name))
      },
      ontext: (text) => handler.text?.(text),
    },
    { xmlMode: true, decodeEntities: true },
  )
  for await (const piece of pieces) {
    parser.write(piece)
    yield undefined
  }
  parser.end()
  yield undefined
}

export async function drain(pieces: AsyncIterable<undefined>): Promise<void> {
  const steps = pieces[Symbol.asyncIterator]()
  while ((await steps.next()).done !== true);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The attribute of that local name, under any prefix. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((key) => localName(key) === name)
  return key === undefined ? undefined : attributes[key]
}
