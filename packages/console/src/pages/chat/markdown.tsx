// One block of an answer's Markdown: no HTML, no pictures from anywhere, links in a window of their own.

import { useContext, type ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { citationMarks } from './citation-marks.ts'
import { SourceMark } from './source-mark.tsx'
import { SourcesContext } from './sources-context.ts'

const plugins = [remarkGfm, citationMarks]

const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
  img: ({ alt }) => <span>{alt}</span>,
  table: ({ children }) => <ScrollingTable>{children}</ScrollingTable>,
  cite: ({ children }) => <SourceMark number={Number(children)} />,
}

/** A wide table scrolls in itself and can be scrolled by keyboard. */
function ScrollingTable({ children }: { readonly children?: ReactNode }) {
  const { tableLabel } = useContext(SourcesContext)
  return (
    <div role="region" aria-label={tableLabel} tabIndex={0}>
      <table>{children}</table>
    </div>
  )
}

export function MarkdownBlock({ text }: { readonly text: string }) {
  return (
    <Markdown remarkPlugins={plugins} components={components}>
      {text}
    </Markdown>
  )
}
