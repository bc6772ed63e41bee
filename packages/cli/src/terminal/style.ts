// Decides whether output has colour, and names the colours by what they mean.

import picocolors from 'picocolors'
import type { Severity } from '@llmflow/spec'
import type { Host } from '../host/host.js'

type Paint = (text: string) => string

export type Style = {
  readonly title: Paint
  readonly dim: Paint
  readonly place: Paint
  readonly add: Paint
  readonly remove: Paint
  readonly change: Paint
  readonly severity: { readonly [S in Severity]: Paint }
}

export function styleFor(hasColour: boolean): Style {
  const { bold, blue, cyan, dim, green, red, yellow } = picocolors.createColors(hasColour)
  return {
    title: bold,
    dim,
    place: cyan,
    add: green,
    remove: red,
    change: yellow,
    severity: {
      error: (text) => bold(red(text)),
      warning: (text) => bold(yellow(text)),
      info: (text) => bold(blue(text)),
    },
  }
}

/** NO_COLOR wins, then FORCE_COLOR, then whether a person reads. */
export function wantsColour({ environment, isTerminal }: Host): boolean {
  if (isSet(environment['NO_COLOR'])) return false
  const forced = environment['FORCE_COLOR']
  if (isSet(forced)) return forced !== '0'
  return isTerminal && environment['TERM'] !== 'dumb'
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== ''
