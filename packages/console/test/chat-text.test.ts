// The text of answers and lists of chat: blocks, marks, days, sections, and names of sources.

import { describe, expect, it } from 'vitest'
import { blocksOf } from '../src/pages/chat/blocks.ts'
import { chooseSections } from '../src/pages/chat/choose-sections.ts'
import { citationMarks } from '../src/pages/chat/citation-marks.ts'
import { groupByDay } from '../src/pages/chat/group-by-day.ts'
import { sourceName, sourceOf } from '../src/pages/chat/source-name.ts'

describe('blocks of Markdown', () => {
  it('are cut at empty lines', () => {
    expect(blocksOf('one\n\ntwo\nmore\n\n\n# three\n')).toEqual(['one', 'two\nmore', '# three'])
  })

  it('keep a fence whole, closed or not', () => {
    expect(blocksOf('```js\na\n\nb\n```\n\nafter')).toEqual(['```js\na\n\nb\n```', 'after'])
    expect(blocksOf('before\n\n```\na\n\nb')).toEqual(['before', '```\na\n\nb'])
  })

  it('keep what belongs to an item of a list with it', () => {
    expect(blocksOf('- one\n\n  more of it\n\nafter')).toEqual(['- one\n\n  more of it', 'after'])
  })

  it('do not change where text only grows at its end', () => {
    const whole = 'one\n\ntwo\n\n```\nx\n```\n\nlast words'
    const before = blocksOf(whole.slice(0, -6))
    expect(blocksOf(whole).slice(0, -1)).toEqual(before.slice(0, -1))
  })
})

describe('marks of citations', () => {
  it('become elements in text, and stay as they are in code', () => {
    const text = { type: 'text', value: 'So [1][12]. Not [a].' }
    const code = { type: 'inlineCode', value: '[1]' }
    const tree = { type: 'root', children: [{ type: 'paragraph', children: [text, code] }] }
    citationMarks()(tree)
    const mark = (value: string) => ({
      type: 'citationMark',
      data: { hName: 'cite' },
      children: [{ type: 'text', value }],
    })
    expect(tree.children[0]?.children).toEqual([
      { type: 'text', value: 'So ' },
      mark('1'),
      mark('12'),
      { type: 'text', value: '. Not [a].' },
      code,
    ])
  })
})

describe('conversations by day', () => {
  it('begin a day at the reader’s midnight and leave empty days out', () => {
    const nowMs = new Date(2026, 2, 1, 0, 10).getTime()
    const at = (minutesBefore: number) => ({ updatedAtMs: nowMs - minutesBefore * 60_000 })
    const [today, yesterday, earlier] = [at(5), at(15), at(60 * 24 * 3)]
    expect(groupByDay([today, yesterday, earlier], nowMs)).toEqual([
      { day: 'today', items: [today] },
      { day: 'yesterday', items: [yesterday] },
      { day: 'earlier', items: [earlier] },
    ])
    expect(groupByDay([earlier], nowMs).map(({ day }) => day)).toEqual(['earlier'])
  })
})

describe('sections to ask about', () => {
  it('are the reader’s own first, one of each document, without their numbers', () => {
    const titles = [['제1조 휴가의 부여', '제2조 신청'], ['Severity'], ['3.2 오류 코드'], []]
    expect(chooseSections(titles, 'ko')).toEqual(['휴가의 부여', '오류 코드', '신청'])
    expect(chooseSections(titles, 'en')).toEqual(['Severity'])
  })

  it('are any where none is the reader’s', () => {
    expect(chooseSections([['Severity']], 'ko')).toEqual(['Severity'])
  })
})

describe('the open source in an address', () => {
  it('is read as it was written', () => {
    const source = { messageId: '01a2-77', number: 12 }
    expect(sourceOf(sourceName(source))).toEqual(source)
  })

  it('is none where somebody has changed it', () => {
    for (const name of [undefined, '', 'abc', 'abc.', '.1', 'a.b.1', 'a.1x', 'a.-1']) {
      expect(sourceOf(name)).toBe(undefined)
    }
  })
})
