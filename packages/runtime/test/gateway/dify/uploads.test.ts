// Files with questions, on a platform that has a use for them.

import { ChatClient } from 'dify-client'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RuntimeError } from '../../../src/error.js'
import { startPlatform, type Platform } from './platform.js'

let platform: Platform
const kept: unknown[] = []

beforeAll(async () => {
  platform = await startPlatform(undefined, {
    uploads: {
      sizeBytesMax: 100,
      keep: async ({ owner }, { name, content }) => {
        const read = await text(content)
        if (read.length > 100) throw new RuntimeError('too-large', 'too large')
        kept.push({ owner, name, read })
        return { id: 'file-1', sizeBytes: read.length, createdAtMs: 5000 }
      },
      open: async () => ({ files: [], passages: async () => [] }),
    },
  })
}, 60_000)

afterAll(async () => platform.close())

function formOf(content: string, user?: string): FormData {
  const form = new FormData()
  if (user !== undefined) form.set('user', user)
  form.set('file', new Blob([content], { type: 'text/plain' }), '메모.TXT')
  return form
}

it('keeps a file for its user', async () => {
  const chat = new ChatClient('key-1', `${platform.url}/v1`)
  const sent: unknown = await chat.fileUpload(formOf('hello', 'anna'))
  expect(sent).toMatchObject({
    status: 201,
    data: {
      id: 'file-1',
      name: '메모.TXT',
      size: 5,
      extension: 'txt',
      mime_type: 'text/plain',
      created_by: 'anna',
      created_at: 5,
    },
  })
  expect(kept).toEqual([{ owner: ':anna', name: '메모.TXT', read: 'hello' }])
})

it('refuses one that is too large, without a user, or no file', async () => {
  const chat = new ChatClient('key-1', `${platform.url}/v1`)
  const forms: readonly (readonly [FormData, number])[] = [
    [formOf('x'.repeat(200), 'anna'), 413],
    [formOf('x'), 400],
    [new FormData(), 400],
  ]
  for (const [form, status] of forms) {
    await expect(chat.fileUpload(form)).rejects.toMatchObject({ response: { status } })
  }
  expect(platform.faults).toEqual([])
})
