// Applies the fixes that are certain: texts to replace exactly where a finding stands.

import { sourceOf, type Diagnostic, type SourceText } from '@llmflow/spec'

export type Edit = { readonly offset: number; readonly remove: string; readonly add: string }

export type FixedSource = {
  readonly source: SourceText
  readonly edits: readonly Edit[]
  readonly text: string
}

/** The sources that fixes change. What a program made, or what was damaged in reading, is left alone. */
export function fixesOf(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
): readonly FixedSource[] {
  const edits = new Map<SourceText, Edit[]>()
  for (const { location, advice } of diagnostics) {
    const source = sourceOf(sources, location.document)
    if (source === undefined || !('offset' in location) || !isFixable(source)) continue
    for (const one of advice) {
      if (one.kind !== 'diff' || !source.text.startsWith(one.remove, location.offset)) continue
      const { remove, add } = one
      edits.set(source, [...(edits.get(source) ?? []), { offset: location.offset, remove, add }])
    }
  }
  return sources.flatMap((source) => {
    const kept = withoutOverlaps(edits.get(source) ?? [])
    return kept.length === 0 ? [] : [{ source, edits: kept, text: applied(source.text, kept) }]
  })
}

/** A character that stands for octets that are no UTF-8: writing the file would lose them. */
const replacement = '\uFFFD'

const isFixable = ({ madeFrom, text }: SourceText): boolean =>
  madeFrom === undefined && !text.includes(replacement)

/** In the order of the text; of two fixes in one place the first is taken, the other follows in a second run. */
function withoutOverlaps(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = []
  let end = 0
  for (const edit of edits.toSorted((one, other) => one.offset - other.offset)) {
    if (edit.offset < end || edit.remove === '') continue
    kept.push(edit)
    end = edit.offset + edit.remove.length
  }
  return kept
}

export function applied(text: string, edits: readonly Edit[]): string {
  const parts: string[] = []
  let at = 0
  for (const { offset, remove, add } of edits) {
    parts.push(text.slice(at, offset), add)
    at = offset + remove.length
  }
  return parts.join('') + text.slice(at)
}
