// The tree that rules judge: every path, the text of what tidy reads, and the parsed modules. No rule touches a disk.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { isModulePath, readModule, type Module } from './module.js'

export type Tree = {
  /** Text by path; the empty text for files that no rule reads. */
  readonly files: ReadonlyMap<string, string>
  readonly modules: readonly Module[]
}

const generatedFolders = new Set(['node_modules', 'dist', 'build', 'coverage', '.git'])

export function treeOf(files: ReadonlyMap<string, string>): Tree {
  const modules = [...files]
    .filter(([path]) => isModulePath(path))
    .map(([path, text]) => readModule(path, text))
  return { files, modules }
}

export function readTree(root: string): Tree {
  const paths = listFiles(root, '').toSorted()
  return treeOf(new Map(paths.map((path) => [path, isRead(path) ? read(root, path) : ''])))
}

/** The folders of packages and tools: whatever has a package.json of its own. */
export const homesOf = ({ files }: Tree): string[] =>
  [...files.keys()].flatMap(
    (path) => /^((?:packages|tools)\/[^/]+)\/package\.json$/.exec(path)?.[1] ?? [],
  )

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

const isRead = (path: string): boolean =>
  isModulePath(path) || /(\.md|\/?(package|package-lock|tsconfig[\w.]*)\.json)$/.test(path)

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return generatedFolders.has(entry.name) ? [] : listFiles(root, path)
    return entry.isFile() ? [path] : []
  })
}
