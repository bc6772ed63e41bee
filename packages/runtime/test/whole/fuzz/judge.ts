// What no answer may be, whatever was asked.

import { overheadHeader } from '../../../src/gateway/timing.js'
import type { Reply } from './exchange.js'

/** Where somebody could read how we are built. */
const tells: readonly RegExp[] = [
  /\n\s+at .*:\d+:\d+/,
  /\\n\s+at .*:\d+:\d+/,
  /node_modules/,
  /node:internal/,
  /packages\/runtime/,
  /\.[jt]s:\d+/,
  /\/(?:tmp|home|root|usr|var|opt)\/[\w.-]+/,
  /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) [\w"]/,
  /syntax error at|invalid input syntax|violates|"constraint"/,
  /(?:Type|Reference|Range|Syntax)Error\b/,
]

/** Says what is wrong; `cut` requests need no answer. */
export function judge(reply: Reply | undefined, isCut: boolean): readonly string[] {
  if (reply === undefined) return isCut ? [] : ['no answer']
  const { status, head, body } = reply
  const isFault = status >= 500 && status !== 503
  const told = tells.filter((tell) => tell.test(body) || tell.test(head))
  return [
    ...(isFault ? [`${status} ${body.slice(0, 200)}`] : []),
    ...told.map((tell) => `tells ${String(tell)}: ${body.slice(0, 300)}`),
    ...(head.includes(`\r\n${overheadHeader}: `) ? [] : [`${status} without ${overheadHeader}`]),
  ]
}
