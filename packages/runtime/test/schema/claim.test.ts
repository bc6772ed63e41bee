// Two data directories on one database would take each other's work and miss each other's files.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeId } from '../../src/identifier.js'
import { claimRecords } from '../../src/schema/claim.js'
import { startTestRecords } from '../embedded-records.js'

let embedded: Awaited<ReturnType<typeof startTestRecords>>
beforeAll(async () => {
  embedded = await startTestRecords()
}, 60_000)
afterAll(() => embedded.close())

describe('records', () => {
  it('are those of the directory that came first, each time it comes, and of no other', async () => {
    const [first, second] = [makeId(), makeId()]
    const claims = await Promise.allSettled(
      [first, second].map((id) => claimRecords(embedded.records, id)),
    )
    expect(claims.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const isFirst = claims[0]?.status === 'fulfilled'
    const owner = isFirst ? first : second
    const other = isFirst ? second : first
    await claimRecords(embedded.records, owner)
    const refused = claimRecords(embedded.records, other)
    await expect(refused).rejects.toMatchObject({ code: 'data-directory' })
    await expect(refused).rejects.toThrow(owner)
  })
})
