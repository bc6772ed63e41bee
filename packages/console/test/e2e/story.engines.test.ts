// One day with the console, from an empty platform to a plan: the pages work together, and the guide shows these pictures.

import { mkdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from './chromium.ts'
import { expectAccessible, operator, startConsole, type Console, type Window } from './harness.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const documents = join(root, 'examples/laptop/documents')
const pictures = join(root, 'docs/pictures/console')

/** Pictures of the guide are made anew when somebody asks for it: a browser never draws the same twice. */
const isUpdate = process.env['UPDATE'] === '1'

const tellings = [
  {
    language: 'ko',
    dataset: '사내 규정',
    send: '보내기',
    question: '부산 출장 숙박비는 하룻밤에 얼마까지 정산되나요?',
    passage: '하룻밤에 서울과 광역시는 12만 원',
    source: /국내출장-여비-기준/,
    limits: '사용 한도',
    gpus: '사용하는 GPU',
  },
  {
    language: 'en',
    dataset: 'House rules',
    send: 'Send',
    question: 'How many days a week may I work from home?',
    passage: 'may work from home up to two days a week',
    source: /remote-work-policy/,
    limits: 'Limits',
    gpus: 'GPUs in use',
  },
] as const

describe.skipIf(!hasChromium).each(tellings)('a day with the console in $language', (told) => {
  let running: Console
  let window: Window
  beforeAll(async () => {
    running = await startConsole()
    window = await running.open('/', operator, { language: told.language })
  }, 120_000)
  afterAll(async () => {
    await window.close()
    await running.close()
  })

  const show = async (name: string): Promise<void> => {
    await expectAccessible(window)
    if (!isUpdate) return
    mkdirSync(pictures, { recursive: true })
    const path = join(pictures, `${name}-${told.language}.png`)
    await window.page.screenshot({ path, animations: 'disabled' })
  }

  it('fills knowledge: upload, progress, ready', { timeout: 120_000 }, async () => {
    const { page } = window
    await running.ask('/api/v1/datasets', { method: 'POST', json: { name: told.dataset } })
    await page.goto('/knowledge')
    await page.getByText(told.dataset).first().click()
    const names = await readdir(documents)
    await page.locator('input[type=file]').setInputFiles(names.map((name) => join(documents, name)))
    const datasetId = page.url().split('/').at(-1)
    await expect
      .poll(async () => running.ask(`/api/v1/datasets/${String(datasetId)}/document-counts`), {
        timeout: 100_000,
        interval: 500,
      })
      .toMatchObject({ stages: { ready: names.length } })
    await page.getByRole('link', { name: told.source }).first().waitFor()
    await show('knowledge')
  })

  it(
    'answers from them, and opens the passage beside the answer',
    { timeout: 60_000 },
    async () => {
      const { page } = window
      await page.goto('/chat')
      await page.getByRole('textbox').fill(told.question)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: told.source }).last().click()
      await page.locator('mark').filter({ hasText: told.passage }).first().waitFor()
      await show('chat')
      expect(window.complaints).toEqual([])
    },
  )

  it('shows the path of the answer', { timeout: 60_000 }, async () => {
    const { page } = window
    await page.goto('/traces')
    await page.getByRole('link', { name: told.question }).first().click()
    await page.getByRole('heading', { name: told.limits }).waitFor()
    await show('trace')
    expect(window.complaints).toEqual([])
  })

  it('plans a platform as it is typed', { timeout: 90_000 }, async () => {
    const { page } = window
    await page.goto('/platform')
    await page.getByText('guide-production').click()
    await page.getByRole('heading', { name: told.gpus }).waitFor()
    await page
      .getByText(/^23 \/ 64$/)
      .first()
      .waitFor({ timeout: 60_000 })
    await show('platform')
    expect(window.complaints).toEqual([])
  })

  it('says how everything is', { timeout: 60_000 }, async () => {
    const { page } = window
    await page.goto('/operate')
    await page.getByText('lancedb').first().waitFor()
    await show('operate')
    expect(window.complaints).toEqual([])
  })
})
