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
    const ofPackages = homesOf(tree).flatMap((home) => {
      const row = rows.find(({ name }) => home.endsWith(`/${name}`))
      return row === undefined
        ? []
        : [...judgeDependencies(tree, home, row), ...judgeReferences(tree, home, row)]
    })
    return [...ofPackages, ...judgeBuild(tree), ...judgeTypeCheck(tree)]
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
  const declared = referencesOf(tree, path).map((reference) => reference.replace(/^.*\//, ''))
  return compare(tree, path, declared, row.mayImport, 'reference')
}

/** What `tsc -b` does not reach is not compiled, and nobody would notice. */
function judgeBuild(tree: Tree): Finding[] {
  const homes = homesOf(tree).filter((home) => tree.files.has(`${home}/tsconfig.json`))
  return missingReferences(tree, 'tsconfig.json', homes)
}

/** Every tsconfig.json below a package compiles what the package's own leaves out: its tests and scripts. */
function judgeTypeCheck(tree: Tree): Finding[] {
  const folders = [...tree.files.keys()].flatMap(
    (path) => /^((?:packages|tools)\/[^/]+\/.+)\/tsconfig\.json$/.exec(path)?.[1] ?? [],
  )
  const untyped = homesOf(tree)
    .map((home) => `${home}/test`)
    .filter((folder) => tree.modules.some(({ path }) => path.startsWith(`${folder}/`)))
  return missingReferences(tree, 'tsconfig.check.json', new Set([...folders, ...untyped]))
}

function missingReferences(tree: Tree, path: string, wanted: Iterable<string>): Finding[] {
  const declared = referencesOf(tree, path)
  return [...wanted]
    .filter((folder) => !declared.includes(folder))
    .map((folder) => ({
      path,
      line: lineOf(tree, path, 'references'),
      message: `the reference ${folder} is missing; without it the folder is not type-checked`,
    }))
}

function referencesOf({ files }: Tree, path: string): string[] {
  const { references } = parseRecord(files.get(path) ?? '{}')
  return (Array.isArray(references) ? references : []).map((one: unknown) =>
    String(recordOf(one)['path']),
  )
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
