// Bans what hides a mistake from the compiler or from the reader, each with what to write instead.
import type { VisitorObject } from 'oxc-parser'

import type { Finding } from '../finding.js'
import type { Module } from '../module.js'
import type { Rule } from '../rule.js'

/** The one place where a cast is the point: constructors that give a number its unit. */
const brandConstructors = 'packages/spec/src/quantity/'

const bareErrors = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'AggregateError'])

const bannedComments: readonly { readonly pattern: RegExp; readonly use: string }[] = [
  { pattern: /@ts-(ignore|expect-error|nocheck)\b/, use: 'a type that holds' },
  { pattern: /\b(eslint|oxlint)-disable(-next-line|-line)?\b/, use: 'code that the rule accepts' },
  { pattern: /\b(FIXME|TODO|XXX)\b/, use: 'an issue, or do it now' },
]

export const bans: Rule = {
  name: 'bans',
  check: ({ modules }) =>
    modules.flatMap((module) => [...judgeCode(module), ...judgeComments(module)]),
}

function judgeCode(module: Module): Finding[] {
  const findings: Finding[] = []
  module.visit(
    codeVisitor(module.path, (start, what, use) => {
      findings.push(finding(module, start, what, use))
    }),
  )
  return findings
}

function judgeComments(module: Module): Finding[] {
  return module.comments.flatMap(({ value, start }) =>
    bannedComments.flatMap(({ pattern, use }) => {
      const match = pattern.exec(value)
      return match === null ? [] : [finding(module, start + match.index, match[0], use)]
    }),
  )
}

const finding = (module: Module, start: number, what: string, use: string): Finding => ({
  path: module.path,
  line: module.lineAt(start),
  message: `${what} is banned, use ${use}`,
})

function codeVisitor(
  path: string,
  report: (start: number, what: string, use: string) => void,
): VisitorObject {
  const reportCast = (start: number): void => {
    if (!path.startsWith(brandConstructors)) report(start, 'a cast', 'narrowing or a parser')
  }
  const reportBareError = (callee: { type: string; name?: unknown }, start: number): void => {
    if (typeof callee.name !== 'string' || !bareErrors.has(callee.name)) return
    report(start, `a bare ${callee.name}`, 'an error class with a code, or assert')
  }
  return {
    TSAnyKeyword: ({ start }) => report(start, '`any`', '`unknown` and narrowing'),
    TSAsExpression: ({ typeAnnotation, start }) => {
      if (!isConst(typeAnnotation)) reportCast(start)
    },
    TSTypeAssertion: ({ start }) => reportCast(start),
    TSNonNullExpression: ({ start }) => report(start, '`!`', 'narrowing or assert'),
    VariableDeclarator: ({ definite, start }) => {
      if (definite === true) report(start, '`!`', 'an initial value')
    },
    PropertyDefinition: ({ definite, start }) => {
      if (definite === true) report(start, '`!`', 'an initial value')
    },
    NewExpression: ({ callee, start }) => reportBareError(callee, start),
    CallExpression: ({ callee, start }) => reportBareError(callee, start),
  }
}

function isConst(annotation: {
  type: string
  typeName?: { type: string; name?: unknown } | undefined
}): boolean {
  return annotation.type === 'TSTypeReference' && annotation.typeName?.name === 'const'
}
