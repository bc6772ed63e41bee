// Says which setting a place in a YAML text is about, by indentation alone, because half-written text has no tree.

type YamlPlace = {
  /** The keys around the place; `[]` stands for an entry of a list. */
  readonly parents: readonly string[]
  /** The key whose value is being written; absent while a key is. */
  readonly key: string | undefined
  /** What is written of the key or the value before the place, and where it begins. */
  readonly word: string
  readonly from: number
}

type Mark = { readonly column: number; readonly key: string | undefined }

const listMark = '[]'
const keyPattern = /^("[^"]*"|'[^']*'|[^\s:#{}[\],'"][^:#{}[\],]*?)\s*:(?=\s|$)/

/** What a line says: the dashes of lists and the key behind them, with their columns. */
function marksOf(line: string): readonly Mark[] {
  const marks: Mark[] = []
  let column = line.length - line.trimStart().length
  while (/^-(\s|$)/.test(line.slice(column))) {
    marks.push({ column, key: undefined })
    const behind = line.slice(column + 1)
    column += 1 + behind.length - behind.trimStart().length
  }
  const key = keyPattern.exec(line.slice(column))?.[1]
  return key === undefined ? marks : [...marks, { column, key: bare(key) }]
}

const bare = (key: string): string => key.trim().replace(/^(["'])(.*)\1$/, '$2')

/** The keys above a line that hold what begins at a column, the outermost first. */
function parentsAbove(lines: readonly string[], row: number, begin: Mark): readonly string[] {
  const parents: string[] = []
  let inner = begin
  for (let above = row - 1; above >= 0; above -= 1) {
    const line = lines[above] ?? ''
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    for (const mark of marksOf(line).toReversed()) {
      if (!holds(mark, inner)) continue
      parents.unshift(mark.key ?? listMark)
      inner = mark
    }
  }
  return parents
}

/** A list may stand right below its key, without indentation. */
const holds = (outer: Mark, inner: Mark): boolean =>
  outer.column < inner.column ||
  (outer.column === inner.column && inner.key === undefined && outer.key !== undefined)

export function placeAt(text: string, offset: number): YamlPlace | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const lines = text.slice(0, offset).split('\n')
  const row = lines.length - 1
  const line = lines[row] ?? ''
  if (/(^|\s)#/.test(line)) return undefined
  const brace = openBrace(line)
  if (brace !== undefined) return inBraces(lines, row, start, brace)
  const own = marksOf(line)
  const last = own.at(-1)
  const indented = { column: line.length - line.trimStart().length, key: '' }
  const dashes = own.filter(({ key }) => key === undefined)
  const parents = [...parentsAbove(lines, row, own[0] ?? indented), ...dashes.map(() => listMark)]
  if (last?.key !== undefined) {
    const colon = line.indexOf(':', last.column) + 1
    const written = line.slice(colon)
    const word = written.trimStart()
    return { parents, key: last.key, word, from: start + line.length - word.length }
  }
  const word = /[^\s-][^\s]*$/.exec(line)?.[0] ?? ''
  return { parents, key: undefined, word, from: offset - word.length }
}

/** The column of the last brace that is not closed before the end. */
function openBrace(line: string): number | undefined {
  const open: number[] = []
  for (let column = 0; column < line.length; column += 1) {
    if (line[column] === '{') open.push(column)
    if (line[column] === '}') open.pop()
  }
  return open.at(-1)
}

function inBraces(
  lines: readonly string[],
  row: number,
  start: number,
  brace: number,
): YamlPlace | undefined {
  const line = lines[row] ?? ''
  const around = placeAt([...lines.slice(0, row), line.slice(0, brace)].join('\n'), start + brace)
  if (around === undefined) return undefined
  const parents = around.key === undefined ? around.parents : [...around.parents, around.key]
  const written = line.slice(brace + 1)
  const piece = (written.split(',').at(-1) ?? '').trimStart()
  const key = keyPattern.exec(piece)?.[1]
  const word = key === undefined ? piece : piece.slice(piece.indexOf(':') + 1).trimStart()
  return {
    parents,
    key: key === undefined ? undefined : bare(key),
    word,
    from: start + line.length - word.length,
  }
}
