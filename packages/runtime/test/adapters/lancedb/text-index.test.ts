// LanceDB as a text index, and what its analysis finds in Korean and English.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeId } from '../../../src/identifier.js'
import { describeTextIndex } from '../../conformance/text-index.js'
import { openTemporaryIndex, type TemporaryIndex } from './temporary-index.js'

describeTextIndex('LanceDB', async () => {
  const open = await openTemporaryIndex()
  return {
    ...open,
    index: {
      replace: (document, chunks) => open.current().texts.replace(document, chunks),
      remove: (document) => open.current().texts.remove(document),
      search: (query, scope, options) => open.current().texts.search(query, scope, options),
      count: (document) => open.current().texts.count(document),
    },
  }
})

describe('what the text index finds', () => {
  const document = { tenantId: makeId(), datasetId: makeId(), documentId: makeId() }
  const scope = { tenantId: document.tenantId, datasetIds: [document.datasetId] }
  let open: TemporaryIndex

  const chunks = {
    leave: '연차휴가는 입사일을 기준으로 부여하며 남은 연차는 이듬해로 이월되지 않는다.',
    travel: '국내출장 숙박비는 1박에 100,000원까지 실비로 정산합니다.',
    device: 'The A-100 gateway is configured by certified engineers; see KR-2024-001.',
    hanja: '本契約書는 甲과 乙이 합의한 내용을 담는다.',
    wide: 'ＶＰＮ 접속은 ｶﾀｶﾅ 자판에서도 된다.',
  }

  beforeAll(async () => {
    open = await openTemporaryIndex()
    const texts = Object.entries(chunks).map(([chunkId, text]) => ({ chunkId, text }))
    await open.current().texts.replace(document, texts)
  }, 30_000)
  afterAll(() => open.close())

  it.each([
    ['연차는 언제 부여되나요', 'leave'],
    ['남은 휴가를 이월할 수 있나', 'leave'],
    ['출장가서 숙박비를 얼마까지 정산받나요?', 'travel'],
    ['100000원', 'travel'],
    ['how do I configure a gateway', 'device'],
    ['a100', 'device'],
    ['KR-2024-001', 'device'],
    ['契約書', 'hanja'],
    ['vpn', 'wide'],
    ['연차휴가'.normalize('NFD'), 'leave'],
  ])('finds by %s', async (query, expected) => {
    const [best] = await open.current().texts.search(query, scope, { limit: 3 })
    expect(best?.chunkId).toBe(expected)
  })

  it.each(['바나나', 'B-200', 'bicycle'])('finds nothing by %s', async (query) => {
    expect(await open.current().texts.search(query, scope, { limit: 3 })).toEqual([])
  })
})

describe('the index process', () => {
  it('answers searches while a long document is analysed', { timeout: 60_000 }, async () => {
    const open = await openTemporaryIndex()
    try {
      const document = { tenantId: makeId(), datasetId: makeId(), documentId: makeId() }
      const scope = { tenantId: document.tenantId, datasetIds: [document.datasetId] }
      const { texts, ...index } = open.current()
      await texts.replace(document, [{ chunkId: 'one', text: 'needle' }])
      const long = Array.from({ length: 3000 }, (_, at) =>
        `문서${at} 안내 규정 needles ${at}`.repeat(9),
      )
      const ends: string[] = []
      const ending =
        (name: string) =>
        <Value>(value: Value): Value => {
          ends.push(name)
          return value
        }
      const mentions = index.mentionsOf(long).then(ending('mentions'))
      const search = texts.search('needle', scope, { limit: 1 }).then(ending('search'))
      expect(await search).toHaveLength(1)
      expect(await mentions).toHaveLength(long.length)
      expect(ends).toEqual(['search', 'mentions'])
    } finally {
      await open.close()
    }
  })
})
