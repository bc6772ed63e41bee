// The list of traces and the path of one answer, in a real browser against the real service.

import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change, question, statusOf } from './asking.ts'
import { hasChromium } from './chromium.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  fieldsOf,
  itemsOf,
  operator,
  startConsole,
  takePicture,
  type Console,
} from './harness.ts'

const documents = ['remote-work-policy.md', '연차휴가-규정.md'].map((name) =>
  fileURLToPath(new URL(`../../../../examples/laptop/documents/${name}`, import.meta.url)),
)
const asked = '경조휴가 증빙서류는 언제까지 내나요?'

describe.skipIf(!hasChromium)('traces', { timeout: 60_000 }, () => {
  let running: Console
  let traceId = ''
  let stranger = { email: '', password: '' }
  beforeAll(async () => {
    running = await startConsole()
    await running.fill('handbook', documents)
    const window = await running.open('/chat', operator)
    await change(window, 'POST', '/api/v1/tenants', { name: 'research' })
    stranger = await running.addPerson('stranger@example.com', 'admin', 'research')
    traceId = (await question(window, asked)).traceId
    await window.close()
  }, 180_000)
  afterAll(() => running.close())

  it('lead from a question in the list to its path, with legs, ranks and sources', async () => {
    const window = await running.open('/traces', operator)
    const { page } = window
    await page.getByRole('link', { name: new RegExp(asked.slice(0, 8)) }).click()
    await page.waitForURL(`**/traces/${traceId}`)
    await page.getByRole('heading', { level: 1, name: asked }).waitFor()
    const path = page.getByRole('region', { name: '처리 과정' })
    for (const leg of ['단어 검색', '의미 검색', '관계 검색']) {
      await path.locator('strong').filter({ hasText: leg }).waitFor()
    }
    await path.getByText('Operator', { exact: false }).first().waitFor()
    await path.getByText('600 중', { exact: false }).waitFor()
    const ranks = path.getByRole('region', { name: '찾은 구절과 순위' })
    expect(await ranks.getByRole('row').count()).toBeGreaterThan(1)
    const steps = page.getByRole('table').filter({ hasText: '문서 검색' }).getByRole('row')
    expect(await steps.count()).toBe(4)
    await path.getByRole('link', { name: '연차휴가-규정.md' }).last().click()
    await page.waitForURL('**/knowledge/**')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('show what is there of an answer that has just come, and the rest when that is kept', async () => {
    const window = await running.open('/traces', operator)
    const { page } = window
    let replies = 0
    await page.route(`**/api/v1/traces/${traceId}`, async (route) => {
      const reply = await route.fetch()
      replies += 1
      const items = itemsOf(await reply.json())
      const isEarly = ({ attributes }: { readonly [name: string]: unknown }): boolean =>
        fieldsOf(attributes)['llmflow.request_id'] === undefined
      await route.fulfill({ json: { items: replies === 1 ? items.filter(isEarly) : items } })
    })
    await page.getByRole('link', { name: new RegExp(asked.slice(0, 8)) }).click()
    const path = page.getByRole('region', { name: '처리 과정' })
    await path.getByText('600 중', { exact: false }).waitFor()
    expect(replies).toBe(2)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('come into the list while it is looked at', async () => {
    const window = await running.open('/traces', operator)
    const { page } = window
    await page.getByRole('link', { name: new RegExp(asked.slice(0, 8)) }).waitFor()
    const later = '재택근무는 일주일에 며칠까지 할 수 있나요?'
    await question(window, later)
    await page.getByRole('link', { name: new RegExp(later.slice(0, 8)) }).waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('unfold everything that was recorded, by keyboard alone', async () => {
    const window = await running.open(`/traces/${traceId}`, operator, { language: 'en' })
    const { page } = window
    const unfold = page.getByRole('button', { name: /Search the documents/ })
    await unfold.focus()
    await page.keyboard.press('Enter')
    await page.getByText('llmflow.retrieve.fusion.ms').waitFor()
    expect(await unfold.getAttribute('aria-expanded')).toBe('true')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('are found by filters, which the address carries', async () => {
    const window = await running.open('/traces', operator, { language: 'en' })
    const { page } = window
    const search = page.getByRole('searchbox', { name: 'Search in questions' })
    await search.fill('경조휴가')
    await page.waitForURL(/containing=/)
    await page.getByRole('link', { name: new RegExp(asked.slice(0, 8)) }).waitFor()
    await search.fill('nobody asked this')
    await page.getByText('Nothing fits these filters').waitFor()
    await page.reload()
    expect(await search.inputValue()).toBe('nobody asked this')
    await page.getByRole('link', { name: 'Clear the filters' }).click()
    await page.getByRole('link', { name: new RegExp(asked.slice(0, 8)) }).waitFor()
    await page.getByText('Failed only').click()
    await page.getByText('Nothing fits these filters').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('of another tenant are nowhere: not in the list, not by address, not in the interface', async () => {
    const window = await running.open(`/traces/${traceId}`, stranger, { language: 'en' })
    const { page } = window
    await page.getByText('This trace is not here').waitFor({ timeout: 30_000 })
    expect(await page.getByText(asked).count()).toBe(0)
    await page.goto('/traces')
    await page.getByText('Nothing was asked yet').waitFor()
    expect(await statusOf(window, `/api/v1/traces/${traceId}`)).toBe(404)
    await window.close()
  })

  it('are an admin’s: a member is told so', async () => {
    const member = await running.addPerson('reader@example.com', 'member')
    const window = await running.open('/traces', member, { language: 'en' })
    await window.page
      .getByRole('main')
      .getByText('Only admins of the tenant may do this.')
      .waitFor()
    expect(await statusOf(window, '/api/v1/traces')).toBe(403)
    expect(await statusOf(window, '/api/v1/trace-summary')).toBe(403)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it.for([
    { language: 'ko', width: 1440, theme: 'light' },
    { language: 'ko', width: 360, theme: 'dark' },
    { language: 'en', width: 1440, theme: 'dark' },
    { language: 'en', width: 360, theme: 'light' },
  ] as const)('show well in $language at $width px, $theme', async (view) => {
    const pages = [
      { name: 'traces', path: '/traces' },
      { name: 'trace', path: `/traces/${traceId}` },
    ]
    for (const { name, path } of pages) {
      const window = await running.open(path, operator, view)
      await window.page.getByText(asked).first().waitFor()
      await window.page
        .getByText('연차휴가-규정.md')
        .or(window.page.getByText('p95', { exact: true }))
        .first()
        .waitFor()
      await expectAccessible(window)
      await expectNoSidewaysScroll(window)
      await takePicture(window, `${name}-${view.language}-${view.width}`)
      expect(window.complaints).toEqual([])
      await window.close()
    }
  })
})
