// Keeps the pure packages pure: the same input gives the same bytes, in a browser as on a server.
import type { VisitorObject } from 'oxc-parser'

import { readRows } from '../architecture.js'
import type { Finding } from '../finding.js'
import type { Module } from '../module.js'
import type { Rule } from '../rule.js'

/** What a pure package may not touch, and what it does instead. Keys are `global` or `global.member`. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['Date.now', 'a time in the input'],
  ['Date', 'a time in the input'],
  ['Math.random', 'a seed in the input'],
  ['crypto', 'a seed in the input'],
  ['performance', 'a time in the input'],
  ['process', 'a field of the input'],
  ['console', 'a returned value'],
  ['fetch', 'a field of the input'],
  ['setTimeout', 'a returned value'],
  ['setInterval', 'a returned value'],
  ['setImmediate', 'a returned value'],
  ['queueMicrotask', 'a returned value'],
  ['Promise', 'a returned value'],
  ['globalThis', 'an import'],
  ['Intl', 'comparison by code units'],
])

/** Methods whose answer depends on the machine's locale. */
const localeMethods = /^(localeCompare|toLocale\w+)$/

export const purity: Rule = {
  name: 'purity',
  check: (tree) => {
    const pure = readRows(tree)
      .filter(({ isPure }) => isPure)
      .map(({ name }) => `packages/${name}`)
    return tree.modules
      .filter(({ home, area }) => home !== undefined && pure.includes(home) && area !== 'test')
      .flatMap((module) => [...judgeImports(module), ...judgeCode(module)])
  },
}

const judgeImports = ({ path, imports }: Module): Finding[] =>
  imports
    .filter(({ specifier }) => specifier.startsWith('node:'))
    .map(({ specifier, line }) => ({ path, line, message: ban(specifier, 'a field of the input') }))

function judgeCode(module: Module): Finding[] {
  const findings: Finding[] = []
  const report = (start: number, what: string, instead: string): void => {
    findings.push({ path: module.path, line: module.lineAt(start), message: ban(what, instead) })
  }
  module.visit({ ...globalsVisitor(report, declaredNames(module)), ...waitingVisitor(report) })
  return findings
}

const ban = (what: string, instead: string): string =>
  `${what} is banned in a pure package, use ${instead}`

type Report = (start: number, what: string, instead: string) => void

function globalsVisitor(report: Report, declared: ReadonlySet<string>): VisitorObject {
  const judge = (start: number, global: string, name = global): void => {
    const instead = replacements.get(name)
    if (instead !== undefined && !declared.has(global)) report(start, name, instead)
  }
  return {
    MemberExpression: ({ object, property, start }) => {
      const member = property.type === 'Identifier' ? property.name : ''
      if (localeMethods.test(member)) report(start, member, 'comparison by code units')
      if (object.type !== 'Identifier') return
      const name = `${object.name}.${member}`
      judge(start, object.name, replacements.has(name) ? name : object.name)
    },
    CallExpression: ({ callee, start }) => {
      if (callee.type === 'Identifier') judge(start, callee.name)
    },
    NewExpression: ({ callee, start }) => {
      if (callee.type === 'Identifier') judge(start, callee.name)
    },
  }
}

function waitingVisitor(report: Report): VisitorObject {
  const judgeFunction = ({ async, start }: { async: boolean; start: number }): void => {
    if (async) report(start, 'async', 'a returned value')
  }
  return {
    FunctionDeclaration: judgeFunction,
    FunctionExpression: judgeFunction,
    ArrowFunctionExpression: judgeFunction,
    AwaitExpression: ({ start }) => report(start, 'await', 'a returned value'),
    ForOfStatement: (loop) => {
      if (loop.await) report(loop.start, 'for await', 'a returned value')
    },
    ImportExpression: ({ start }) => report(start, 'import()', 'an import statement'),
  }
}

/** Names that the module binds itself: a parameter called `process` is not Node's. */
function declaredNames(module: Module): ReadonlySet<string> {
  const names = new Set<string>()
  const bind = (pattern: { readonly type: string; readonly name?: unknown }): void => {
    if (pattern.type === 'Identifier' && typeof pattern.name === 'string') names.add(pattern.name)
  }
  module.visit({
    VariableDeclarator: ({ id }) => bind(id),
    FunctionDeclaration: ({ params }) => params.forEach(bind),
    FunctionExpression: ({ params }) => params.forEach(bind),
    ArrowFunctionExpression: ({ params }) => params.forEach(bind),
    ImportSpecifier: ({ local }) => bind(local),
    ObjectPattern: ({ properties }) =>
      properties.forEach((one) => bind(one.type === 'Property' ? one.value : one.argument)),
  })
  return names
}
