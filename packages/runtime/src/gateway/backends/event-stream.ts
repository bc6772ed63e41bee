// Reads server-sent events from pieces of bytes, wherever those are cut.

import { StringDecoder } from 'node:string_decoder'
import { RuntimeError } from '../../error.js'

/** Longer than any event of a model; a backend that never ends one must not fill the memory. */
const eventCharactersMax = 8 * 2 ** 20

type EventReader = {
  /** The data of the events that are whole now; comments and other fields are left out. */
  push(piece: Buffer): readonly string[]
}

export function makeEventReader(): EventReader {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let data: string | undefined
  return {
    push: (piece) => {
      const events: string[] = []
      const text = rest + decoder.write(piece)
      let from = 0
      for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
        const line = text.slice(from, text[to - 1] === '\r' && to > from ? to - 1 : to)
        from = to + 1
        if (line === '') {
          if (data !== undefined) events.push(data)
          data = undefined
        } else if (line.startsWith('data:')) {
          const value = line.slice(line[5] === ' ' ? 6 : 5)
          data = data === undefined ? value : `${data}\n${value}`
        }
      }
      rest = text.slice(from)
      if (rest.length + (data?.length ?? 0) > eventCharactersMax) {
        throw new RuntimeError('upstream-failed', 'An event of the model is larger than the limit.')
      }
      return events
    },
  }
}
