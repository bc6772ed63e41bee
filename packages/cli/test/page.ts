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
    const [, fence, language = '', rest = ''] = /^(`{3,})(\S*)\s*(.*)$/.exec(line) ?? []
    if (open !== undefined && line === open.fence) {
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
  return partsOf(written).reduce((at, part) => find(part, text, at), 0) <= text.length
}

/** `real`, cut as `written` was: as many lines before the first gap and after the last. */
export function cutLike(written: readonly string[], real: readonly string[]): readonly string[] {
  const head = written.findIndex(isGap)
  const tail = written.length - 1 - written.findLastIndex(isGap)
  if (head === -1 || head + tail >= real.length) return real
  return [...real.slice(0, head), written[head] ?? '', ...real.slice(real.length - tail)]
}

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
