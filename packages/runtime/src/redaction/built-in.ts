// The redaction that needs no other service: finds with recognisers, hides behind marks, and puts back.

import { setImmediate } from 'node:timers/promises'

import { RuntimeError } from '../error.js'
import { type Redaction, type RedactionSession } from '../ports/redaction.js'
import { hide } from './hide.js'
import { koreanNumbers } from './korean-numbers.js'
import { literalMarks, makeMarks, restoring, type Marks } from './marks.js'
import { money } from './money.js'
import { names } from './names.js'
import { network } from './network.js'
import { phones } from './phones.js'
import { redactionKinds, type Recogniser, type RedactionKind } from './recogniser.js'
import { compileRecognisers, isClean, type Recognisers } from './scan.js'
import { secrets } from './secrets.js'

// The first that accepts a number names it: the stricter ones stand first.
const builtInRecognisers: readonly Recogniser[] = [
  literalMarks,
  ...koreanNumbers,
  ...phones,
  ...money,
  ...network,
  ...secrets,
  ...names,
]
const builtIns = compileRecognisers(builtInRecognisers)

/** Plates and addresses of an inner network identify little and look like much else: they are asked for. */
const kindsOnRequest: ReadonlySet<RedactionKind> = new Set(['PLATE', 'PRIVATE_IP'])
const defaultKinds = redactionKinds.filter((kind) => !kindsOnRequest.has(kind))

/** More than the longest context of any model in use. */
const charactersMaxDefault = 8_000_000
const durationMsMaxDefault = 5000
/** The event loop is given back after this long: a tenth of what it may be held for. */
const turnMs = 5

type RedactionOptions = {
  /** What is hidden; everything but `PLATE` and `PRIVATE_IP` unless it is said. */
  readonly kinds?: readonly RedactionKind[]
  /** A company's own identifiers, beside the built-in ones. */
  readonly recognisers?: readonly Recogniser[]
  /** A longer text is refused. */
  readonly charactersMax?: number
  /** A text that takes longer is refused. */
  readonly durationMsMax?: number
}

/** Redaction inside of this process. Sessions throw a RuntimeError, and give nothing, whenever they can't be sure. */
export function builtInRedaction(options: RedactionOptions = {}): Redaction {
  const kinds = new Set(options.kinds ?? defaultKinds).add('LITERAL')
  const recognisers =
    options.recognisers === undefined
      ? builtIns
      : compileRecognisers([...builtInRecognisers, ...options.recognisers])
  const limits = {
    charactersMax: options.charactersMax ?? charactersMaxDefault,
    durationMsMax: options.durationMsMax ?? durationMsMaxDefault,
  }
  return { open: () => openSession(recognisers, kinds, limits) }
}

type Limits = { readonly charactersMax: number; readonly durationMsMax: number }

function openSession(
  recognisers: Recognisers,
  kinds: ReadonlySet<RedactionKind>,
  limits: Limits,
): RedactionSession {
  let made: Marks | undefined
  /** Most exchanges hide nothing, and need none. */
  const marks = (): Marks => (made ??= makeMarks())
  return {
    get counts() {
      return made?.counts ?? {}
    },
    // Not async: a promise that is handed through by one costs three turns of the queue.
    redact(text) {
      if (text.length > limits.charactersMax) {
        const message = 'The text is too long to be checked for personal data.'
        return Promise.reject(new RuntimeError('too-large', message))
      }
      if (isClean(text, recognisers, kinds)) return text
      const hiding = () =>
        hide(text, recognisers, kinds, ({ kind, start, end }) =>
          marks().markOf(kind, text.slice(start, end)),
        )
      return inTurns(hiding, limits.durationMsMax)
    },
    restore: (text, shown) => marks().restore(text, shown),
    restoring: () => restoring(marks()),
  }
}

/** Runs steps to their end, and lets others run in between. */
async function inTurns<Result>(
  begin: () => Generator<undefined, Result>,
  durationMsMax: number,
): Promise<Result> {
  const steps = begin()
  const startMs = performance.now()
  let turnStartMs = startMs
  for (;;) {
    const result = resume(steps)
    if (result.done === true) return result.value
    const nowMs = performance.now()
    if (nowMs - startMs > durationMsMax) {
      throw new RuntimeError('timed-out', 'Checking the text for personal data took too long.')
    }
    if (nowMs - turnStartMs < turnMs) continue
    await setImmediate()
    turnStartMs = performance.now()
  }
}

function resume<Result>(steps: Generator<undefined, Result>): IteratorResult<undefined, Result> {
  try {
    return steps.next()
  } catch (cause) {
    if (cause instanceof RuntimeError) throw cause
    throw new RuntimeError('unavailable', 'The text could not be checked for personal data.', {
      cause,
    })
  }
}

/** Longer texts are cut in logs, where they are of no use and would hold up everybody. */
const maskedCharactersMax = 16_384
/** What begins before the cut is seen whole. */
const lookAheadCharacters = 256
const maskedKinds = new Set(defaultKinds)

/** The text with what identifies somebody gone for good, for logs and traces: `<PHONE>`, never a value. Never throws. */
export function mask(text: string): string {
  try {
    return maskBeginning(text)
  } catch {
    return '<REDACTED>'
  }
}

function maskBeginning(text: string): string {
  const seen = text.slice(0, maskedCharactersMax + lookAheadCharacters)
  const steps = hide(seen, builtIns, maskedKinds, ({ kind }) => `<${kind}>`, maskedCharactersMax)
  let result = steps.next()
  while (result.done !== true) result = steps.next()
  return text.length > maskedCharactersMax ? `${result.value}…` : result.value
}
