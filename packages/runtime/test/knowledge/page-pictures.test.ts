// Looks at pages of a file and leaves too early, or finds no room for the file: nothing is left behind.

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeId } from '../../src/identifier.js'
import type { Principal } from '../../src/identity/principal.js'
import { createDataset } from '../../src/knowledge/datasets.js'
import { addDocument } from '../../src/knowledge/documents.js'
import { makePagePictures } from '../../src/knowledge/page-pictures.js'
import type { PageDrawer } from '../../src/ports/parser.js'
import { startTestRecords, type TestRecords } from '../embedded-records.js'
import { fileOf, makeCompany, makeTenant, type Company } from './company.js'

const signal = new AbortController().signal
const drawer: PageDrawer = {
  measure: () => Promise.resolve([{ width: 1, height: 1 }]),
  draw: () => Promise.resolve(Buffer.from('a picture')),
}

describe('pages of a file', () => {
  let records: TestRecords
  let folder: string
  let company: Company
  let principal: Principal
  let id: string
  beforeAll(async () => {
    records = await startTestRecords()
    folder = await mkdtemp(join(tmpdir(), 'llmflow-pages-'))
    company = makeCompany(records.records, folder)
    principal = await makeTenant(records.records, 'pages')
    const dataset = await createDataset(records.records, principal, { name: 'faxes' })
    const file = fileOf('fax.tif', 'a fax')
    id = (await addDocument(company.knowledge, principal, dataset.id, file)).id
  }, 60_000)
  afterAll(async () => {
    await records.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('are no fault of ours for who left before their turn, or while the file is copied', async () => {
    const pages = makePagePictures({ knowledge: company.knowledge, drawer, workFolder: folder })
    const gone = { principal, id, signal: AbortSignal.abort() }
    await expect(pages.sizes(gone)).rejects.toMatchObject({ code: 'cancelled' })
    const leaving = new AbortController()
    const content = new Readable({ read: () => leaving.abort() })
    const objects = { ...company.objects, get: () => Promise.resolve(content) }
    const slow = makePagePictures({
      knowledge: { ...company.knowledge, objects },
      drawer,
      workFolder: folder,
    })
    const copied = slow.draw({ principal, id, signal: leaving.signal }, 1)
    await expect(copied).rejects.toMatchObject({ code: 'cancelled' })
    expect(content.destroyed).toBe(true)
    expect(await readdir(folder)).toEqual([])
    expect(await pages.sizes({ principal, id, signal })).toEqual([{ width: 1, height: 1 }])
  })

  it('leave no file open where there is no room for a copy', async () => {
    const opened: Readable[] = []
    const get = async (key: string): Promise<Readable | undefined> => {
      const content = await company.objects.get(key)
      if (content !== undefined) opened.push(content)
      return content
    }
    const knowledge = { ...company.knowledge, objects: { ...company.objects, get } }
    const workFolder = join(folder, 'not there')
    const pages = makePagePictures({ knowledge, drawer, workFolder })
    await expect(pages.sizes({ principal, id, signal })).rejects.toThrow('ENOENT')
    expect(opened.filter(({ destroyed }) => !destroyed)).toEqual([])
  })

  it('are drawn for one person only so many at once, and for another all the same', async () => {
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const slow: PageDrawer = { ...drawer, draw: () => held.then(() => Buffer.from('a picture')) }
    const means = { knowledge: company.knowledge, drawer: slow, workFolder: folder }
    const pages = makePagePictures(means)
    const person = { ...principal, userId: makeId() }
    const wanted = Array.from({ length: 40 }, () =>
      pages.draw({ principal: person, id, signal }, 1),
    )
    const other = pages.draw({ principal: { ...principal, userId: makeId() }, id, signal }, 1)
    const refused = { code: 'overloaded', isRetryable: true }
    await expect(wanted.at(-1)).rejects.toMatchObject(refused)
    letGo()
    const ended = await Promise.allSettled(wanted)
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(32)
    expect((await other).length).toBeGreaterThan(0)
    const again = await pages.draw({ principal: person, id, signal }, 1)
    expect(again.length).toBeGreaterThan(0)
  })
})
