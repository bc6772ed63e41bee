// Defines the holes of an object: what a target fills in or leaves open for whoever installs it.

import type { Pointer } from '@llmflow/spec'

/** A symbol, so that no field of an object, whoever named it, is taken for a hole. */
const hole = Symbol('hole')

/** How a text takes a value: as it is, or cut to what a label may hold. */
type Cut = 'label'

/** A value that the plan lists among its parameters. `value` is what it is in the place where it stands. */
type ParameterHole<T> = {
  readonly kind: 'parameter'
  readonly path: Pointer
  readonly value: T
  readonly cut?: Cut
}

/** Text with values in it. */
type TextHole = { readonly kind: 'text'; readonly parts: readonly TextPart[] }

/** Digits that change with what they are taken from, whichever target works them out. */
type HashHole = { readonly kind: 'hash'; readonly of: unknown; readonly length: number }

/** An element of a list that is there only while other components are. */
type ElementHole<T> = {
  readonly kind: 'element'
  readonly components: readonly string[]
  readonly element: T
}

export type Hole = ParameterHole<unknown> | TextHole | HashHole | ElementHole<unknown>

export type Parameter<T> = { readonly [hole]: ParameterHole<T> }
type Composed = { readonly [hole]: TextHole }
export type Hash = { readonly [hole]: HashHole }
export type Element<T> = { readonly [hole]: ElementHole<T> }

export type TextPart = string | Parameter<string> | Parameter<unknown> | Hash

/** A text that may have holes. */
export type TemplateText = string | Parameter<string> | Composed | Hash

/** An object of a kind, each leaf of which may be a hole, and each map of names to texts as a whole. */
type Templated<T> = T extends string
  ? T | Parameter<T> | (string extends T ? Composed | Hash : never)
  : T extends number
    ? T | Parameter<T>
    : T extends boolean | null | undefined
      ? T
      : T extends readonly (infer Item)[]
        ? readonly (Templated<Item> | Element<Templated<Item>>)[]
        : string extends keyof T
          ? TemplatedFields<T> | Parameter<T>
          : TemplatedFields<T>

export type TemplatedFields<T> = { readonly [Key in keyof T]: Templated<T[Key]> }

export const parameter = <T>(path: Pointer, value: T): Parameter<T> => ({
  [hole]: { kind: 'parameter', path, value },
})

/** A value in the form of a label: tags may be longer than labels, and end in what a label may not end in. */
export const labelParameter = (path: Pointer, value: string): Parameter<string> => ({
  [hole]: { kind: 'parameter', path, value, cut: 'label' },
})

export const hashed = (of: unknown, length: number): Hash => ({
  [hole]: { kind: 'hash', of, length },
})

export const whileEnabled = <T>(components: readonly string[], element: T): Element<T> => ({
  [hole]: { kind: 'element', components, element },
})

/** Text put together of strings and holes; plain text where it has no hole. */
export function composed(parts: readonly (TextPart | Composed)[]): TemplateText {
  const flat = parts.flatMap((part): readonly TextPart[] => {
    const inner = typeof part === 'string' ? undefined : part[hole]
    return inner?.kind === 'text' ? inner.parts : isTextPart(part) ? [part] : []
  })
  return flat.every((part) => typeof part === 'string')
    ? flat.join('')
    : { [hole]: { kind: 'text', parts: flat } }
}

const isTextPart = (part: TextPart | Composed): part is TextPart => holeOf(part)?.kind !== 'text'

/** The hole that a value is; undefined for plain values. */
export function holeOf(value: unknown): Hole | undefined {
  return isHole(value) ? value[hole] : undefined
}

const isHole = (value: unknown): value is { readonly [hole]: Hole } =>
  typeof value === 'object' && value !== null && hole in value

export const labelCut = (text: string): string => text.slice(0, 63).replace(/[^A-Za-z0-9]+$/, '')
