// Reads package.json files without trusting their shape.

import type { Tree } from './tree.js'

export type Manifest = {
  readonly path: string
  readonly name: string
  readonly dependencies: ReadonlyMap<string, string>
  readonly devDependencies: ReadonlyMap<string, string>
  /** The source file that the package's root stands for. */
  readonly entry: string | undefined
}

export function readManifest({ files }: Tree, home: string): Manifest {
  const path = home === '' ? 'package.json' : `${home}/package.json`
  const manifest = parseRecord(files.get(path) ?? '{}')
  const root = recordOf(recordOf(manifest['exports'])['.'])
  const source = root['llmflow-source']
  return {
    path,
    name: String(manifest['name']),
    dependencies: versionsOf(manifest['dependencies']),
    devDependencies: versionsOf(manifest['devDependencies']),
    entry: typeof source === 'string' ? source.replace(/^\.\//, `${home}/`) : undefined,
  }
}

/** Where a word stands in a file, for findings about files that are read as a whole. */
export function lineOf({ files }: Tree, path: string, word: string): number {
  const lines = (files.get(path) ?? '').split('\n')
  return Math.max(1, lines.findIndex((line) => line.includes(word)) + 1)
}

export const parseRecord = (text: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(text)
  return recordOf(value)
}

export const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

const versionsOf = (value: unknown): ReadonlyMap<string, string> =>
  new Map(Object.entries(recordOf(value)).map(([name, version]) => [name, String(version)]))
