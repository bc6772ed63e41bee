// Cuts Markdown into blocks that can be parsed alone, so that a growing answer parses only its last one anew.

const fence = /^ {0,3}(`{3,}|~{3,})/

/** Joined by an empty line they are the text again. What is inside a fence or belongs to a list item stays together. */
export function blocksOf(markdown: string): readonly string[] {
  const blocks: string[] = []
  let block: string[] = []
  let open: string | undefined
  let hasGap = false
  for (const line of markdown.split('\n')) {
    if (open === undefined && line.trim() === '') {
      hasGap = block.length > 0
      if (hasGap) block.push(line)
      continue
    }
    if (hasGap && open === undefined && !/^\s/.test(line)) {
      blocks.push(block.join('\n').trimEnd())
      block = []
    }
    hasGap = false
    block.push(line)
    open = openAfter(open, line)
  }
  const last = block.join('\n').trimEnd()
  return last === '' ? blocks : [...blocks, last]
}

function openAfter(open: string | undefined, line: string): string | undefined {
  const mark = fence.exec(line)?.[1]
  if (mark === undefined) return open
  if (open === undefined) return mark
  const closes = mark.startsWith(open) && line.trim() === mark
  return closes ? undefined : open
}
