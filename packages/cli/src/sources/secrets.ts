// Keeps secrets that stand in the files out of frames, plans and comparisons: what is printed outlives the terminal.

import {
  sourceOf,
  valueAt,
  type Diagnostic,
  type Json,
  type Pointer,
  type SourceText,
} from '@llmflow/spec'

/** A shorter secret is hidden where a text is nothing else: in the middle of words it would hide half a plan. */
const partsFrom = 6

/** The texts that were found to be secrets, the longest first, so that no end of one stays. */
export function secretsIn(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
): readonly string[] {
  const found = diagnostics.flatMap(({ code, location }) => {
    if (code !== 'security/secret-in-file') return []
    if ('offset' in location) return [textAtOffset(sourceOf(sources, location.document), location)]
    const document = sourceOf(sources, location.document)?.document
    return document === undefined ? [] : textsAt(document.value, location.pointer)
  })
  return [...new Set(found)].toSorted((left, right) => right.length - left.length)
}

/** The stretch of text at a place, without the quotes around it. */
function textAtOffset(
  source: SourceText | undefined,
  { offset, length }: { readonly offset: number; readonly length: number },
): string {
  return (source?.text.slice(offset, offset + length) ?? '').replace(/^(["'])(.*)\1$/s, '$2')
}

/** The secret at a place; of a flag what it is set to, behind it or in the next argument. */
function textsAt(document: Json, at: Pointer): readonly string[] {
  const value = valueAt(document, at)
  if (typeof value === 'number') return [`${value}`]
  if (typeof value !== 'string') return []
  const flag = /^--?[A-Za-z][^\s=]*(?:[=\s]\s*([\s\S]+))?$/.exec(value)
  if (flag === null) return [value]
  if (flag[1] !== undefined) return [flag[1]]
  const next = at.replace(/\d+$/, (index) => `${Number(index) + 1}`)
  const following = valueAt(document, next)
  return typeof following === 'string' ? [following] : []
}

/** A text with stars in place of secrets, each character for one, so that columns stay. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => {
    if (shown === secret) return stars(secret)
    return secret.length < partsFrom ? shown : shown.replaceAll(secret, stars(secret))
  }, text)
}

const stars = (text: string): string => '*'.repeat(text.length)

/** A source as it may be shown. A secret of several lines is hidden line by line. */
export function sourceWithoutSecrets(source: SourceText, secrets: readonly string[]): SourceText {
  const lines = secrets
    .flatMap((secret) => secret.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length === 0 ? source : { ...source, text: withoutSecrets(source.text, lines) }
}
