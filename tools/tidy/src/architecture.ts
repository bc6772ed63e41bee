// Reads the table of permitted imports out of ARCHITECTURE.md: the document is the rule.

import type { Tree } from './tree.js'

export type Row = {
  /** The package's folder name, such as `spec`. */
  readonly name: string
  readonly mayImport: readonly string[]
  readonly thirdParties: readonly string[]
  readonly isPure: boolean
  readonly line: number
}

export const architecturePath = 'ARCHITECTURE.md'

const headings = ['package', 'may import', 'third parties', 'pure']
const nothingOfOurs = 'nothing of ours'

export function readRows({ files }: Tree): readonly Row[] {
  const lines = (files.get(architecturePath) ?? '').split('\n')
  const start = lines.findIndex((line) => cellsOf(line).join() === headings.join())
  if (start === -1) return []
  const rows = lines.slice(start + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows
    .slice(0, end === -1 ? rows.length : end)
    .map((row, index) => readRow(row, start + index + 3))
}

function readRow(text: string, line: number): Row {
  const [name = '', mayImport = '', thirdParties = '', pure = ''] = cellsOf(text)
  return {
    name,
    mayImport: mayImport === nothingOfOurs ? [] : mayImport.split(',').map((one) => one.trim()),
    thirdParties: Array.from(thirdParties.matchAll(/`([^`]+)`/g), (match) => match[1] ?? ''),
    isPure: pure === 'yes',
    line,
  }
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
