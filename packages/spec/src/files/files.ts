// Defines what a plan becomes: a tree of text files, no disk touched yet.

/** A file of the tree. `object` is what the text was printed from, where it is structured. */
export type RenderedFile = {
  readonly path: string
  readonly text: string
  readonly object?: unknown
}

/** Where a platform may run: the forms that a plan has. */
export const targets = ['kubernetes', 'helm', 'compose', 'hosts'] as const
export type Target = (typeof targets)[number]

export type Files = {
  readonly target: Target
  readonly files: readonly RenderedFile[]
}
