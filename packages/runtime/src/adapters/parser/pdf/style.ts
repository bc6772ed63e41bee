// How a document is set, from some of its pages: the size of its body text, the sizes of its titles, its blanks.

import type { Fragment } from './fragments.js'
import type { PdfDocument } from './document.js'
import { wordsIn } from './korean-words.js'

export type Style = {
  readonly bodySize: number
  /** From the largest. */
  readonly titleSizes: readonly number[]
  /** Bold lines say nothing where most of the text is bold. */
  readonly isMostlyBold: boolean
  readonly hasTrailingBlanks: boolean
  /** Korean words that stand whole inside lines: they tell which were parted at the end of one. */
  readonly words: ReadonlySet<string>
}

const pagesMax = 16
const titleRatio = 1.06
/** Sizes with more of the text than this are another body, not titles. */
const titleShareMax = 0.2
const titleSizesMax = 5
const trailingBlanksShare = 0.3

export function styleOf(document: PdfDocument): Style {
  const step = Math.max(1, document.pageCount / pagesMax)
  const fragments: Fragment[] = []
  for (let at = 1; at <= document.pageCount; at += step) {
    fragments.push(...(document.page(Math.floor(at))?.fragments ?? []))
  }
  return styleOfFragments(fragments)
}

function styleOfFragments(fragments: readonly Fragment[]): Style {
  const sizes = new Map<number, number>()
  let total = 0
  let bold = 0
  for (const { size, text, isBold } of fragments) {
    const rounded = Math.round(size * 2) / 2
    sizes.set(rounded, (sizes.get(rounded) ?? 0) + text.length)
    total += text.length
    if (isBold) bold += text.length
  }
  const [bodySize = 10] = [...sizes].toSorted((a, b) => b[1] - a[1]).map(([size]) => size)
  const larger = [...sizes].filter(
    ([size, length]) => size >= bodySize * titleRatio && length <= total * titleShareMax,
  )
  const withBlank = fragments.filter(({ endsWithBlank }) => endsWithBlank).length
  return {
    bodySize,
    titleSizes: larger
      .map(([size]) => size)
      .toSorted((a, b) => b - a)
      .slice(0, titleSizesMax),
    isMostlyBold: bold > total / 2,
    hasTrailingBlanks: withBlank > fragments.length * trailingBlanksShare,
    // The first and the last of a line may be parts.
    words: new Set(fragments.flatMap(({ text }) => wordsIn(text).slice(1, -1))),
  }
}

/** How much larger than the body's; 1.06 is one point at usual sizes. */
export const isTitleSize = (size: number, { bodySize }: Style, ratio = titleRatio): boolean =>
  size >= bodySize * ratio
