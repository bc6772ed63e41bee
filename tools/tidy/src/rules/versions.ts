// Wants exact versions everywhere and no registry address in the lock, so that every install is the same one.

import type { Finding } from '../finding.js'
import { lineOf, parseRecord, readManifest, recordOf } from '../manifest.js'
import type { Rule } from '../rule.js'
import { homesOf, type Tree } from '../tree.js'

const lockPath = 'package-lock.json'
const publicRegistry = 'https://registry.npmjs.org/'

export const versions: Rule = {
  name: 'versions',
  check: (tree) => [
    ...['', ...homesOf(tree)].flatMap((home) => judgeManifest(tree, home)),
    ...judgeLock(tree),
  ],
}

function judgeManifest(tree: Tree, home: string): Finding[] {
  const { path, dependencies, devDependencies } = readManifest(tree, home)
  return [...dependencies, ...devDependencies]
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => ({
      path,
      line: lineOf(tree, path, `"${name}":`),
      message: `the version ${version} of ${name} is banned, use an exact one`,
    }))
}

function judgeLock(tree: Tree): Finding[] {
  const packages = recordOf(parseRecord(tree.files.get(lockPath) ?? '{}')['packages'])
  return Object.entries(packages).flatMap(([key, entry]) => [
    ...judgeAddress(tree, recordOf(entry)),
    ...judgePlatforms(tree, packages, key, recordOf(entry)),
  ])
}

function judgeAddress(tree: Tree, { resolved, link }: Record<string, unknown>): Finding[] {
  if (typeof resolved !== 'string' || link === true || resolved.startsWith(publicRegistry))
    return []
  const message = `the address ${resolved} is banned, use no address or ${publicRegistry}`
  return [{ path: lockPath, line: lineOf(tree, lockPath, resolved), message }]
}

/** npm leaves out what its registry does not offer, and then no other registry's users can install. */
function judgePlatforms(
  tree: Tree,
  packages: Record<string, unknown>,
  key: string,
  { optionalDependencies }: Record<string, unknown>,
): Finding[] {
  return Object.keys(recordOf(optionalDependencies))
    .filter((name) => !Object.keys(packages).some((one) => one.endsWith(`node_modules/${name}`)))
    .map((name) => ({
      path: lockPath,
      line: lineOf(tree, lockPath, `"${key}"`),
      message: `the lock lacks ${name}; use a version that is there for every platform, and make the lock anew`,
    }))
}
