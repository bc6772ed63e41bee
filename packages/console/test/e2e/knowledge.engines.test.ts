// Datasets, documents that come in, their passages on their pages, and the retrieval test, in a real browser.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from './chromium.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  operator,
  startConsole,
  takePicture,
  type Console,
} from './harness.ts'
import { scanOf } from './scan-tiff.ts'

const sections = Array.from(
  { length: 12 },
  (_, index) =>
    `<h2>제${index + 1}조 (Section ${index + 1})</h2>${'<p>본 조항은 임직원의 해외 출장 여비를 정한다. The lodging limit is paid at actual cost, and receipts are handed in within seven working days.</p>'.repeat(5)}`,
).join('')

const policyPage = `<html lang="ko"><body style="font: 12pt/1.7 sans-serif"><h1>해외출장 여비 규정</h1>${sections}</body></html>`

describe.skipIf(!hasChromium)('knowledge', () => {
  let running: Console
  let folder: string
  const file = (name: string): string => join(folder, name)
  beforeAll(async () => {
    running = await startConsole()
    folder = await mkdtemp(join(tmpdir(), 'llmflow-knowledge-'))
    const window = await running.open('about:blank', 'nobody')
    await window.page.setContent(policyPage)
    await writeFile(file('travel-policy.pdf'), await window.page.pdf({ format: 'A4' }))
    await window.close()
    await writeFile(file('broken.pdf'), '%PDF-1.7\nthis is no PDF')
    await writeFile(
      file('leave.md'),
      '# Leave\n\n## Annual leave\n\nEmployees have 15 days of annual leave.\n',
    )
  }, 120_000)
  afterAll(async () => {
    await running.close()
    await rm(folder, { recursive: true, force: true })
  })

  const makeDataset = async (name: string, isRestricted = false): Promise<string> => {
    const json = { name, description: `${name} of the tests`, isRestricted }
    return idOf(await running.ask('/api/v1/datasets', { method: 'POST', json }))
  }

  it('makes a dataset by keyboard alone and goes there', async () => {
    const window = await running.open('/knowledge', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'New dataset' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Keyboard only')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Keyboard only', level: 1 }).waitFor()
    await page.getByText('No documents yet').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  }, 60_000)

  it('refuses a second dataset of the same name in words', async () => {
    await makeDataset('Taken')
    const window = await running.open('/knowledge', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'New dataset' }).click()
    await page.getByLabel('Name').fill('Taken')
    await page.getByRole('button', { name: 'Make the dataset' }).click()
    await page.getByText('There is a dataset “Taken” already.').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  }, 60_000)

  it('shows files coming in until they are ready or say why not, and finds them again', async () => {
    const id = await makeDataset('Uploads')
    const window = await running.open(`/knowledge/${id}`, operator, { language: 'en' })
    const { page } = window
    const names = ['leave.md', 'travel-policy.pdf', 'broken.pdf']
    await page.locator('input[type=file]').setInputFiles(names.map(file))
    const uploads = page.getByRole('region', { name: 'Upload files' })
    await uploads.getByText('3 of 3 files are uploaded').waitFor()
    // Other pages of the console and back: the list of uploads is still there.
    await page.getByRole('navigation', { name: 'Where this page is' }).getByRole('link').click()
    await page.getByRole('link', { name: 'Uploads', exact: true }).click()
    const broken = uploads.getByRole('listitem').filter({ hasText: 'broken.pdf' })
    await broken.getByText('The file is damaged, or is not what its name says.').waitFor()
    await broken.getByRole('button', { name: 'Try again' }).waitFor()
    for (const name of ['leave.md', 'travel-policy.pdf']) {
      await rowOf(page, name).getByText('Ready').waitFor({ timeout: 60_000 })
    }
    await rowOf(page, 'broken.pdf').getByText('Failed').waitFor()
    await takePicture(window, 'knowledge-uploads')
    await page.getByRole('radio', { name: /^Failed/ }).click()
    await rowOf(page, 'leave.md').waitFor({ state: 'detached' })
    await expect.poll(() => namesIn(page)).toEqual(['broken.pdf'])
    expect(page.url()).toContain('stage=failed')
    await page.getByRole('radio', { name: /^All/ }).click()
    await page.getByRole('searchbox').fill('POLICY')
    await rowOf(page, 'leave.md').waitFor({ state: 'detached' })
    await expect.poll(() => namesIn(page)).toEqual(['travel-policy.pdf'])
    await expectAccessible(window)
    expect(window.complaints).toEqual([])
    await window.close()
  }, 120_000)

  it('marks a chunk on its page exactly where its words are drawn', async () => {
    await running.fill('Policies', [file('travel-policy.pdf')])
    const window = await running.open('/knowledge', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('link', { name: 'Policies', exact: true }).click()
    await page.getByRole('link', { name: 'travel-policy.pdf' }).click()
    const chunk = page
      .getByRole('complementary', { name: 'Chunks' })
      .getByRole('button')
      .filter({ hasText: 'Section 7)' })
    await chunk.first().focus()
    await page.keyboard.press('Enter')
    await page.locator('canvas[data-drawn=true]').first().waitFor()
    const heading = page.locator('article svg text', { hasText: 'Section 7)' })
    await heading.waitFor({ state: 'attached' })
    expect(page.url()).toContain('chunk=')
    const words = await placeOf(heading)
    const marks = await Promise.all((await page.locator('article [data-mark]').all()).map(placeOf))
    // One of the marks holds the heading: as wide, and with the same middle; fonts differ in what they call high.
    const off = marks.map((mark) =>
      Math.max(
        Math.abs(mark.x - words.x),
        Math.abs(mark.x + mark.width - words.x - words.width),
        Math.abs(mark.y + mark.height / 2 - words.y - words.height / 2),
      ),
    )
    expect(Math.min(...off)).toBeLessThan(5)
    const inked = await page.evaluate(inkShare)
    expect(inked).toBeGreaterThan(0.01)
    await takePicture(window, 'knowledge-document')
    await expectAccessible(window)
    expect(window.complaints).toEqual([])
    // The address carries the chunk.
    await page.reload()
    await page.locator('article [data-mark]').first().waitFor()
    await window.close()
  }, 120_000)

  it('zooms, turns pages and shows the text instead', async () => {
    await running.fill('Policies', [file('travel-policy.pdf')])
    const window = await running.open('/knowledge', operator, { language: 'ko' })
    const { page } = window
    await page.getByRole('link', { name: 'Policies', exact: true }).click()
    await page.getByRole('link', { name: 'travel-policy.pdf' }).click()
    await page.locator('canvas[data-drawn=true]').first().waitFor()
    const first = await placeOf(page.locator('article[data-page="1"]'))
    await page.getByRole('button', { name: '확대' }).click()
    await expect
      .poll(async () => (await placeOf(page.locator('article[data-page="1"]'))).width)
      .toBeGreaterThan(first.width * 1.2)
    await page.getByRole('textbox', { name: '페이지' }).fill('3')
    await page.keyboard.press('Enter')
    await page.locator('article[data-page="3"] canvas[data-drawn=true]').waitFor()
    await page.getByRole('button', { name: '텍스트로 보기' }).click()
    await page.getByRole('region', { name: '문서 내용' }).getByText('제2조').first().waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  }, 60_000)

  it('shows the pages of a scan that browsers cannot draw, with the chunk marked', async () => {
    const blank = await running.open('about:blank', 'nobody')
    const scan = await scanOf(blank.page, ['Lodging is paid at cost', 'Receipts within seven days'])
    await blank.close()
    await writeFile(file('fax.tif'), scan)
    await running.fill('Scans', [file('fax.tif')])
    const window = await running.open('/knowledge', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('link', { name: 'Scans', exact: true }).click()
    await page.getByRole('link', { name: 'fax.tif' }).click()
    await page.getByText('Receipts within seven days').first().click()
    await page.locator('article[data-page="2"] canvas[data-drawn=true]').waitFor()
    const sheet = await placeOf(page.locator('article[data-page="2"]'))
    const mark = await placeOf(page.locator('article[data-page="2"] [data-mark]').first())
    // The text stands at 100 of 1200, above 300 of 800.
    expect((mark.x - sheet.x) / sheet.width).toBeCloseTo(100 / 1200, 1)
    expect((mark.y + mark.height - sheet.y) / sheet.height).toBeCloseTo(300 / 800, 1)
    expect(await page.evaluate(inkShare)).toBeGreaterThan(0.001)
    await takePicture(window, 'knowledge-scan')
    await expectAccessible(window)
    expect(window.complaints).toEqual([])
    await window.close()
  }, 120_000)

  it('shows how each leg ranked a question, and opens a passage', async () => {
    await running.fill('Policies', [file('travel-policy.pdf'), file('leave.md')])
    const address = `/knowledge/retrieval-test?query=${encodeURIComponent('annual leave days')}`
    const window = await running.open(address, operator, { language: 'en' })
    const { page } = window
    const inText = page.getByRole('region', { name: 'Text', exact: true }).getByRole('button')
    const fused = page.getByRole('region', { name: 'Fused' }).getByRole('button')
    await inText.filter({ hasText: 'leave.md' }).first().waitFor()
    await page.getByText('There is no embedding model.').waitFor()
    await fused.first().focus()
    const pointed = page.locator('button[data-pointed=true]')
    await expect.poll(() => pointed.count()).toBeGreaterThan(1)
    expect(new Set(await pointed.locator('span span:last-child').allTextContents()).size).toBe(1)
    await expectAccessible(window)
    await takePicture(window, 'knowledge-retrieval')
    await page.keyboard.press('Enter')
    const opened = page.getByRole('dialog')
    await opened.locator('mark').filter({ hasText: '15 days of annual leave' }).waitFor()
    await page.keyboard.press('Escape')
    await opened.waitFor({ state: 'detached' })
    expect(window.complaints).toEqual([])
    await window.close()
  }, 120_000)

  it('deletes a document after asking', async () => {
    const id = await makeDataset('To be deleted')
    await running.fill('To be deleted', [file('leave.md')])
    const window = await running.open(`/knowledge/${id}`, operator, { language: 'en' })
    const { page } = window
    await rowOf(page, 'leave.md').getByRole('button', { name: 'Actions of leave.md' }).click()
    await page.getByRole('menuitem', { name: 'Delete the document' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No documents yet').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  }, 60_000)

  it('tells a member of another tenant nothing of a dataset', async () => {
    const id = await makeDataset('Only ours')
    const own = await running.open('/knowledge', operator)
    await makeTenant(own.page, 'elsewhere')
    await own.close()
    const stranger = await running.addPerson('stranger@example.com', 'member', 'elsewhere')
    const window = await running.open(`/knowledge/${id}`, stranger, { language: 'en' })
    await window.page.getByText('There is nothing here').waitFor()
    expect(await window.page.getByText('Only ours').count()).toBe(0)
    await window.close()
  }, 60_000)

  it('shows a restricted dataset to nobody but its readers', async () => {
    const id = await makeDataset('Board papers', true)
    const member = await running.addPerson('member@example.com', 'member')
    const before = await running.open('/knowledge', member, { language: 'en' })
    await before.page.getByRole('heading', { name: 'Knowledge' }).waitFor()
    await before.page.waitForLoadState('networkidle')
    expect(await before.page.getByText('Board papers').count()).toBe(0)
    await before.close()

    const admin = await running.open(`/knowledge/${id}`, operator, { language: 'en' })
    await admin.page.getByRole('button', { name: 'Restricted' }).click()
    await admin.page.getByRole('dialog').getByText('member@example.com').click()
    await admin.page.getByRole('button', { name: 'Save' }).click()
    await admin.page.getByRole('dialog').waitFor({ state: 'detached' })
    await admin.close()

    const after = await running.open('/knowledge', member, { language: 'en' })
    await after.page.getByRole('link', { name: 'Board papers', exact: true }).click()
    await after.page.getByRole('heading', { name: 'Board papers' }).waitFor()
    await after.page
      .getByText('Only admins of the tenant may do this.')
      .first()
      .waitFor({ state: 'attached' })
    await after.close()
  }, 60_000)

  it.for([
    { language: 'ko', width: 360, theme: 'dark' },
    { language: 'en', width: 360, theme: 'light' },
    { language: 'ko', width: 1440, theme: 'light' },
    { language: 'en', width: 1440, theme: 'dark' },
  ] as const)('reads well in $language at $width px, $theme', { timeout: 60_000 }, async (view) => {
    await running.fill('Policies', [file('travel-policy.pdf'), file('leave.md')])
    const window = await running.open('/knowledge', operator, view)
    const { page } = window
    const name = `${view.language}-${view.theme}-${view.width}`
    await page.getByRole('link', { name: 'Policies', exact: true }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `knowledge-datasets-${name}`)
    await page.getByRole('link', { name: 'Policies', exact: true }).click()
    await page.getByRole('link', { name: 'leave.md' }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `knowledge-dataset-${name}`)
    await page.getByRole('link', { name: 'leave.md' }).click()
    await page.getByText('15 days of annual leave').first().waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    expect(window.complaints).toEqual([])
    await window.close()
  })
})

const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('table').getByRole('row').filter({ hasText: name })

const namesIn = (page: Page): Promise<string[]> =>
  page.getByRole('table').getByRole('link').allTextContents()

const placeOf = async (locator: Locator) => {
  const place = await locator.boundingBox()
  assert(place !== null)
  return place
}

function idOf(reply: unknown): string {
  assert(typeof reply === 'object' && reply !== null && 'id' in reply)
  return String(reply.id)
}

/** The share of a drawn page that is not white. */
const inkShare = `(() => {
  const drawn = document.querySelector('canvas[data-drawn=true]')
  const copy = document.createElement('canvas')
  copy.width = drawn.width
  copy.height = drawn.height
  const context = copy.getContext('2d')
  context.drawImage(drawn, 0, 0)
  const { data } = context.getImageData(0, 0, copy.width, copy.height)
  let ink = 0
  for (let at = 0; at < data.length; at += 4) if (data[at] < 128) ink += 1
  return ink / (data.length / 4)
})()`

/** As operators do; keys of a tenant make no other tenants. */
async function makeTenant(page: Page, name: string): Promise<void> {
  const session: unknown = await (await page.request.get('/api/v1/session')).json()
  assert(typeof session === 'object' && session !== null && 'csrf' in session)
  const headers = { 'x-llmflow-csrf': String(session.csrf) }
  const made = await page.request.post('/api/v1/tenants', { data: { name }, headers })
  expect(made.status()).toBe(201)
}
