// Reads the fenced blocks of a Markdown page, and compares written output with real output.

/** A fenced block. `info` is what stands behind the language: `yaml file=acme/llmflow.yaml`. */
export type Block = {
  readonly language: string
  readonly info: { readonly [key: string]: string }
  readonly lines: readonly string[]
  /** Index of its first line in the page. */
  readonly start: number
}

export function blocksIn(page: string): readonly Block[] {
  const blocks: Block[] = []
  let open: (Omit<Block, 'lines'> & { readonly fence: string; lines: string[] }) | undefined
  for (const [index, line] of page.split('\n').entries()) {
    const [, fence, language = '', rest = ''] = /^ *(`{3,})(\S*)\s*(.*)$/.exec(line) ?? []
    if (line.trim() === open?.fence) {
      const { fence: _, ...block } = open
      blocks.push(block)
      open = undefined
    } else if (open !== undefined) open.lines.push(line)
    else if (fence !== undefined) {
      open = { fence, language, info: infoOf(rest), lines: [], start: index + 1 }
    }
  }
  return blocks
}

const infoOf = (text: string): Block['info'] =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value]),
  )

/** The page with other lines in place of a block's. */
export function replaceBlock(page: string, { start, lines }: Block, by: readonly string[]): string {
  return page
    .split('\n')
    .toSpliced(start, lines.length, ...by)
    .join('\n')
}

/** Stands for lines that are left out. */
const isGap = (line: string): boolean => /^\s*(\/\/ |# )?…$/.test(line)

/** Whether `written` is `real`, or `real` with gaps. */
export function shows(written: readonly string[], real: readonly string[]): boolean {
  const parts = partsOf(written)
  const [first = [], ...later] = parts
  const last = later.at(-1)
  if (last === undefined) return isAt(first, real, 0) && first.length === real.length
  if (!isAt(first, real, 0)) return false
  const end = real.length - last.length
  const reached = later.slice(0, -1).reduce((at, part) => find(part, real, at), first.length)
  return reached <= end && isAt(last, real, end)
}

/** Whether the lines of `written`, its gaps aside, stand in `text` in this order. */
export function quotes(written: readonly string[], text: readonly string[]): boolean {
  const plain = text.map(withoutTaste)
  return (
    partsOf(written.map(withoutTaste)).reduce((at, part) => find(part, plain, at), 0) < Infinity
  )
}

/** A formatter may indent, space and quote YAML in a page otherwise than in the file. */
const withoutTaste = (line: string): string =>
  line
    .trim()
    .replaceAll(/(?<=\{) | (?=\})/g, '')
    .replaceAll('"', "'")

/**
 * `real`, cut as `written` was: its parts begin and end with the same words as before. Where they are gone it stays
 * whole, so that what was written never passes for what is printed.
 */
export function cutLike(written: readonly string[], real: readonly string[]): readonly string[] {
  const gaps = written.filter(isGap)
  let from = 0
  const cut = partsOf(written).flatMap((part, index) => {
    const { lines, end } = cutPart(part, real, from)
    from = end
    return [...lines, ...gaps.slice(index, index + 1)]
  })
  return gaps.length > 0 && shows(cut, real) ? cut : real
}

type Cut = { readonly lines: readonly string[]; readonly end: number }

function cutPart(part: readonly string[], real: readonly string[], from: number): Cut {
  const start = part.length === 0 ? -1 : findWords(part[0], real, from)
  if (start === -1) return { lines: part, end: from }
  const last = part.length === 1 ? start : findWords(part.at(-1), real, start + 1)
  const end = last === -1 ? start + part.length : last + 1
  return { lines: real.slice(start, end), end }
}

const findWords = (line: string | undefined, lines: readonly string[], from: number): number =>
  lines.findIndex((other, index) => index >= from && firstWords(other) === firstWords(line))

/** What a line begins with: three words, whatever the numbers in them. */
const firstWords = (line = ''): string =>
  line
    .trim()
    .replaceAll(/\d[\d.]*/g, '0')
    .split(/\s+/, 3)
    .join(' ')

function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]]
  for (const line of lines) {
    if (isGap(line)) parts.push([])
    else parts.at(-1)?.push(line)
  }
  return parts
}

const isAt = (part: readonly string[], lines: readonly string[], at: number): boolean =>
  part.every((line, index) => line === lines[at + index])

/** Where the lines behind `part` begin; beyond every end when it is not there. */
function find(part: readonly string[], lines: readonly string[], from: number): number {
  for (let at = from; at + part.length <= lines.length; at += 1) {
    if (isAt(part, lines, at)) return at + part.length
  }
  return Infinity
}
