// Writes the signs of known problems in few words.

import type { FieldOwner, Sign, SubjectForm } from '../problem.js'

type Values = {
  readonly is?: readonly string[]
  readonly isNot?: readonly string[]
  readonly matches?: string
}

export const setting = (name: string, values: Values = {}): Sign => ({
  kind: 'setting',
  name,
  ...values,
})

export const unset = (...anyOf: readonly string[]): Sign => ({ kind: 'unset', anyOf })

/** Also for Helm values: charts of any kind would need it there. */
export const unsetInValues = (...anyOf: readonly string[]): Sign => ({
  kind: 'unset',
  anyOf,
  inValues: true,
})

export const item = (name: string, ...is: readonly string[]): Sign => ({ kind: 'item', name, is })
export const all = (...of: readonly Sign[]): Sign => ({ kind: 'all', of })
export const any = (...of: readonly Sign[]): Sign => ({ kind: 'any', of })
export const not = (sign: Sign): Sign => ({ kind: 'not', sign })
export const form = (...anyOf: readonly SubjectForm[]): Sign => ({ kind: 'form', anyOf })
export const part = (...anyOf: readonly string[]): Sign => ({ kind: 'part', anyOf })
export const command = (matches: string): Sign => ({ kind: 'command', matches })
export const mount = (matches: string): Sign => ({ kind: 'mount', matches })
export const noMount = (matches: string): Sign => ({ kind: 'no-mount', matches })
/** In another process of the same program. */
export const elsewhere = (sign: Sign): Sign => ({ kind: 'elsewhere', sign })
export const beside = (software: string): Sign => ({ kind: 'beside', software })

export const image = (patterns: { readonly repository?: string; readonly tag?: string }): Sign => ({
  kind: 'image',
  ...patterns,
})

export const field = (path: string, of?: FieldOwner): Sign => ({
  kind: 'field',
  path,
  ...(of === undefined ? {} : { of }),
})

export const noField = (path: string, of?: FieldOwner): Sign => ({
  kind: 'no-field',
  path,
  ...(of === undefined ? {} : { of }),
})

export const noGpu: Sign = { kind: 'gpus', from: 0, to: 0 }
export const severalReplicas: Sign = { kind: 'replicas', from: 2 }

/** A container or a compose service, whose settings are all that the program gets. */
export const runs = form('kubernetes', 'compose')
