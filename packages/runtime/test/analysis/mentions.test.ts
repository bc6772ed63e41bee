// What texts speak of, for the graph.

import { beforeAll, describe, expect, it } from 'vitest'
import { loadKorean, type Korean } from '../../src/analysis/korean.js'
import { mentionsOf } from '../../src/analysis/mentions.js'

let korean: Korean

beforeAll(async () => {
  korean = await loadKorean()
})

const termsOf = (text: string): readonly string[] =>
  mentionsOf(text, korean).map(({ term }) => term)

describe('mentions', () => {
  it('are compounds of nouns and their parts in Korean, never particles', () => {
    const terms = termsOf('연차휴가는 인사팀에서 승인한다.')
    expect(terms).toEqual(expect.arrayContaining(['연차', '휴가', '승인']))
    for (const term of ['는', '에서', '한다']) expect(terms).not.toContain(term)
  })

  it('are words and the ends of phrases in English, without words that only ask', () => {
    const terms = termsOf('The flow meters of Haneul Instruments')
    expect(terms).toEqual(
      expect.arrayContaining(['flow', 'meter', 'flow meter', 'haneul instrument']),
    )
    expect(terms).not.toContain('the')
  })

  it('are identifiers as a whole', () => {
    expect(termsOf('See KR-2024-001 and GW-50.')).toEqual(
      expect.arrayContaining(['kr-2024-001', 'gw-50']),
    )
  })

  it('are counted, the most frequent first, and few', () => {
    const [first] = mentionsOf('Printer. Badge. Printer. Printer.', korean)
    expect(first).toEqual({ term: 'printer', count: 3 })
    const words = Array.from(
      { length: 500 },
      (_, index) => `name${'x'.repeat(index % 50)}y${index}`,
    )
    expect(mentionsOf(words.join('. '), korean).length).toBeLessThanOrEqual(64)
  })
})
