import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkByTitle, type Chunk } from '../../src/ingest/chunk-by-title.js'
import type { Element } from '../../src/ports/parser.js'

const options = fc
  .record({
    charactersMax: fc.integer({ min: 40, max: 400 }),
    share: fc.double({ min: 0.1, max: 1, noNaN: true }),
  })
  .map(({ charactersMax, share }) => ({
    charactersMax,
    newAfterCharacters: Math.ceil(charactersMax * share),
  }))

const word = fc.constantFrom(
  '연차',
  '휴가를',
  '신청한다.',
  'leave',
  'is',
  'paid.',
  '😀',
  '제3조',
  'x'.repeat(90),
)
const separator = fc.constantFrom(' ', ' ', '\n', '')
const text = fc
  .array(fc.tuple(word, separator), { maxLength: 60 })
  .map((words) => words.flat().join(''))

const place = fc.record({
  page: fc.integer({ min: 1, max: 9 }),
  box: fc.constantFrom(
    { left: 1, top: 2, right: 3, bottom: 4 },
    { left: 5, top: 6, right: 7, bottom: 8 },
  ),
})

const flowing: fc.Arbitrary<Element> = fc
  .tuple(
    fc.constantFrom('title' as const, 'text' as const, 'list-item' as const, 'code' as const),
    text,
    fc.integer({ min: 1, max: 4 }),
    place,
  )
  .map(([kind, text, level, place]) => ({
    kind,
    text,
    ...place,
    ...(kind === 'title' ? { level } : {}),
  }))

function chunksOf(
  given: Parameters<typeof chunkByTitle>[0],
  batches: readonly (readonly Element[])[],
): readonly Chunk[] {
  const chunker = chunkByTitle(given)
  return [...batches.flatMap((batch) => chunker.push(batch)), ...chunker.end()]
}

const solid = (text: string): string => text.replaceAll(/\s+/g, '')

const keepsAll = (elements: readonly Element[], chunks: readonly Chunk[]): boolean =>
  solid(elements.map((element) => element.text).join('')) ===
  solid(chunks.map((chunk) => chunk.text).join(''))

describe('chunks by title', () => {
  it('lose nothing, double nothing and keep the order', () => {
    fc.assert(
      fc.property(options, fc.array(flowing, { maxLength: 30 }), (given, elements) => {
        expect(keepsAll(elements, chunksOf(given, [elements]))).toBe(true)
      }),
    )
  })

  it('are held to that by a check that notices one lost character', () => {
    const elements: readonly Element[] = [{ kind: 'text', text: '연차 휴가' }]
    const chunks = chunksOf({ charactersMax: 100, newAfterCharacters: 50 }, [elements])
    expect(keepsAll(elements, chunks)).toBe(true)
    const damaged = chunks.map((chunk) => ({ ...chunk, text: chunk.text.slice(1) }))
    expect(keepsAll(elements, damaged)).toBe(false)
    expect(keepsAll(elements, [...chunks, ...chunks])).toBe(false)
  })

  it('are never longer than the maximum, numbered from 0, and never cut inside a character', () => {
    fc.assert(
      fc.property(options, fc.array(flowing, { maxLength: 30 }), (given, elements) => {
        for (const [index, chunk] of chunksOf(given, [elements]).entries()) {
          expect(chunk.text.length).toBeLessThanOrEqual(given.charactersMax)
          expect(chunk.text.trim()).toBe(chunk.text)
          expect(chunk.text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
          expect(chunk.ordinal).toBe(index)
        }
      }),
    )
  })

  it('do not depend on how elements are handed over', () => {
    fc.assert(
      fc.property(
        options,
        fc.array(fc.array(flowing, { maxLength: 6 }), { maxLength: 8 }),
        (given, batches) => {
          expect(chunksOf(given, batches)).toEqual(chunksOf(given, [batches.flat()]))
        },
      ),
    )
  })

  it('know the place of each of their characters', () => {
    fc.assert(
      fc.property(options, fc.array(flowing, { maxLength: 30 }), (given, elements) => {
        for (const { text, spans, pageFirst, pageLast } of chunksOf(given, [elements])) {
          const covered = spans.map(({ start, end }) => text.slice(start, end)).join('')
          expect(solid(covered)).toBe(solid(text))
          for (const { start, end, page, box } of spans) {
            const own = solid(text.slice(start, end))
            const isThere = elements.some(
              (element) =>
                element.page === page && element.box === box && solid(element.text).includes(own),
            )
            expect(isThere).toBe(true)
            expect(page).toBeGreaterThanOrEqual(pageFirst ?? Infinity)
            expect(page).toBeLessThanOrEqual(pageLast ?? 0)
          }
        }
      }),
    )
  })

  it('have the rows of a table in order, each once, below its first row', () => {
    const rows = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(rows, fc.array(flowing, { maxLength: 3 }), (lengths, before) => {
        const given = { charactersMax: 120, newAfterCharacters: 80 }
        const lines = lengths.map((length, index) => `${index}: ${'행'.repeat(length)}`)
        const table: Element = { kind: 'table', text: ['번호 | 값', ...lines].join('\n') }
        const chunks = chunksOf(given, [[...before, table]])
        const parts = chunks.filter(({ text }) => text.includes('번호 | 값'))
        const found = parts.flatMap(({ text }) => text.split('번호 | 값\n')[1]?.split('\n') ?? [])
        expect(found).toEqual(lines)
        expect(Math.max(...chunks.map(({ text }) => text.length))).toBeLessThanOrEqual(120)
      }),
    )
  })
})
