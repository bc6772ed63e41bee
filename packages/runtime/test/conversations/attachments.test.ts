// Attachments: found by their owner alone, bounded for each tenant, and gone with their files after their time.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDiskObjects } from '../../src/adapters/disk/objects.js'
import { makeAttachments, type Attachments } from '../../src/conversations/attachments.js'
import type { ConversationOwner } from '../../src/conversations/conversations.js'
import { makeId } from '../../src/identifier.js'
import type { Objects } from '../../src/ports/objects.js'
import { startTestRecords } from '../embedded-records.js'

let started: Awaited<ReturnType<typeof startTestRecords>>
let folder = ''
let objects: Objects
let attachments: Attachments

beforeAll(async () => {
  started = await startTestRecords()
  folder = await mkdtemp(join(tmpdir(), 'llmflow-attachments-'))
  objects = await openDiskObjects(folder)
  const { records } = started
  attachments = makeAttachments({ records, objects, sizeBytesMax: 10, tenantBytesMax: 25 })
}, 60_000)

afterAll(async () => {
  await started.close()
  await rm(folder, { recursive: true, force: true })
})

async function makeOwner(): Promise<ConversationOwner> {
  const owner = { tenantId: makeId(), assistantId: makeId(), owner: ':anna' }
  await started.records.execute(
    `INSERT INTO tenants (id, name, requests_per_minute, tokens_per_minute, models) VALUES ($1, $2, 1, 1, $3)`,
    [owner.tenantId, `tenant ${owner.tenantId}`, []],
  )
  await started.records.execute(
    `INSERT INTO assistants (id, tenant_id, name) VALUES ($1, $2, 'default')`,
    [owner.assistantId, owner.tenantId],
  )
  return owner
}

const fileOf = (text: string) => ({
  name: '메모.txt',
  mediaType: 'text/plain',
  content: Readable.from([Buffer.from(text)]),
})

it('are found by their owner alone, in the order asked for', async () => {
  const owner = await makeOwner()
  const [first, second] = [
    await attachments.keep(owner, fileOf('one')),
    await attachments.keep(owner, fileOf('two')),
  ]
  expect(await attachments.find(owner, [second.id, first.id, second.id])).toEqual([second, first])
  const others: readonly Partial<ConversationOwner>[] = [
    { tenantId: makeId() },
    { assistantId: makeId() },
    { owner: ':berta' },
  ]
  for (const other of others) {
    const found = attachments.find({ ...owner, ...other }, [first.id])
    await expect(found).rejects.toMatchObject({ code: 'not-found' })
  }
  for (const id of [makeId(), '', `${first.id}'`]) {
    const found = attachments.find(owner, [first.id, id])
    await expect(found).rejects.toMatchObject({ code: 'not-found' })
  }
})

it('are bounded, each and for the tenant together', async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()]
  const large = attachments.keep(owner, fileOf('more than ten'))
  await expect(large).rejects.toMatchObject({ code: 'too-large' })
  for (let at = 0; at < 3; at += 1) await attachments.keep(owner, fileOf('123456789'))
  const full = attachments.keep(owner, fileOf('1'))
  await expect(full).rejects.toMatchObject({ code: 'limit-reached' })
  await attachments.keep(other, fileOf('1'))
})

it('go with their files after their time, and files without a row too', async () => {
  const owner = await makeOwner()
  const kept = await attachments.keep(owner, fileOf('one'))
  const keyOf = (id: string): string => `attachments/${owner.tenantId}/${id}`
  const [old, other] = [makeId(Date.now() - 10_000), `documents/${makeId(1)}`]
  for (const key of [keyOf(old), other]) await objects.put(key, Readable.from(['left']), 10)
  await attachments.sweep(Date.now() - 5000)
  expect(await objects.list('attachments/')).toContain(keyOf(kept.id))
  expect(await objects.list('attachments/')).not.toContain(keyOf(old))
  expect(await attachments.find(owner, [kept.id])).toEqual([kept])
  await attachments.sweep(Date.now() + 1)
  expect(await objects.list('')).toEqual([other])
  await expect(attachments.find(owner, [kept.id])).rejects.toMatchObject({ code: 'not-found' })
})
