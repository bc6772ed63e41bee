// Expands the charts that we write, as Helm would, for laws that run where no Helm is.

import { isObject, readDocument, type Files } from '@llmflow/spec'
import { evaluate, isTrue, print, type Names } from './expression.js'

/** Objects of Kubernetes, without the tests of the chart. */
export function expandChart({ files }: Files, folder = 'helm'): readonly unknown[] {
  const valuesText = files.find(({ path }) => path === `${folder}/values.yaml`)?.text ?? ''
  const values = valueOf(valuesText)
  return files.flatMap(({ path, text }) => {
    const [, subchart, name = ''] = /^helm\/(?:charts\/([^/]+)\/)?templates\/(.+)$/.exec(path) ?? []
    if (!name.endsWith('.yaml') || name.startsWith('tests/')) return []
    const expanded = expand(text, { $: { Values: valuesOf(values, subchart) } })
    return documentsIn(expanded).map(valueOf)
  })
}

/** Helm cuts blank lines off the end of each document. */
const documentsIn = (text: string): readonly string[] =>
  text
    .split(/^---$/m)
    .flatMap((document) => (document.trim() === '' ? [] : [`${document.trim()}\n`]))

/** A sub-chart sees its own values, and what is global. */
function valuesOf(values: unknown, subchart: string | undefined): unknown {
  if (subchart === undefined || !isObject(values)) return values
  const own = values[subchart]
  return isObject(own) ? { ...own, global: values['global'] } : {}
}

const valueOf = (text: string): unknown => readDocument('template', text).document?.value

type Piece = { readonly kind: 'text' | 'action'; readonly text: string }

function expand(template: string, names: Names): string {
  const [text, rest] = block(piecesOf(template), names)
  return rest.length === 0 ? text : `${text}<unbalanced>`
}

const actionPattern = /\{\{(-?)\s*((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`}])*?)\s*(-?)\}\}/

/** Texts and actions; a dash in a brace takes the blanks beside it. */
function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = []
  let rest = template
  for (;;) {
    const match = actionPattern.exec(rest)
    if (match === null) return [...pieces, { kind: 'text', text: rest }]
    const [whole, dash, action = '', dashBehind] = match
    const before = rest.slice(0, match.index)
    pieces.push({ kind: 'text', text: dash === '-' ? before.trimEnd() : before })
    pieces.push({ kind: 'action', text: action })
    const behind = rest.slice(match.index + whole.length)
    rest = dashBehind === '-' ? behind.trimStart() : behind
  }
}

/** Up to the end of the block, and what comes behind it. */
function block(
  pieces: readonly Piece[],
  names: Names,
): readonly [text: string, rest: readonly Piece[]] {
  let text = ''
  let rest = pieces
  for (;;) {
    const [piece, ...behind] = rest
    if (piece === undefined) return [text, []]
    if (piece.kind === 'action' && piece.text === 'end') return [text, behind]
    const [printed, next] = step(piece, behind, names)
    text += printed
    rest = next
  }
}

function step(
  { kind, text }: Piece,
  behind: readonly Piece[],
  names: Names,
): readonly [text: string, rest: readonly Piece[]] {
  if (kind === 'text') return [text, behind]
  const condition = /^if (.*)$/s.exec(text)?.[1]
  if (condition !== undefined) {
    const isTaken = isTrue(evaluate(condition, names))
    return isTaken ? block(behind, names) : ['', skipped(behind)]
  }
  const [, variable, list] = /^range (\$\w+) := (.*)$/s.exec(text) ?? []
  if (variable === undefined || list === undefined) return [print(evaluate(text, names)), behind]
  const items = evaluate(list, names)
  const texts = (Array.isArray(items) ? items : []).map(
    (item: unknown) => block(behind, { ...names, [variable]: item })[0],
  )
  return [texts.join(''), skipped(behind)]
}

/** What comes behind the end of a block that nobody reads. */
function skipped(pieces: readonly Piece[]): readonly Piece[] {
  let depth = 1
  for (const [index, { kind, text }] of pieces.entries()) {
    if (kind !== 'action') continue
    if (/^(?:if|range) /.test(text)) depth += 1
    if (text === 'end') depth -= 1
    if (depth === 0) return pieces.slice(index + 1)
  }
  return []
}
