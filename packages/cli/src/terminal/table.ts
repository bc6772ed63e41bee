// Lays rows out in columns that people can read.

import { padEnd, padStart, widthOf } from './width.js'

type Column = { readonly title: string; readonly align: 'left' | 'right' }

export const left = (title: string): Column => ({ title, align: 'left' })
export const right = (title: string): Column => ({ title, align: 'right' })

/** A table with its header; columns that are empty in every row are left out. */
export function tableOf(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  styleHeader: (text: string) => string,
): readonly string[] {
  const kept = columns.flatMap(({ title, align }, index) => {
    const cells = rows.map((row) => row[index] ?? '')
    if (cells.every((cell) => cell === '')) return []
    const width = Math.max(widthOf(title), ...cells.map(widthOf))
    return [{ title, cells, pad: (text: string) => pad(text, width, align) }]
  })
  const header = kept
    .map(({ title, pad }) => pad(title))
    .join('  ')
    .trimEnd()
  const lines = rows.map((_, row) =>
    kept
      .map(({ cells, pad }) => pad(cells[row] ?? ''))
      .join('  ')
      .trimEnd(),
  )
  return [styleHeader(header), ...lines]
}

function pad(text: string, width: number, align: Column['align']): string {
  return align === 'left' ? padEnd(text, width) : padStart(text, width)
}

/** Rows of cells under one another, without a header. */
export function alignRows(
  rows: readonly (readonly string[])[],
  aligns: readonly Column['align'][],
): readonly string[] {
  return tableOf(
    aligns.map((align) => ({ title: '', align })),
    rows,
    (header) => header,
  ).slice(1)
}

export const indent = (lines: readonly string[], by = '  '): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `${by}${line}`))
