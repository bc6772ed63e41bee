// Takes documents in, replaces, interrupts and deletes them, and looks who finds what in between.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, assert, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { listAudit, system, writeAudit } from '../../src/identity/audit.js'
import type { Principal } from '../../src/identity/principal.js'
import { documentHandler, documentJob } from '../../src/ingest/handler.js'
import { processDocument } from '../../src/ingest/pipeline.js'
import { enqueue } from '../../src/jobs/queue.js'
import { startWorker } from '../../src/jobs/worker.js'
import { listChunks, loadChunks } from '../../src/knowledge/chunks.js'
import {
  createDataset,
  getDataset,
  listDatasets,
  searchableScope,
  type Dataset,
} from '../../src/knowledge/datasets.js'
import {
  addDocument,
  deleteDataset,
  deleteDocument,
  getDocument,
  listDocuments,
  reindexDocument,
} from '../../src/knowledge/documents.js'
import { RuntimeError } from '../../src/error.js'
import type { Records } from '../../src/ports/records.js'
import type { IndexedVector } from '../../src/ports/vector-index.js'
import { startTestRecords } from '../embedded-records.js'
import {
  fileOf,
  memoryIndex,
  makeCompany,
  makeMember,
  makeTenant,
  type Company,
} from './company.js'

let records: Records
let folder: string
let end: () => Promise<void>
let company: Company
let admin: Principal
let dataset: Dataset
let tenants = 0

beforeAll(async () => {
  const started = await startTestRecords()
  records = started.records
  end = () => started.close()
  folder = await mkdtemp(join(tmpdir(), 'llmflow-knowledge-'))
}, 60_000)

afterAll(async () => {
  await end()
  await rm(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  company = makeCompany(records, folder)
  admin = await makeTenant(records, `tenant ${tenants++}`)
  dataset = await createDataset(records, admin, { name: 'handbook' })
})

const add = (name: string, text: string) =>
  addDocument(company.knowledge, admin, dataset.id, fileOf(name, text))

/** A document whose lines are their numbers, which come from the parser all at once. */
async function addLines(count: number) {
  const lines = Array.from({ length: count }, (_, at) => String(at))
  const { id } = await add('travel.txt', 'x')
  company.pipeline.parser.parse = async function* many() {
    const elements = lines.map((text) => ({ kind: 'text', text }) as const)
    yield { elements, progress: { done: 1, total: 1 } }
  }
  return { id, lines }
}

const work = (id: string) => processDocument(company.pipeline, id, new AbortController().signal)

const textsOf = async (id: string): Promise<readonly string[]> =>
  (await listChunks(records, id, 0, 100)).map(({ text }) => text)

describe('a document', () => {
  it('is queued when it is taken in, and found when it is ready', async () => {
    const added = await add('travel.txt', 'one\ntwo')
    expect(added).toMatchObject({ stage: 'queued', sizeBytes: 7, chunks: 0 })
    expect(company.queue).toEqual([added.id])
    await work(added.id)
    expect(await getDocument(records, admin, added.id)).toMatchObject({ stage: 'ready', chunks: 2 })
    expect(await textsOf(added.id)).toEqual(['one', 'two'])
    expect(company.textIndex.held.get(added.id)?.map(({ text }) => text)).toEqual([
      'Title\none',
      'Title\ntwo',
    ])
  })

  it('is left alone when the same bytes come again', async () => {
    const added = await add('travel.txt', 'one')
    await work(added.id)
    expect(await add('travel.txt', 'one')).toMatchObject({
      id: added.id,
      stage: 'ready',
      revision: 1,
    })
    expect(company.objects.kept.size).toBe(1)
    expect(company.queue).toHaveLength(1)
  })

  it('answers as it was until its next revision is ready, which leaves nothing of the old', async () => {
    const { id } = await add('travel.txt', 'old')
    await work(id)
    expect(await add('travel.txt', 'new\nnewer')).toMatchObject({
      id,
      revision: 2,
      stage: 'queued',
    })
    expect(await textsOf(id)).toEqual(['old'])
    await work(id)
    expect(await textsOf(id)).toEqual(['new', 'newer'])
    expect(company.objects.kept.size).toBe(1)
    const rows = await records.query(
      z.object({ n: z.number() }),
      `SELECT count(*)::int AS n FROM chunks WHERE document_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  it('is there once, however often the work is interrupted and done again', async () => {
    const { id } = await add('travel.txt', 'one\ntwo\nthree')
    for (const step of [company.graph, company.textIndex]) {
      const replace = step.replace.bind(step)
      step.replace = () => Promise.reject(new RuntimeError('unavailable', 'killed'))
      await expect(work(id)).rejects.toThrow('killed')
      step.replace = replace
    }
    expect(await textsOf(id)).toEqual([])
    await work(id)
    await work(id)
    expect(await textsOf(id)).toEqual(['one', 'two', 'three'])
  })

  it('fails alone with its reason, and can be mended by another upload', async () => {
    const { id } = await add('travel.txt', 'broken')
    await work(id)
    expect(await getDocument(records, admin, id)).toMatchObject({
      stage: 'failed',
      failure: 'broken',
      failureDetail: 'it is cut off',
    })
    expect(await add('travel.txt', 'broken')).toMatchObject({ stage: 'queued', revision: 2 })
    await add('travel.txt', 'mended')
    await work(id)
    expect(await textsOf(id)).toEqual(['mended'])
    expect(company.events).toContain('failed')
  })

  it('that is too long for the indexes says so, and leaves nothing of itself', async () => {
    const { id } = await add('travel.txt', 'one\ntwo\nthree')
    const pipeline = { ...company.pipeline, chunksMax: 2 }
    await processDocument(pipeline, id, new AbortController().signal)
    expect(await getDocument(records, admin, id)).toMatchObject({ failure: 'too-large' })
    expect(company.textIndex.held.size).toBe(0)
  })

  it('asks for what it mentions a few texts at a time, in order', async () => {
    const { id } = await addLines(450)
    const asked: number[] = []
    const mentionsOf: typeof company.pipeline.mentionsOf = async (texts) => {
      asked.push(texts.length)
      return texts.map((text) => [{ term: text, count: 1 }])
    }
    const pipeline = { ...company.pipeline, mentionsOf }
    await processDocument(pipeline, id, new AbortController().signal)
    expect(asked).toEqual([200, 200, 50])
    expect(company.graph.held.get(id)).toHaveLength(450)
    expect(company.graph.held.get(id)?.at(-1)).toMatchObject({
      mentions: [{ term: 'Title\n449', count: 1 }],
    })
  })

  it('that is long is read again page by page while it is indexed, and never all at once', async () => {
    const { id, lines } = await addLines(1234)
    let longest = 0
    const query: typeof records.query = async (schema, sql, parameters) => {
      const rows = await records.query(schema, sql, parameters)
      longest = Math.max(longest, rows.length)
      return rows
    }
    const embed = async (texts: readonly string[]) =>
      texts.map((text) => Float32Array.of(Number(text.split('\n').at(-1))))
    const vectors = memoryIndex<IndexedVector>()
    const pipeline = {
      ...company.pipeline,
      records: { ...records, query },
      embedding: { model: 'small', index: vectors, embed },
    }
    await processDocument(pipeline, id, new AbortController().signal)
    expect(longest).toBe(500)
    const texts = lines.map((line) => `Title\n${line}`)
    expect(company.textIndex.held.get(id)?.map(({ text }) => text)).toEqual(texts)
    expect(vectors.held.get(id)?.map(({ vector }) => vector[0])).toEqual(lines.map(Number))
    expect(company.graph.held.get(id)).toHaveLength(1234)
  })

  it('whose chunks go while it is indexed never counts as whole', async () => {
    const { id } = await addLines(1234)
    const mentionsOf: typeof company.pipeline.mentionsOf = async (texts) => {
      await records.execute('DELETE FROM chunks WHERE document_id = $1', [id])
      return texts.map(() => [])
    }
    const pipeline = { ...company.pipeline, mentionsOf }
    const working = processDocument(pipeline, id, new AbortController().signal)
    await expect(working).rejects.toMatchObject({ code: 'cancelled' })
    expect(await getDocument(records, admin, id)).not.toMatchObject({ stage: 'ready' })
    expect(company.textIndex.held.size).toBe(0)
  })

  it('that is empty says so', async () => {
    const { id } = await add('empty.txt', '')
    company.pipeline.parser.parse = async function* nothing() {
      yield { elements: [], progress: { done: 1, total: 1 } }
    }
    await work(id)
    expect(await getDocument(records, admin, id)).toMatchObject({ failure: 'empty' })
  })

  it('gives up its work when a newer revision comes in the middle', async () => {
    const { id } = await add('travel.txt', 'old')
    const pipeline = { ...company.pipeline }
    const parse = company.pipeline.parser.parse.bind(company.pipeline.parser)
    pipeline.parser = {
      ...pipeline.parser,
      async *parse(request, signal) {
        await add('travel.txt', 'new')
        yield* parse(request, signal)
      },
    }
    const old = processDocument(pipeline, id, new AbortController().signal)
    await expect(old).rejects.toMatchObject({ code: 'cancelled' })
    await work(id)
    expect(await textsOf(id)).toEqual(['new'])
  })

  it('is gone for everybody at once when it is deleted, and everywhere when the work is done', async () => {
    const { id } = await add('travel.txt', 'one')
    await work(id)
    await deleteDocument(company.knowledge, admin, id)
    expect(await textsOf(id)).toEqual([])
    await expect(getDocument(records, admin, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(add('travel.txt', 'again')).rejects.toMatchObject({ code: 'conflict' })
    await work(id)
    expect(company.objects.kept.size).toBe(0)
    expect(company.textIndex.held.size + company.graph.held.size).toBe(0)
    expect(await add('travel.txt', 'again')).toMatchObject({ stage: 'queued' })
  })

  it('is forgotten in the end, however often that fails', async () => {
    const { id } = await add('travel.txt', 'one')
    await work(id)
    await deleteDocument(company.knowledge, admin, id)
    const remove = company.textIndex.remove.bind(company.textIndex)
    let failures = 3
    company.textIndex.remove = async (key) => {
      if (failures-- > 0) throw new RuntimeError('unavailable', 'the index is down')
      await remove(key)
    }
    await enqueue(records, { tenantId: admin.tenantId, kind: documentJob, subject: id })
    const worker = await startWorker({
      records,
      handlers: { [documentJob]: documentHandler(company.pipeline) },
      name: 'a worker',
      concurrency: 1,
      isAlone: true,
      attemptsMax: 2,
      pauseMsFirst: 10,
    })
    await vi.waitFor(() => expect(company.events).toContain('deleted'), { timeout: 10_000 })
    await worker.close()
    expect(await add('travel.txt', 'again')).toMatchObject({ stage: 'queued', revision: 1 })
  })

  it('is done again on request', async () => {
    const { id } = await add('travel.txt', 'one')
    await work(id)
    expect(await reindexDocument(company.knowledge, admin, id)).toMatchObject({
      revision: 2,
      stage: 'queued',
    })
    await work(id)
    expect(await textsOf(id)).toEqual(['one'])
  })
})

describe('a dataset', () => {
  it('is read by its readers alone when it is restricted', async () => {
    const [insider, outsider] = [await makeMember(records, admin), await makeMember(records, admin)]
    const secret = await createDataset(records, insider, { name: 'secret', isRestricted: true })
    const names = async (who: Principal) =>
      (await listDatasets(records, who)).map(({ name }) => name)
    expect(await names(insider)).toEqual(['handbook', 'secret'])
    expect(await names(admin)).toEqual(['handbook', 'secret'])
    expect(await names(outsider)).toEqual(['handbook'])
    expect(await searchableScope(records, outsider)).toEqual({
      tenantId: admin.tenantId,
      datasetIds: [dataset.id],
    })
    await expect(searchableScope(records, outsider, [secret.id])).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('of another tenant is not there, nor are its documents and chunks', async () => {
    const { id } = await add('travel.txt', 'one')
    await work(id)
    const stranger = await makeTenant(records, 'a stranger')
    await expect(getDataset(records, stranger, dataset.id)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(getDocument(records, stranger, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteDocument(company.knowledge, stranger, id)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(
      addDocument(company.knowledge, stranger, dataset.id, fileOf('x', 'y')),
    ).rejects.toMatchObject({ code: 'not-found' })
    const [chunk] = await listChunks(records, id, 0, 1)
    assert(chunk !== undefined)
    const scope = { tenantId: stranger.tenantId, datasetIds: [dataset.id] }
    expect(await loadChunks(records, [chunk.id], scope)).toEqual([])
    const own = { tenantId: admin.tenantId, datasetIds: [dataset.id] }
    expect(await loadChunks(records, [chunk.id], own)).toMatchObject([{ text: 'one' }])
  })

  it('goes with all its documents, and its name is free at once', async () => {
    const { id } = await add('travel.txt', 'one')
    await work(id)
    await deleteDataset(company.knowledge, admin, dataset.id)
    expect(await listDatasets(records, admin)).toEqual([])
    await createDataset(records, admin, { name: 'handbook' })
    await work(id)
    const left = await records.query(
      z.object({ n: z.number() }),
      `SELECT count(*)::int AS n FROM datasets WHERE tenant_id = $1`,
      [admin.tenantId],
    )
    expect(left).toEqual([{ n: 1 }])
  })

  it('has no name in the audit log from its deletion on, and not that which frees its own', async () => {
    await add('travel.txt', 'one')
    const change = { tenantId: admin.tenantId, action: 'dataset.create', subject: dataset.id }
    await writeAudit(records, system, change)
    const named = () => listAudit(records, admin.tenantId, { limit: 1 })
    expect(await named()).toMatchObject([{ subjectName: 'handbook' }])
    await deleteDataset(company.knowledge, admin, dataset.id)
    expect(await named()).toMatchObject([{ subjectName: null }])
  })

  it('that is deleted while a file comes in takes nothing in', async () => {
    const { id } = await add('travel.txt', 'one')
    const { knowledge, objects } = company
    const put: typeof objects.put = async (key, content, sizeBytesMax) => {
      const stored = await objects.put(key, content, sizeBytesMax)
      await deleteDataset(knowledge, admin, dataset.id)
      return stored
    }
    const slow = { ...knowledge, objects: { ...objects, put } }
    const late = addDocument(slow, admin, dataset.id, fileOf('late.txt', 'two'))
    await expect(late).rejects.toMatchObject({ code: 'not-found' })
    await work(id)
    expect(objects.kept.size).toBe(0)
    const sql = `SELECT count(*)::int AS n FROM datasets WHERE id = $1`
    expect(await records.query(z.object({ n: z.number() }), sql, [dataset.id])).toEqual([{ n: 0 }])
  })

  it('lists its documents page by page, by name', async () => {
    for (const name of ['b.txt', 'a.txt', 'c.md']) await add(name, name)
    const names = async (options: object) =>
      (await listDocuments(records, admin, dataset.id, options)).map(({ name }) => name)
    expect(await names({ limit: 2 })).toEqual(['a.txt', 'b.txt'])
    expect(await names({ limit: 2, after: 'b.txt' })).toEqual(['c.md'])
    expect(await names({ containing: '.MD' })).toEqual(['c.md'])
  })

  it('has a name once in its tenant', async () => {
    await expect(createDataset(records, admin, { name: 'handbook' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})
