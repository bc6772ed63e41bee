// Reads a fixture: prose, a broken tree, the findings it must give, and a clean tree that looks like it.
import { readFileSync } from 'node:fs'

import { treeOf, type Tree } from '../src/tree.js'

type Fixture = {
  readonly broken: Tree
  readonly findings: readonly string[]
  readonly clean: Tree
}

export function readFixture(rule: string): Fixture {
  const text = readFileSync(new URL(`fixtures/${rule}.txt`, import.meta.url), 'utf8')
  const [, broken = '', findings = '', clean = ''] = text.split(/^== (?:broken|findings|clean)\n/m)
  return {
    broken: readFixtureTree(broken),
    findings: findings.split('\n').filter((line) => line !== ''),
    clean: readFixtureTree(clean),
  }
}

/** Files under their names: `-- path --`, then the text. */
function readFixtureTree(text: string): Tree {
  const [, ...parts] = text.split(/^-- (.+) --\n/m)
  const files = new Map<string, string>()
  for (let index = 0; index < parts.length; index += 2) {
    files.set(parts[index] ?? '', parts[index + 1] ?? '')
  }
  return treeOf(files)
}
