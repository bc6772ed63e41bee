// The process's log: lines of JSON on standard error, without what identifies people.

import { mask } from './redaction/built-in.js'

const levels = ['debug', 'info', 'warn', 'error'] as const

type LogLevel = (typeof levels)[number]

export type Log = {
  readonly [level in LogLevel]: (
    message: string,
    facts?: { readonly [name: string]: string | number | boolean },
  ) => void
}

export const isLogLevel = (text: string): text is LogLevel => levels.some((level) => level === text)

/** Lines below the level are left out. */
export function makeLog(least: LogLevel, write: (line: string) => void): Log {
  const at =
    (level: LogLevel): Log[LogLevel] =>
    (message, facts = {}) => {
      if (levels.indexOf(level) < levels.indexOf(least)) return
      // Before they are JSON: a mark in the middle of an escape would make the line unreadable.
      const line = { at: new Date().toISOString(), level, message, ...facts }
      write(`${JSON.stringify(line, (_name, value: unknown) => maskedText(value))}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

const maskedText = (value: unknown): unknown => (typeof value === 'string' ? mask(value) : value)

/** An error as one line for the log; the stack is for bugs of ours. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : ''
  return error.name === 'RuntimeError' ? `${error.message}${cause}` : (error.stack ?? error.message)
}
