// The passage that a document is opened at: where it stands on its pages, and what it says.

export type Box = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A box of a page that counts from 1, in points from the upper left corner of the page as people see it. */
type PageBox = { readonly page: number; readonly box: Box }

export type Highlight = {
  readonly chunkId: string
  readonly page: number | null
  readonly boxes: readonly PageBox[]
  /** Characters of the chunk's text, from the first to the one after the last. */
  readonly span: { readonly start: number; readonly end: number }
  readonly quote: string
}

export type Size = { readonly width: number; readonly height: number }

export const boxesOn = (page: number, boxes: readonly PageBox[]): readonly Box[] =>
  boxes.flatMap((placed) => (placed.page === page ? [placed.box] : []))

/** The first page that the passage is marked on, else the page that it is said to stand on. */
export const pageOf = ({ boxes, page }: Highlight): number | undefined =>
  boxes.reduce<number | undefined>(
    (first, box) => (first === undefined || box.page < first ? box.page : first),
    undefined,
  ) ??
  page ??
  undefined

/** A box as shares of its page, as CSS wants them. */
export const placeOf = ({ left, top, right, bottom }: Box, page: Size) => ({
  left: percent(left / page.width),
  top: percent(top / page.height),
  width: percent((right - left) / page.width),
  height: percent((bottom - top) / page.height),
})

const percent = (share: number): string => `${Math.round(share * 1_000_000) / 10_000}%`

/** Whether two say the same, whoever made them anew. */
export const isSamePassage = (one: Highlight | undefined, other: Highlight | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.chunkId === other.chunkId &&
    one.span.start === other.span.start &&
    one.span.end === other.span.end)
