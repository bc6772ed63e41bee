// Wants every module to open with one sentence on its job, before the first import.

import type { Finding } from '../finding.js'
import type { Module } from '../module.js'
import type { Rule } from '../rule.js'

export const headers: Rule = {
  name: 'headers',
  check: ({ modules }) =>
    modules.filter(({ area }) => area !== 'test').flatMap((module) => judgeModule(module)),
}

function judgeModule({ path, text }: Module): Finding[] {
  const message = judgeHeader(text.replace(/^#!.*\n/, ''))
  return message === undefined ? [] : [{ path, line: 1, message }]
}

function judgeHeader(text: string): string | undefined {
  const header = /^(?:\/\/[^\n]*\n)+|^\/\*[^]*?\*\/\n/.exec(text)?.[0]
  if (header === undefined) return 'no header; open with one sentence on the job of the module'
  if (!/^\n|^import /.test(text.slice(header.length))) {
    return 'the header belongs to the first declaration; put an empty line after it'
  }
  return /^[\p{Lu}\d`].*[.?!]$/su.test(wordsOf(header))
    ? undefined
    : 'the header is not a sentence; begin it with a capital letter and end it with a full stop'
}

const wordsOf = (comment: string): string =>
  comment
    .replace(/^\/\*\*?|\*\/\s*$/g, '')
    .replace(/^\s*(?:\/\/|\*) ?/gm, '')
    .trim()
