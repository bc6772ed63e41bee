// Finds the fenced blocks of a Markdown text, also of one that is indented inside YAML.

import { parser } from '@lezer/markdown'
import { piecesOf, type Excerpt, type Piece } from '@llmflow/spec'

/** Only blocks are asked for. What stands in a line costs more, and one of its parsers grows with the square of blanks. */
const blocks = parser.configure({
  remove: [
    'Emphasis',
    'Entity',
    'Escape',
    'HardBreak',
    'HTMLTag',
    'Image',
    'InlineCode',
    'Link',
    'LinkEnd',
  ],
})

/** A fenced block: the language that it claims, in lower case, and its text. */
type Fence = { readonly language: string; readonly excerpt: Excerpt }

/** The fenced blocks in their order. */
export function fencesOf(markdown: Excerpt): readonly Fence[] {
  const fences: Fence[] = []
  const { text } = markdown
  blocks.parse(text).iterate({
    enter: (node) => {
      if (node.name !== 'FencedCode') return true
      const info = node.node.getChild('CodeInfo')
      const language = info === null ? '' : text.slice(info.from, info.to)
      fences.push({
        language: (language.split(/[\s{,]/)[0] ?? '').toLowerCase(),
        excerpt: piecesOf(markdown, withLineBreaks(text, node.node.getChildren('CodeText'))),
      })
      return false
    },
  })
  return fences
}

/** In lists and quotes every line is a node of its own, without its line break. */
function withLineBreaks(
  text: string,
  nodes: readonly { readonly from: number; readonly to: number }[],
): readonly Piece[] {
  return nodes.map(({ from, to }) => ({
    start: from,
    length: (text[to] === '\n' ? to + 1 : to) - from,
  }))
}

/** The name of a file that the first line says, as in `# redis.conf` or `// grafana/overview.json`. */
export function nameInComment(text: string): string {
  const first = /^\s*(?:#|\/\/|;|--)\s*(\S+)\s*(?:$|[\s(])/.exec(text.split('\n', 1)[0] ?? '')
  const name = first?.[1] ?? ''
  return /^(?:[\w@.-]+\/)*(?:[\w-]+\.[a-z]{2,5}|\.env[\w.-]*|Dockerfile)$/i.test(name) ? name : ''
}
