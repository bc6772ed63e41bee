// Files that come with questions, sent by Dify's own client to the whole service: read, cited, kept for their sender, swept.

import { ChatClient } from 'dify-client'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeId } from '../../src/identifier.js'
import { writePdf } from '../parser/pdf-writer.js'
import { startService, type Service } from './service.js'
import { foundTenant, type Tenant } from './tenant.js'

const wholeMs = 120_000

let folder = ''
let data = ''
let service: Service
let alpha: Tenant
let bravo: Tenant

/** What a killed service may have left of uploads. */
const leftovers = { tenant: makeId(), old: makeId(Date.now() - 25 * 3_600_000), young: makeId() }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmflow-attachments-'))
  data = join(folder, 'data')
  service = await startService({ data })
  alpha = await foundTenant(service, 'alpha')
  bravo = await foundTenant(service, 'bravo')
}, wholeMs)

afterAll(async () => {
  await service.stop()
  await rm(folder, { recursive: true, force: true })
})

const clientOf = (key: string): ChatClient => new ChatClient(key, `${service.url}/v1`)

const uploaded = z.object({ status: z.literal(201), data: z.looseObject({ id: z.string() }) })

async function upload(key: string, name: string, content: string | Buffer, user = 'anna') {
  const form = new FormData()
  form.set('user', user)
  form.set('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  return uploaded.parse(await clientOf(key).fileUpload(form)).data
}

type Named = {
  readonly type: string
  readonly transfer_method: string
  readonly [name: string]: string
}

const named = (id: string, type = 'document'): Named => ({
  type,
  transfer_method: 'local_file',
  upload_file_id: id,
})

const answered = z.object({
  data: z.object({
    answer: z.string(),
    conversation_id: z.string(),
    metadata: z.object({
      retriever_resources: z.array(
        z.looseObject({ document_name: z.string(), quote: z.string(), content: z.string() }),
      ),
    }),
  }),
})

function ask(key: string, query: string, files: readonly Named[], user = 'anna'): Promise<unknown> {
  // The client says that it takes files of a browser, and sends what the API takes.
  const given = z.custom<File[]>().parse(files)
  return clientOf(key).createChatMessage({}, query, user, false, null, given)
}

const answerTo = async (...asked: Parameters<typeof ask>) =>
  answered.parse(await ask(...asked)).data

const failure = z.object({
  response: z.object({
    status: z.number(),
    data: z.looseObject({ code: z.string(), message: z.string() }),
  }),
})

async function refusalOf(sent: Promise<unknown>) {
  const error: unknown = await sent.then(
    () => undefined,
    (error: unknown) => error,
  )
  const { status, data } = failure.parse(error).response
  return { status, ...data }
}

const pdf = writePdf([
  { texts: [{ x: 60, y: 100, text: 'Quarterly notes', size: 20, isBold: true }] },
  { texts: [{ x: 60, y: 100, text: 'The zeppelin hangar was sold in October for nine crowns.' }] },
])

describe('a file with a question', () => {
  it('is answered from, with the page and the words that are cited', async () => {
    const { id } = await upload(alpha.key, '분기 보고.pdf', pdf)
    const reply = await answerTo(alpha.key, 'When was the zeppelin hangar sold?', [named(id)])
    expect(reply.answer).toBe('The zeppelin hangar was sold in October for nine crowns. [1]')
    expect(reply.metadata.retriever_resources).toMatchObject([
      { document_name: '분기 보고.pdf', document_id: id, dataset_name: '', page: 2 },
    ])
    const [cited] = reply.metadata.retriever_resources
    expect(cited?.content).toContain(cited?.quote)
    const messages: unknown = await clientOf(alpha.key).getConversationMessages(
      'anna',
      reply.conversation_id,
    )
    expect(messages).toMatchObject({
      data: {
        data: [
          {
            message_files: [
              { upload_file_id: id, filename: '분기 보고.pdf', size: pdf.length, type: 'document' },
            ],
          },
        ],
      },
    })
    // The same question without the file: nothing was added to what everybody finds.
    const without = await answerTo(alpha.key, 'When was the zeppelin hangar sold?', [])
    expect(without.metadata.retriever_resources).toEqual([])
  })

  it('is read in Korean, beside another, from a picture too', { timeout: 60_000 }, async () => {
    const note = await upload(
      alpha.key,
      '메모.md',
      '# 공장 견학\n\n견학 집결 장소는 동쪽 비행선 격납고 앞이다.\n',
    )
    const scan = await upload(
      alpha.key,
      'scan.png',
      await readFile(new URL('../parser/fixtures/scan.png', import.meta.url)),
    )
    const files = [named(note.id), named(scan.id, 'image')]
    const reply = await answerTo(alpha.key, '견학 집결 장소는 어디인가요?', files)
    expect(reply.answer).toContain('동쪽 비행선 격납고 앞이다.')
    const seen = await answerTo(
      alpha.key,
      'How many days of paid leave does every employee receive?',
      files,
    )
    expect(seen.answer).toContain('fifteen days of paid leave')
    expect(seen.metadata.retriever_resources[0]?.document_name).toBe('scan.png')
  })

  it('is read by its sender alone', async () => {
    const { id } = await upload(alpha.key, 'own.md', 'The zeppelin is green.\n')
    const question = 'Which colour has the zeppelin?'
    expect((await answerTo(alpha.key, question, [named(id)])).answer).toContain('green')
    const others: readonly (readonly [string, string, string])[] = [
      [bravo.key, id, 'anna'],
      [alpha.key, id, 'berta'],
      [alpha.key, makeId(), 'anna'],
      [alpha.key, '../../secrets', 'anna'],
    ]
    for (const [key, of, user] of others) {
      const refusal = await refusalOf(ask(key, question, [named(of)], user))
      expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
      expect(JSON.stringify(refusal)).not.toContain('green')
    }
  })

  it('is refused with the reason when it cannot be read', async () => {
    const broken = await upload(alpha.key, 'cut.pdf', pdf.subarray(0, 300))
    const empty = await upload(alpha.key, 'empty.txt', '  \n')
    const unknown = await upload(
      alpha.key,
      'tool.exe',
      Buffer.from('7f454c46020101000000000000000000', 'hex'),
    )
    for (const { id, name } of [broken, empty, unknown]) {
      const refusal = await refusalOf(ask(alpha.key, 'What is in it?', [named(id)]))
      expect(refusal).toMatchObject({ status: 400, code: 'invalid_param' })
      expect(refusal.message).toMatch(new RegExp(`^${String(name)}: .{10,}`))
    }
    expect(await conversationsOf('nobody')).toEqual([])
    const none = await refusalOf(ask(alpha.key, 'Well?', [named(broken.id)], 'nobody'))
    expect(none.status).toBe(404)
    expect(await conversationsOf('nobody')).toEqual([])
  })

  it('is neither fetched from an address nor taken in numbers or kinds that are not read', async () => {
    const { id } = await upload(alpha.key, 'one.txt', 'one\n')
    const address = {
      type: 'document',
      transfer_method: 'remote_url',
      url: `${service.url}/ready`,
    }
    const refused: readonly (readonly Named[])[] = [
      [address],
      [named(id, 'audio')],
      [{ type: 'document', transfer_method: 'local_file' }],
      Array.from({ length: 6 }, () => named(id)),
    ]
    for (const files of refused) {
      expect((await refusalOf(ask(alpha.key, 'What is in it?', files))).status).toBe(400)
    }
    expect((await refusalOf(ask(alpha.key, 'What?', [address]))).message).toMatch(/not fetched/)
  })
})

async function conversationsOf(user: string): Promise<unknown> {
  const listed: unknown = await clientOf(alpha.key).getConversations(user)
  return z.object({ data: z.object({ data: z.array(z.unknown()) }) }).parse(listed).data.data
}

describe('an upload', () => {
  it('has the size that the parameters say, and leaves nothing when it is larger', async () => {
    const listed: unknown = await clientOf(alpha.key).getApplicationParameters('anna')
    expect(listed).toMatchObject({
      data: {
        file_upload: {
          enabled: true,
          number_limits: 5,
          allowed_file_types: ['document', 'image'],
          allowed_file_upload_methods: ['local_file'],
        },
        system_parameters: { file_size_limit: 15 },
      },
    })
    const before = await storedFiles()
    const most = 15 * 2 ** 20
    const refusal = await refusalOf(upload(alpha.key, 'large.txt', Buffer.alloc(most + 1, 'a')))
    expect(refusal).toMatchObject({ status: 413, code: 'file_too_large' })
    expect(await storedFiles()).toEqual(before)
    expect(await upload(alpha.key, 'most.txt', Buffer.alloc(most, 'a'))).toMatchObject({
      size: most,
    })
    expect((await storedFiles()).length).toBe(before.length + 1)
  })

  it(
    'survives a kill; what a kill left of others goes after a day',
    { timeout: wholeMs },
    async () => {
      const { id } = await upload(alpha.key, 'kept.md', 'The zeppelin is green.\n')
      await service.kill()
      const place = join(data, 'objects', 'attachments', leftovers.tenant)
      await mkdir(place, { recursive: true })
      for (const name of [leftovers.old, leftovers.young])
        await writeFile(join(place, name), 'left')
      service = await startService({ data })
      const question = 'Which colour has the zeppelin?'
      expect((await answerTo(alpha.key, question, [named(id)])).answer).toContain('green')
      await expect
        .poll(storedFiles, { timeout: 10_000 })
        .not.toContain(`${leftovers.tenant}/${leftovers.old}`)
      expect(await storedFiles()).toContain(`${leftovers.tenant}/${leftovers.young}`)
    },
  )
})

async function storedFiles(): Promise<readonly string[]> {
  const place = join(data, 'objects', 'attachments')
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(place.length + 1))
    .toSorted()
}
