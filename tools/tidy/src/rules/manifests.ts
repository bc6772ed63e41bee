// Holds package.json and tsconfig.json to the import table, so that a permission is written once.

import { readRows, type Row } from '../architecture.js'
import type { Finding } from '../finding.js'
import { lineOf, parseRecord, readManifest, recordOf } from '../manifest.js'
import type { Rule } from '../rule.js'
import { homesOf, type Tree } from '../tree.js'

export const manifests: Rule = {
  name: 'manifests',
  check: (tree) => {
    const rows = readRows(tree)
    return homesOf(tree).flatMap((home) => {
      const row = rows.find(({ name }) => home.endsWith(`/${name}`))
      return row === undefined
        ? []
        : [...judgeDependencies(tree, home, row), ...judgeReferences(tree, home, row)]
    })
  },
}

function judgeDependencies(tree: Tree, home: string, row: Row): Finding[] {
  const { path, dependencies, devDependencies } = readManifest(tree, home)
  const ours = row.mayImport.map((name) => readManifest(tree, `packages/${name}`).name)
  const declared = [...dependencies.keys(), ...devDependencies.keys()]
  return compare(tree, path, declared, [...ours, ...row.thirdParties], 'dependency')
}

function judgeReferences(tree: Tree, home: string, row: Row): Finding[] {
  const path = `${home}/tsconfig.json`
  const text = tree.files.get(path)
  if (text === undefined) return [{ path, line: 1, message: 'missing; every package has one' }]
  const references = parseRecord(text)['references']
  const declared = (Array.isArray(references) ? references : []).map((one: unknown) =>
    String(recordOf(one)['path']).replace(/^.*\//, ''),
  )
  return compare(tree, path, declared, row.mayImport, 'reference')
}

function compare(
  tree: Tree,
  path: string,
  declared: readonly string[],
  permitted: readonly string[],
  kind: string,
): Finding[] {
  const extra = declared
    .filter((name) => !permitted.includes(name))
    .map(
      (name) => `the ${kind} ${name} is not in the import table; take it out of one or into both`,
    )
  const missing = permitted
    .filter((name) => !declared.includes(name))
    .map((name) => `the ${kind} ${name} of the import table is missing`)
  return [...extra, ...missing].map((message) => ({
    path,
    line: lineOf(tree, path, kind === 'reference' ? 'references' : 'ependencies"'),
    message,
  }))
}
