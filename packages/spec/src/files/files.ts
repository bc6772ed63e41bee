// Defines what a plan becomes: a tree of text files, no disk touched yet.

/** A file of the tree. `object` is what the text was printed from, where it is structured. */
export type RenderedFile = {
  readonly path: string
  readonly text: string
  readonly object?: unknown
}

export type Files = {
  readonly target: 'kubernetes' | 'helm' | 'compose' | 'hosts'
  readonly files: readonly RenderedFile[]
}
