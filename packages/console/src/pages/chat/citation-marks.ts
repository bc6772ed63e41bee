// Finds the marks of citations, like [1], in the text of a Markdown tree and makes elements of them.

/** What is needed of a node; trees of Markdown have more. */
type MarkdownNode = {
  readonly type: string
  value?: string
  children?: MarkdownNode[]
  data?: { readonly hName: string }
}

const mark = /\[(\d{1,3})\]/g
const untouched = new Set(['code', 'inlineCode', 'link', 'linkReference'])

/** A plugin of the Markdown reader: every mark becomes the element `cite` around its number. */
export const citationMarks = () => (tree: MarkdownNode) => {
  markChildren(tree)
}

function markChildren(node: MarkdownNode): void {
  if (node.children === undefined || untouched.has(node.type)) return
  node.children = node.children.flatMap((child) => {
    markChildren(child)
    return child.type === 'text' ? piecesOf(child.value ?? '') : [child]
  })
}

function piecesOf(value: string): MarkdownNode[] {
  const pieces: MarkdownNode[] = []
  let end = 0
  for (const found of value.matchAll(mark)) {
    if (found.index > end) pieces.push({ type: 'text', value: value.slice(end, found.index) })
    pieces.push({
      type: 'citationMark',
      data: { hName: 'cite' },
      children: [{ type: 'text', value: found[1] ?? '' }],
    })
    end = found.index + found[0].length
  }
  if (end < value.length || value === '') pieces.push({ type: 'text', value: value.slice(end) })
  return pieces
}
