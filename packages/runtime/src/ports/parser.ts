// Port: a file as a sequence of elements in reading order; parsed in a process of its own on one machine, by Unstructured in a cluster.

/** A rectangle on a page in points (1/72 inch), from the page's upper left corner. */
export type Box = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where characters of a chunk's text stand: UTF-16 units, from the first to the one after the last. */
export type Span = {
  readonly start: number
  readonly end: number
  readonly page?: number | undefined
  readonly box?: Box | undefined
}

export type ElementKind =
  | 'title'
  | 'text'
  | 'list-item'
  | 'table'
  | 'code'
  | 'caption'
  | 'header'
  | 'footer'

/** A paragraph, a title, a table …: one piece of a document that nobody would cut without need. */
export type Element = {
  readonly kind: ElementKind
  /** Plain text; rows of a table on lines, cells between ` | `. */
  readonly text: string
  /** 1 is the document's own title; only titles have one. */
  readonly level?: number
  /** From 1: page, slide or sheet; absent where a format has none. */
  readonly page?: number
  readonly box?: Box
  /** True where the text was read from a picture. */
  readonly isRecognized?: boolean
}

export type ParsedPages = {
  /** Elements of a few pages at a time, so that a long document is never held whole. */
  readonly elements: readonly Element[]
  /** Pages done and pages there are, where the format has pages. */
  readonly progress: { readonly done: number; readonly total: number }
  /** Pages of these that were given to optical recognition, and those of them that it could not read. */
  readonly recognition?: { readonly pages: number; readonly failed: number }
}

type ParseRequest = {
  /** A file on this machine. */
  readonly path: string
  readonly name: string
  readonly mediaType: string
}

/** Why one file can't be read; says it to the person who uploaded it. */
export type ParseFailure =
  | 'encrypted'
  | 'broken'
  | 'empty'
  | 'unsupported'
  | 'too-large'
  | 'took-too-long'
  | 'out-of-memory'

/** In the points of the boxes on them. */
export type PageSizes = readonly { readonly width: number; readonly height: number }[]

/** Shows the pages of files that browsers can't show; throws as `Parser` does. */
export type PageDrawer = {
  measure(path: string, signal: AbortSignal): Promise<PageSizes>
  /** The page of that number, from 1, as a PNG. Throws `not-found` where there is no such page. */
  draw(path: string, page: number, signal: AbortSignal): Promise<Uint8Array>
}

export type Parser = {
  /**
   * Throws a RuntimeError whose `detail.failure` is a ParseFailure when the file can't be read, and one that is
   * retryable when the file is not to blame.
   */
  parse(request: ParseRequest, signal: AbortSignal): AsyncIterable<ParsedPages>
  close(): Promise<void>
}
