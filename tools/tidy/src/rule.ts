// A rule reads the tree and says what is wrong in it.

import type { Finding } from './finding.js'
import type { Tree } from './tree.js'

export type Rule = {
  /** The name of its fixture: `test/fixtures/<name>.txt`. */
  readonly name: string
  readonly check: (tree: Tree) => readonly Finding[]
}
