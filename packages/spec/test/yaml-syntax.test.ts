// Tests that what is wrong with a YAML text is said in both languages, whatever the library calls it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { diagnostic, messageOf, readDocument, readFields, wholeText } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { syntaxOf } from '../src/source/yaml-syntax.js'

const place = { document: 'x.yaml', offset: 0, length: 1 }

const said = (reported: { readonly code: string; readonly message: string }) => {
  const finding = diagnostic('spec/yaml-syntax', place, syntaxOf(reported))
  return { en: messageOf(finding, 'en'), ko: messageOf(finding, 'ko') }
}

const englishWord = /[A-Za-z]{2,}/
const withoutTokens = (korean: string): string => korean.replaceAll('YAML', '')

const longKey = `${'k'.repeat(1100)}: 1\n`

/** What people write, with the library’s code for it and a word that says in Korean what to do about it. */
const broken: readonly (readonly [code: string, text: string, advice: string])[] = [
  ['ALIAS_PROPS', 'a: &a 1\nb: &c *a\n', '별칭만 남기세요'],
  ['BAD_ALIAS', 'a: *\n', '따옴표로 감싸세요'],
  ['BAD_ALIAS', 'a: & b\n', '따옴표로 감싸세요'],
  ['BAD_DIRECTIVE', '%TAG\n---\na: 1\n', '이 줄을 지우거나'],
  ['BAD_DQ_ESCAPE', 'a: "\\q"\n', '\\q 이스케이프'],
  ['BAD_INDENT', 'a:\n  b: 1\n c: 2\n', '같은 열에서'],
  ['BAD_INDENT', '- a:\n - b\n  - c\n', '같은 열에서'],
  ['BAD_INDENT', 'a: [1, 2\nb: 1\n', '닫는 괄호 ] 기호'],
  ['BAD_INDENT', 'a: { x: 1\nb: 1\n', '닫는 괄호 } 기호'],
  ['BAD_SCALAR_START', 'a: @b\n', '첫 글자로 @ 기호'],
  ['BAD_SCALAR_START', 'a: %b\n', '첫 글자로 % 기호'],
  ['BLOCK_AS_IMPLICIT_KEY', 'a: b: c\n', '콜론이 든 값은 따옴표로'],
  ['BLOCK_AS_IMPLICIT_KEY', 'a:\n    - 1\n  - 2\n', '똑같이 들여쓰세요'],
  ['BLOCK_IN_FLOW', 'a: {x: 1 y: 2}\n', '쉼표를 넣거나'],
  ['KEY_OVER_1024_CHARS', longKey, '줄이세요'],
  ['MISSING_CHAR', 'a: "x\n', '값 끝에 " 기호'],
  ['MISSING_CHAR', "a: 'x\n", "값 끝에 ' 기호"],
  ['MISSING_CHAR', '{ a: 1\n', '닫는 괄호 } 기호'],
  ['MISSING_CHAR', 'a: [1 [2]]\n', '쉼표를 넣으세요'],
  ['MISSING_CHAR', 'a: "b"#c\n', '주석이면 공백을 넣고'],
  ['MISSING_CHAR', 'a: !% b\n', '따옴표로 감싸세요'],
  ['MISSING_CHAR', 'a: 1\nb\n', '`키: 값`'],
  ['MISSING_CHAR', '- &a - b\n', '`- 값`'],
  ['MISSING_CHAR', '%YAML 1.2\na: 1\n', '`---` 줄'],
  ['MISSING_CHAR', '--- a: 1\n', '다음 줄에서'],
  ['MISSING_CHAR', '&a - b\n', '다음 줄에서'],
  ['MISSING_CHAR', 'a: |\n   \n  x\n', '공백으로 들여쓰세요'],
  ['MULTILINE_IMPLICIT_KEY', '"a\nb": 1\n', '한 줄에 쓰고'],
  ['MULTIPLE_ANCHORS', 'a: &x &y 1\n', '하나만 남기세요'],
  ['MULTIPLE_DOCS', 'a: 1\n---\nb: 2\n', '문서를 하나만'],
  ['MULTIPLE_TAGS', 'a: !!str !!int 1\n', '하나만 남기세요'],
  ['TAB_AS_INDENT', 'a:\n\tb: 1\n', '공백으로 바꾸세요'],
  ['TAG_RESOLVE_FAILED', 'a: !e!x 1\n', '따옴표로 감싸세요'],
  ['UNEXPECTED_TOKEN', 'a: "b" c\n', '값이 끝난 뒤에'],
  ['UNEXPECTED_TOKEN', 'a: [,1]\n', '쉼표를 지우세요'],
  ['UNEXPECTED_TOKEN', 'a: 1\n}\n', '닫는 괄호 } 기호'],
  ['UNEXPECTED_TOKEN', 'a: &b - c\n', '다음 줄에서'],
  ['UNEXPECTED_TOKEN', '- a\n: b\n', '아니면 지우세요'],
]

describe('a YAML text that cannot be read', () => {
  it.each(broken)('says in Korean what to do about %s: %j', (code, text, advice) => {
    const options = { prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const
    expect(parseDocument(text, options).errors.map((error) => error.code)).toContain(code)
    const messages = readDocument('x.yaml', text).diagnostics.map((one) => messageOf(one, 'ko'))
    expect(messages.join('\n')).toContain(advice)
    for (const message of messages) expect(withoutTokens(message)).not.toMatch(englishWord)
  })

  it('names the key that stands twice, and the alias that nothing declares', () => {
    const [repeated] = readDocument('x.yaml', 'users: 1\nusers: 2\n').diagnostics
    const [dangling] = readDocument('x.yaml', 'path: *logs\n').diagnostics
    const [foreign] = readFields(wholeText('x.yaml', 'users: 1\nusers: 2\n')).diagnostics
    const said = [repeated, dangling, foreign].flatMap((one) =>
      one === undefined ? [] : [messageOf(one, 'ko')],
    )
    expect(said).toEqual([
      '올바른 YAML이 아닙니다: users 키가 한 맵에 두 번 있습니다. 하나만 남기세요',
      '올바른 YAML이 아닙니다: 별칭 *logs 앞에 앵커 &logs 선언이 없습니다. *로 시작하는 값이라면 따옴표로 감싸세요',
      '올바른 YAML이 아닙니다: users 키가 한 맵에 두 번 있습니다. 하나만 남기세요',
    ])
  })

  it('says a limit in Korean', () => {
    const [finding] = readDocument('x.yaml', '['.repeat(100_000)).diagnostics
    expect(finding === undefined ? '' : messageOf(finding, 'ko')).toBe(
      'LLMFlow가 읽을 수 있는 크기를 넘었습니다: 64단계',
    )
  })
})

describe('the codes of the library', () => {
  const declared = readFileSync(
    join(dirname(createRequire(import.meta.url).resolve('yaml')), 'errors.d.ts'),
    'utf8',
  )
  const union = /type ErrorCode = ([^;]+);/.exec(declared)?.[1] ?? ''
  const codes = [...union.matchAll(/'([A-Z0-9_]+)'/g)].map(([, code = '']) => code)

  it('are those that we know', () => {
    expect(codes).toContain('BAD_INDENT')
    expect(codes.length).toBeGreaterThan(20)
  })

  it.each(codes)('%s is said in our words in both languages', (code) => {
    const { en, ko } = said({ code, message: 'words of the library' })
    expect([en, ko].join()).not.toContain('words of the library')
    expect(withoutTokens(ko)).toMatch(/[가-힣]/)
    expect(withoutTokens(ko)).not.toMatch(englishWord)
    expect(en).not.toMatch(/[가-힣]/)
  })

  it('fall back to the library where one is new', () => {
    expect(said({ code: 'NEW_IN_3', message: 'Something new' })).toEqual({
      en: 'this is not valid YAML: Something new',
      ko: '올바른 YAML이 아닙니다: Something new',
    })
  })
})
