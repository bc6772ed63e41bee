// Finds passwords, tokens and keys that stand in the files in plain text. It never repeats one.

import {
  diagnostic,
  isJsonArray,
  isJsonObject,
  isSecretName,
  looksLikeSecret,
  pointer,
  segmentsOf,
  type Diagnostic,
  type Json,
  type Pointer,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import { flagsIn } from './arguments.js'
import type { Rule } from './rule.js'

type Find = { readonly at: Pointer; readonly key: string }

export const secretInFile: Rule = ({ input, inPlatform, inInventory }) => [
  ...findsIn(input.platform.layered.value).map((find) => report(find, inPlatform)),
  ...(input.inventory === undefined
    ? []
    : findsIn(input.inventory.layered.value).map((find) => report(find, inInventory))),
]

const report = ({ at, key }: Find, place: Subject['inPlatform']): Diagnostic =>
  diagnostic('security/secret-in-file', place(at), { key })

/** Each secret once, at the value that holds it. */
function findsIn(document: Json): readonly Find[] {
  const finds = [...walk(document, '')]
  return [...new Map(finds.map((find) => [find.at, find])).values()]
}

function* walk(value: Json, at: Pointer): Generator<Find> {
  if (isJsonArray(value)) {
    if (isOpen(at)) yield* secretArguments(value, at)
    for (const [index, item] of value.entries()) yield* walk(item, `${at}${pointer(index)}`)
    return
  }
  if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* walk(item, `${at}${pointer(key)}`)
    return
  }
  const name = segmentsOf(at).findLast((segment) => !/^\d+$/.test(segment)) ?? ''
  const isNamed = isOpen(at) && isSecretName(name) && isLiteral(value)
  if (isNamed || (typeof value === 'string' && looksLikeSecret(value)))
    yield { at, key: printed(at) }
}

/** Only where a person chooses the names; elsewhere the schema says what a key means. */
const isOpen = (at: Pointer): boolean =>
  /^\/components\/[^/]+(\/parts\/[^/]+)?\/(env|config|options|args)(\/|$)/.test(at)

const isLiteral = (value: Json): boolean =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'

function* secretArguments(list: readonly Json[], at: Pointer): Generator<Find> {
  const args = list.map((item) => (typeof item === 'string' ? item : ''))
  for (const { name, value, index } of flagsIn(args)) {
    if (!isSecretName(name) || value === undefined || value === '') continue
    yield { at: `${at}${pointer(index)}`, key: `${printed(at)} ${name}` }
  }
}

const printed = (at: Pointer): string => segmentsOf(at).join('.')
