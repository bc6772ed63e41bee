// What the terms of a text are: the same for all ways to write the same.

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { stemEnglish } from '../../src/analysis/english.js'
import { loadKorean } from '../../src/analysis/korean.js'
import { makeAnalyzer, type Analyzer } from '../../src/analysis/terms.js'

let analyzer: Analyzer

beforeAll(async () => {
  analyzer = makeAnalyzer(await loadKorean())
})

const termsOf = (text: string): readonly string[] => analyzer.termsOf(text)

describe('terms of Korean', () => {
  it('are the morphemes that carry the meaning, and pairs of syllables that are marked', () => {
    expect(termsOf('휴가는')).toEqual(['휴가', '_휴가'])
    expect(termsOf('출장비를')).toEqual(['출장비', '_출장', '_장비'])
  })

  it.each([
    ['휴가를', '휴가는'],
    ['신청했습니다', '신청하세요'],
    ['서버실에서', '서버실의'],
  ])('have the stem of %s and %s in common', (one, other) => {
    const shared = termsOf(one).filter((term) => termsOf(other).includes(term))
    expect(shared.length).toBeGreaterThan(0)
  })

  it('are found across words that are written together', () => {
    const together = termsOf('연차휴가규정')
    expect(termsOf('연차 휴가 규정').every((term) => together.includes(term))).toBe(true)
  })

  it('leave Hanja as they are, by signs and pairs', () => {
    expect(termsOf('契約書')).toEqual(['契', '約', '書', '_契約', '_約書'])
  })
})

describe('terms of numbers and identifiers', () => {
  it.each([
    ['KR-2024-001', ['kr-2024-001', 'kr2024001', 'kr', '2024', '001']],
    ['A-100', ['a-100', 'a100', 'a', '100']],
    ['A100', ['a100', 'a', '100']],
    ['1,234,000', ['1234000']],
  ])('keep %s whole and in parts', (text, terms) => {
    expect(termsOf(text)).toEqual(terms)
  })

  it('are bounded for a line that no person wrote', () => {
    const terms = termsOf('A'.repeat(100_000))
    expect(Math.max(...terms.map((term) => term.length))).toBeLessThanOrEqual(64)
  })
})

describe('terms of any text', () => {
  it('are the same for full width, half width and decomposed Hangul', () => {
    expect(termsOf('ＶＰＮ　１２３')).toEqual(termsOf('vpn 123'))
    expect(termsOf('ﾊﾝｸﾞﾙ')).toEqual(termsOf('ハングル'))
    expect(termsOf('한국어'.normalize('NFD'))).toEqual(termsOf('한국어'))
  })

  it('hold no white space, and never throw', { timeout: 60_000 }, () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('가', 'a', '1', '-', ' ', '漢', '\u0301', '.', 'é', 'Я') }),
    )
    fc.assert(
      fc.property(text, (any) => {
        for (const term of [...termsOf(any), ...analyzer.questionTermsOf(any)]) {
          expect(term).toMatch(/^\S+$/u)
        }
      }),
    )
  })
})

describe('terms of a question', () => {
  it('are each there once, without the words that only ask', () => {
    expect(analyzer.questionTermsOf('How do I reset the password of a password manager?')).toEqual([
      'reset',
      'password',
      'manag',
    ])
    expect(analyzer.questionTermsOf('휴가는 어떻게 신청하나요')).not.toContain('어떻')
  })

  it('are the words that only ask when there are no others', () => {
    expect(analyzer.questionTermsOf('What is this?')).toEqual(['what', 'is', 'this'])
  })
})

describe('stems of English', () => {
  it.each([
    ['consign consigned consigning consignment', 'consign'],
    ['consist consisted consistency consistent consisting', 'consist'],
    ['knock knocked knocking', 'knock'],
    ['policy policies', 'polici'],
    ['travel travels', 'travel'],
    ['happy happiness', 'happi'],
    ['agreed agree', 'agre'],
    ['hopping hopped hop', 'hop'],
    ['dying die', 'die'],
    ['generate generation generated', 'generat'],
    ['international', 'internat'],
    ['employees employee', 'employe'],
  ])('of %s are %s', (words, stem) => {
    expect(new Set(words.split(' ').map(stemEnglish))).toEqual(new Set([stem]))
  })

  it('leave short words, names of several alphabets and numbers as they are', () => {
    expect(['it', 'as', 'café', '2nd', "o'clock"].map(stemEnglish)).toEqual([
      'it',
      'as',
      'café',
      '2nd',
      "o'clock",
    ])
  })
})
