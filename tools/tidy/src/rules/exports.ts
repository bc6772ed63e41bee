// Keeps one door per package, and names on it: explicit exports from a single index.ts.

import type { Finding } from '../finding.js'
import type { Module } from '../module.js'
import type { Rule } from '../rule.js'

export const exports: Rule = {
  name: 'exports',
  check: ({ modules }) =>
    modules.flatMap((module) => [...judgeStatements(module), ...judgeIndex(module)]),
}

function judgeStatements(module: Module): Finding[] {
  const findings: Finding[] = []
  const report = (start: number, message: string): void => {
    findings.push({ path: module.path, line: module.lineAt(start), message })
  }
  module.visit({
    ExportAllDeclaration: ({ start }) => report(start, '`export *` is banned, use explicit names'),
    ExportDefaultDeclaration: ({ start }) => {
      if (!isConfig(module.path)) report(start, '`export default` is banned, use a named export')
    },
  })
  return findings
}

function judgeIndex({ path, home }: Module): Finding[] {
  const isIndex = /(^|\/)index\.\w+$/.test(path)
  if (!isIndex || path === `${home}/src/index.ts`) return []
  const message = 'a second index is banned, use the one in src and import the module itself'
  return [{ path, line: 1, message }]
}

/** Tools demand a default export in the file that configures them. */
const isConfig = (path: string): boolean => /\.config\.\w+$/.test(path)
