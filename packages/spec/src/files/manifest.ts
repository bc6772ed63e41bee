// Reads and writes the list beside a tree: which files of a folder LLMFlow wrote, and from which plan.

import type { Plan } from '../plan/plan.js'
import { isObject } from '../source/json.js'
import type { Files, RenderedFile, Target } from './files.js'

/** A target has a list of its own, so that two of them share a folder without removing each other's files. */
export const manifestName = (target: Target): string =>
  target === 'kubernetes' ? '.llmflow.json' : `.llmflow.${target}.json`

export type Manifest = {
  readonly apiVersion: 'llmflow.io/v1'
  readonly kind: 'Tree'
  readonly tool: string
  readonly target: Target
  /** Digest of the plan. */
  readonly plan: string
  /** Digest of every file, by its path in the folder. */
  readonly files: { readonly [path: string]: string }
}

/** The list of a tree by the version of LLMFlow that renders it, and by what gives the digest of a text. */
export function manifestOf(
  { target, files }: Files,
  plan: Plan,
  tool: string,
  digest: (text: string) => string,
): Manifest {
  return {
    apiVersion: 'llmflow.io/v1',
    kind: 'Tree',
    tool,
    target,
    plan: digest(orderedJson(plan)),
    files: Object.fromEntries(files.map(({ path, text }) => [path, digest(text)])),
  }
}

/** The list as the file that stands beside the others. */
export const manifestFile = (manifest: Manifest): RenderedFile => ({
  path: manifestName(manifest.target),
  text: `${JSON.stringify(manifest, null, 2)}\n`,
})

/** JSON whose text does not depend on the order of keys: what a digest is taken of. */
export const orderedJson = (value: unknown): string => JSON.stringify(ordered(value))

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item)]))
}

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
