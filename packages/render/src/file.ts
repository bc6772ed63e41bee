// Makes a file of the tree from what it is printed from.

import { printYaml, type RenderedFile } from '@llmflow/spec'

export const fileOf = (path: string, object: unknown): RenderedFile => ({
  path,
  text: printYaml(object),
  object,
})
