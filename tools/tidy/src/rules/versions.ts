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
  return Object.values(packages)
    .map((entry) => recordOf(entry))
    .flatMap(({ resolved, link }) =>
      typeof resolved === 'string' && link !== true ? [resolved] : [],
    )
    .filter((address) => !address.startsWith(publicRegistry))
    .map((address) => ({
      path: lockPath,
      line: lineOf(tree, lockPath, address),
      message: `the address ${address} is banned, use no address or ${publicRegistry}`,
    }))
}
