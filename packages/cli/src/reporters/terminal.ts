// Prints findings for people: what, where, the lines around it, and what to do.

import {
  approximateBytes,
  approximateCpu,
  sourceOf,
  type PrintedAdvice,
  type PrintedDiagnostic,
  type SourceText,
  type SumUnit,
} from '@llmflow/spec'
import { frameOf } from '../terminal/frame.js'
import { printable } from '../terminal/printable.js'
import type { Style } from '../terminal/style.js'
import { alignRows, indent } from '../terminal/table.js'
import { wordsOf, type CliWords } from '../words/words.js'
import { commandLineName } from '../wrong-use.js'
import { printedIn, type Report } from './report.js'

type TerminalOptions = {
  readonly style: Style
  readonly columns: number | undefined
  readonly isQuiet: boolean
}

type Printer = TerminalOptions & {
  readonly sources: readonly SourceText[]
  readonly words: CliWords
}

export function terminalReport(report: Report, options: TerminalOptions): string {
  const all = printedIn(report)
  const words = wordsOf(report.language)
  const printer: Printer = { ...options, sources: report.outcome.sources, words }
  const shown = all.filter(({ severity }) => !options.isQuiet || severity === 'error')
  const blocks = shown.map((finding) => `${findingLines(finding, printer).join('\n')}\n`)
  const closing = options.isQuiet ? '' : summaryOf(report, all, words, options.style)
  return [...blocks, closing].filter((block) => block !== '').join('\n')
}

function findingLines(finding: PrintedDiagnostic, printer: Printer): readonly string[] {
  const { style, words } = printer
  const paint = style.severity[finding.severity]
  return [
    `${paint(words.severities[finding.severity])}: ${style.title(printable(finding.message))} ${style.dim(`[${finding.code}]`)}`,
    ...placeLines(finding, paint, printer),
    ...finding.advice.flatMap((advice) => adviceLines(advice, printer)),
  ]
}

type Place = Pick<PrintedDiagnostic, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>

function placeLines(
  place: Place,
  paint: (text: string) => string,
  printer: Printer,
): readonly string[] {
  const { style, columns, sources, words } = printer
  const file = place.file === commandLineName ? words.findings.commandLine : place.file
  const at = `  ${style.place(`${printable(file)}:${place.line}:${place.column}`)}`
  const source = sourceOf(sources, place.file)
  if (source === undefined) return [at]
  return [at, ...indent(frameOf(source, place, { style, columns, paint }))]
}

function adviceLines(advice: PrintedAdvice, printer: Printer): readonly string[] {
  const { style, words } = printer
  switch (advice.kind) {
    case 'frame': {
      const label = advice.label === '' ? words.findings.related : advice.label
      return [`  ${label}:`, ...placeLines(advice, style.severity.info, printer)]
    }
    case 'list':
      return advice.items.map((item) => `  - ${printable(item)}`)
    case 'diff':
      return [
        style.remove(`  - ${printable(advice.remove)}`),
        style.add(`  + ${printable(advice.add)}`),
      ]
    case 'sum':
      return indent(sumLines(advice, words, style))
    case 'command':
      return [`  ${words.findings.run}: ${style.title(printable(advice.command))}`]
  }
}

type Sum = Extract<PrintedAdvice, { readonly kind: 'sum' }>

/** The terms under one another, their total, what there is, and what is missing. */
function sumLines(sum: Sum, words: CliWords, style: Style): readonly string[] {
  const amount = (value: number): string =>
    `${printAmount(value, sum.unit)} ${words.units[sum.unit](value)}`.trim()
  const missing = sum.total - sum.limit
  const rows = [
    ...sum.terms.map(({ label, value }) => [printable(label), amount(value)]),
    [words.findings.total, amount(sum.total)],
    [words.findings.limit, amount(sum.limit)],
    ...(missing > 0 ? [[words.findings.over, amount(missing)]] : []),
  ]
  return alignRows(rows, ['left', 'right']).map((line, index) =>
    index < sum.terms.length ? line : style.title(line),
  )
}

function printAmount(value: number, unit: SumUnit): string {
  if (unit === 'bytes') return approximateBytes(value)
  return unit === 'cpu-millis' ? approximateCpu(value) : `${value}`
}

function summaryOf(
  { command, outcome }: Report,
  printed: readonly PrintedDiagnostic[],
  words: CliWords,
  style: Style,
): string {
  const count = (severity: PrintedDiagnostic['severity']): number =>
    printed.filter((finding) => finding.severity === severity).length
  const counts = words.findings.counts(count('error'), count('warning'), count('info'))
  const first = printed.find(({ severity }) => severity === 'error') ?? printed[0]
  if (first?.code === 'spec/wrong-use') return `${words.findings.help(command)}\n`
  const { subject, hint, sources } = outcome
  const looked =
    (subject === '' ? '' : `${style.dim(words.findings.lookedAt(subject))}\n`) +
    (hint === '' ? '' : `${hint}\n`)
  if (first !== undefined)
    return `${style.title(counts)}; ${words.findings.explain(first.code)}\n${looked}`
  if (outcome.findings === 'error') return looked
  return `${words.findings.none(subject === '' ? sources.map(({ name }) => name).join(', ') : subject)}\n`
}
