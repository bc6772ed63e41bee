// Finds a cited passage in the text of its chunk.

import type { Highlight } from './highlight.ts'

type Cut = { readonly before: string; readonly passage: string; readonly after: string }

/** Where the span says; where the text there is another one, where the quote stands; else all of it. */
export function passageIn(text: string, { span, quote }: Pick<Highlight, 'span' | 'quote'>): Cut {
  if (span.end > span.start && text.slice(span.start, span.end) === quote) {
    return cut(text, span.start, span.end)
  }
  const at = quote === '' ? -1 : text.indexOf(quote)
  return at < 0 ? cut(text, 0, text.length) : cut(text, at, at + quote.length)
}

const cut = (text: string, start: number, end: number): Cut => ({
  before: text.slice(0, start),
  passage: text.slice(start, end),
  after: text.slice(end),
})
