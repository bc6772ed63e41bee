// Recognises keys and secrets by shapes that their makers gave them.

import { groupBy, isJoinedOnLeft, type Recogniser, type Span } from './recogniser.js'

/** What stands before the trigger, the trigger, and what must follow it: sticky, without alternatives that overlap. */
const shapes: readonly {
  readonly before: string
  readonly trigger: string
  readonly rest: RegExp
}[] = [
  { before: 'llf', trigger: '_', rest: /[A-Za-z0-9_-]{16,}/y },
  { before: 'sk', trigger: '-', rest: /[A-Za-z0-9_-]{16,}/y },
  { before: 'app', trigger: '-', rest: /[A-Za-z0-9]{24,}/y },
  { before: 'dataset', trigger: '-', rest: /[A-Za-z0-9]{24,}/y },
  { before: 'glpat', trigger: '-', rest: /[A-Za-z0-9_-]{20,}/y },
  { before: 'pypi', trigger: '-', rest: /[A-Za-z0-9_-]{32,}/y },
  ...['xoxa', 'xoxb', 'xoxp', 'xoxr', 'xoxs', 'xapp'].map((before) => ({
    before,
    trigger: '-',
    rest: /[A-Za-z0-9-]{10,}/y,
  })),
  ...['ghp', 'gho', 'ghu', 'ghs', 'ghr', 'npm', 'hf'].map((before) => ({
    before,
    trigger: '_',
    rest: /[A-Za-z0-9]{30,}/y,
  })),
  ...['sk_live', 'sk_test', 'rk_live', 'rk_test', 'github_pat', 'whsec'].map((before) => ({
    before,
    trigger: '_',
    rest: /[A-Za-z0-9_]{16,}/y,
  })),
  { before: '', trigger: 'A', rest: /(?:KIA|SIA|GPA|ROA)[A-Z0-9]{16}(?![A-Za-z0-9])/y },
  { before: '', trigger: 'A', rest: /Iza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/y },
  { before: 'S', trigger: 'G', rest: /\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,}/y },
  { before: 'ey', trigger: 'J', rest: /[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/y },
]

const shapesByTrigger = groupBy(shapes, ({ trigger }) => trigger)

function findKey(text: string, index: number): Span | undefined {
  for (const { before, rest } of shapesByTrigger.get(text.charAt(index)) ?? []) {
    const start = index - before.length
    const isBegun = start >= 0 && text.startsWith(before, start)
    const left = text.charCodeAt(start - 1)
    if (!isBegun || isJoinedOnLeft(text, start) || left === 45) continue
    rest.lastIndex = index + 1
    if (rest.test(text)) return { start, end: rest.lastIndex }
  }
  return undefined
}

const header = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y
const footer = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
const body = /[A-Za-z0-9+/=\s:,.\\-]*/y
/** The longest keys in use take a quarter of this. */
const blockMax = 32_768

/** A block without its end is hidden as far as it can be one. */
function findPrivateKey(text: string, index: number): Span | undefined {
  if (text.charAt(index + 4) !== '-' || text.charAt(index - 1) === '-') return undefined
  header.lastIndex = index
  if (!header.test(text)) return undefined
  const block = text.slice(index, index + blockMax)
  const closed = footer.exec(block)
  if (closed !== null) return { start: index, end: index + closed.index + closed[0].length }
  body.lastIndex = header.lastIndex - index
  body.test(block)
  return { start: index, end: index + body.lastIndex }
}

const credentials = /:\/\/[^\s:@/]{0,64}:([^\s:@/${<][^\s:@/]{0,127})$/

/** The password in `scheme://user:password@host`, unless a variable stands for it. */
function findCredentials(text: string, index: number): Span | undefined {
  const found = credentials.exec(text.slice(Math.max(0, index - 200), index))?.[1]
  return found === undefined ? undefined : { start: index - found.length, end: index }
}

export const secrets: readonly Recogniser[] = [
  { kind: 'SECRET', triggers: '_-AGJ', find: findKey },
  { kind: 'SECRET', triggers: '-', find: findPrivateKey },
  { kind: 'SECRET', triggers: '@', find: findCredentials },
]
