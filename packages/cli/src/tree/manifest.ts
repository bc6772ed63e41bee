// Reads and writes the list beside a tree: which files of a folder LLMFlow wrote, and from which plan.

import { isObject } from '@llmflow/spec'
import { version } from '../version.js'

/** A target has a list of its own, so that two of them share a folder without removing each other's files. */
export const manifestName = (target: string): string =>
  target === 'kubernetes' ? '.llmflow.json' : `.llmflow.${target}.json`

export type Manifest = {
  readonly apiVersion: 'llmflow.io/v1'
  readonly kind: 'Tree'
  readonly tool: string
  readonly target: string
  /** Digest of the plan. */
  readonly plan: string
  /** Digest of every file, by its path in the folder. */
  readonly files: { readonly [path: string]: string }
}

export const manifestOf = (
  target: string,
  plan: string,
  files: { readonly [path: string]: string },
): Manifest => ({
  apiVersion: 'llmflow.io/v1',
  kind: 'Tree',
  tool: version,
  target,
  plan,
  files,
})

/** The digests by path, or undefined when the text is not a manifest that LLMFlow wrote. */
export function readManifest(text: string): ReadonlyMap<string, string> | undefined {
  const value = parse(text)
  if (!isObject(value) || value['kind'] !== 'Tree' || !isObject(value['files'])) return undefined
  return new Map(
    Object.entries(value['files']).flatMap(([path, digest]): [string, string][] =>
      typeof digest === 'string' ? [[path, digest]] : [],
    ),
  )
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}
