// Prints changes of a text as a unified diff, which patch and git apply.

import { maskSecrets } from '@llmflow/spec'
import type { Style } from '../terminal/style.js'
import { applied, type Edit, type FixedSource } from './fixes.js'

const contextLines = 3

/** Lines that are replaced: `start` counts from 0. */
type Change = {
  readonly start: number
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export function unifiedDiff({ source, edits }: FixedSource, style: Style): readonly string[] {
  const lines = linesOf(source.text)
  const hunks = hunksOf(changesOf(source.text, edits))
  const name = source.name.replaceAll('\\', '/').replace(/^\/+/, '')
  let shift = 0
  const printed = hunks.flatMap((changes) => {
    const hunk = printHunk(lines, changes, shift, style)
    shift += changes.reduce((sum, { before, after }) => sum + after.length - before.length, 0)
    return hunk
  })
  return [style.title(`--- a/${name}`), style.title(`+++ b/${name}`), ...printed]
}

/** Lines with their line breaks, so that a last line without one is told apart. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

function changesOf(text: string, edits: readonly Edit[]): readonly Change[] {
  const changes: Change[] = []
  for (let index = 0; index < edits.length;) {
    const [first, ...more] = edits.slice(index)
    if (first === undefined) break
    const from = text.lastIndexOf('\n', first.offset - 1) + 1
    let to = lineEnd(text, first.offset + first.remove.length)
    const together = [first]
    for (const next of more) {
      if (next.offset >= to) break
      together.push(next)
      to = lineEnd(text, next.offset + next.remove.length)
    }
    const moved = together.map((edit) => ({ ...edit, offset: edit.offset - from }))
    const old = text.slice(from, to)
    changes.push({
      start: linesOf(text.slice(0, from)).length,
      before: linesOf(old),
      after: linesOf(applied(old, moved)),
    })
    index += together.length
  }
  return changes
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', Math.max(0, from - 1))
  return end === -1 ? text.length : end + 1
}

/** Changes whose context would overlap share a hunk. */
function hunksOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = []
  for (const change of changes) {
    const last = hunks.at(-1)
    const before = last?.at(-1)
    const isNear =
      before !== undefined &&
      change.start - (before.start + before.before.length) <= 2 * contextLines
    if (last !== undefined && isNear) last.push(change)
    else hunks.push([change])
  }
  return hunks
}

function printHunk(
  lines: readonly string[],
  changes: readonly Change[],
  shift: number,
  style: Style,
): readonly string[] {
  const [first, last] = [changes[0], changes.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = Math.max(0, first.start - contextLines)
  const to = Math.min(lines.length, last.start + last.before.length + contextLines)
  const body: string[] = []
  let at = from
  for (const { start, before, after } of changes) {
    body.push(...lines.slice(at, start).flatMap((line) => printLine(' ', line)))
    body.push(...before.flatMap((line) => printLine('-', line).map(style.remove)))
    body.push(...after.flatMap((line) => printLine('+', line).map(style.add)))
    at = start + before.length
  }
  body.push(...lines.slice(at, to).flatMap((line) => printLine(' ', line)))
  const growth = changes.reduce((sum, { before, after }) => sum + after.length - before.length, 0)
  const count = to - from
  return [
    style.place(`@@ -${from + 1},${count} +${from + 1 + shift},${count + growth} @@`),
    ...body,
  ]
}

/** A secret is not repeated on a screen or in a log, even at the price of a hunk that cannot be applied. */
function printLine(sign: string, line: string): readonly string[] {
  if (line.endsWith('\n')) return [sign + maskSecrets(line.slice(0, -1))]
  return [sign + maskSecrets(line), '\\ No newline at end of file']
}
