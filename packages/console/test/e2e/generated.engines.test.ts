// Answers that a model writes, in a real browser against the real service: a scripted stand-in plays the model.

import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, assert, beforeAll, describe, expect, it, vi } from 'vitest'
import { question } from './asking.ts'
import { hasChromium } from './chromium.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  fieldsOf,
  operator,
  startConsole,
  takePicture,
  takePictureOfAll,
  type Console,
} from './harness.ts'
import { makeGate, modelFile, startStandIn, type StandIn } from './stand-in.ts'

const documents = [
  '연차휴가-규정.md',
  'expense-and-travel-guide.html',
  'remote-work-policy.md',
].map((name) =>
  fileURLToPath(new URL(`../../../../examples/laptop/documents/${name}`, import.meta.url)),
)

const views = [
  { language: 'ko', width: 1440, theme: 'light' },
  { language: 'ko', width: 360, theme: 'dark' },
  { language: 'en', width: 1440, theme: 'dark' },
  { language: 'en', width: 360, theme: 'light' },
] as const

const told = {
  ko: {
    composer: '질문',
    stop: '답변 중지',
    generated: 'AI가 작성',
    mark: /출처 1 열기/,
    question: '남은 휴가는 다음 해로 넘길 수 있나요?',
    first: '다 쓰지 못한 휴가는 다음 해 3월 31일까지 최대 5일을 넘겨 쓸 수 있습니다. [1] ',
    second: '넘기지 못한 휴가는 통상임금으로 보상합니다. [1]',
    passage: '그 해에 다 쓰지 못한 휴가는 다음 해 3월 31일까지 최대 5일을 넘겨 쓸 수 있다.',
  },
  en: {
    composer: 'Question',
    stop: 'Stop the answer',
    generated: 'Generated',
    mark: /Open source 1/,
    question: 'When are expense claims paid?',
    first: 'Expense claims are paid with the next salary. [1] ',
    second: 'A lost receipt under 25 euros may be replaced by a signed statement. [1]',
    passage: 'Claims are paid with the next salary.',
  },
} as const

/** A resident registration number of nobody's with a right checksum, and a number that rings nowhere. */
const values = ['900101-1234568', '010-2345-6789']

const masking = {
  ko: {
    plan: '경조휴가 증빙서류는 언제까지',
    question: `제 번호는 ${values[1]}이고 주민등록번호는 ${values[0]}입니다. 경조휴가 증빙서류는 언제까지 내나요?`,
    reply:
      '경조휴가 증빙서류는 복귀한 뒤 일주일 안에 인사팀에 냅니다. [1] 경조휴가는 연차에서 빼지 않으며, 복귀한 뒤 일주일 안에 인사팀에 증빙서류를 내고 <PHONE_1>, <RRN_1>을 알립니다. [1]',
    restored: '010-2345-6789, 900101-1234568을 알립니다',
    masked: /주민등록번호 1개, 전화번호 1개|전화번호 1개, 주민등록번호 1개/,
    trace: '추적',
    path: '처리 과정',
    showPrompt: '프롬프트 보기',
    times: '주민등록번호 1건',
    reserved: '미리 잡은 양',
    firstToken: '첫 토큰까지',
  },
  en: {
    plan: 'When must I submit the report',
    question: `My number is ${values[1]}, resident number ${values[0]}. When must I submit the report after a trip?`,
    reply:
      'Submit the report within fourteen days after the trip. [1] Photograph receipts with the expense app, and submit the report within fourteen days after the trip with <PHONE_1> and <RRN_1>. [1]',
    restored: 'with 010-2345-6789 and 900101-1234568',
    masked: /phone number: 1/,
    trace: 'Trace',
    path: 'The path',
    showPrompt: 'Show the prompt',
    times: 'resident number × 1',
    reserved: 'Held before',
    firstToken: 'Until the first token',
  },
} as const

/** The stand-in likes this passage best, whatever is asked. */
const preferred = 'Do not print customer drawings'

const reranking = {
  ko: {
    question: '남은 휴가는 다음 해로 넘길 수 있나요?',
    fused: '통합 순위',
    reranked: '재정렬',
    rankings: '단계별 순위',
    path: '처리 과정',
    rerank: '재정렬',
  },
  en: {
    question: 'How many days may I work from home?',
    fused: 'Fused',
    reranked: 'Reranked',
    rankings: 'Rankings beside each other',
    path: 'The path',
    rerank: 'Rerank',
  },
} as const

const pulling = {
  ko: {
    other: '다른 모델 받기',
    source: '모델 위치',
    sha256: 'SHA-256(선택)',
    pull: '받기',
    running: '받는 중',
    done: '완료',
    checked: '체크섬 확인됨',
    afterStart: '다음 시작부터 사용',
    licence: '라이선스 미확인',
  },
  en: {
    other: 'Pull another model',
    source: 'Where it is',
    sha256: 'SHA-256 (optional)',
    pull: 'Pull',
    running: 'Running',
    done: 'Done',
    checked: 'Checksum known before',
    afterStart: 'After the next start',
    licence: 'licence unknown',
  },
} as const

/** The page asks for progress once a second. */
const moving = { timeout: 30_000 }

/** Whether everything in a region can be seen without scrolling it sideways. */
const fitsIn = (page: Page, name: string): Promise<boolean> =>
  page
    .getByRole('region', { name, exact: true })
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)

async function pull(
  page: Page,
  words: (typeof pulling)['ko' | 'en'],
  given: { readonly source: string; readonly sha256: string },
): Promise<void> {
  await page.getByRole('button', { name: words.other }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words.source).fill(given.source)
  await dialog.getByLabel(words.sha256).fill(given.sha256)
  await dialog.getByRole('button', { name: words.pull, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

async function markedText(page: Page): Promise<string> {
  await page.locator('mark').first().waitFor()
  return (await page.locator('mark').allInnerTexts()).join('')
}

async function ask(page: Page, composer: string, question: string): Promise<void> {
  await page.getByRole('textbox', { name: composer }).fill(question)
  await page.keyboard.press('Enter')
}

/** Until the model has passed its probes, answers are quoted. */
async function untilItWrites(running: Console): Promise<void> {
  const hasPassed = async (): Promise<void> => {
    const ready: unknown = await (await fetch(`${running.url}/ready`)).json()
    expect(generationOf(ready)).toBe('scripted-chat (ko, en)')
  }
  await vi.waitFor(hasPassed, { timeout: 60_000, interval: 200 })
}

const generationOf = (ready: unknown): unknown =>
  fieldsOf(fieldsOf(fieldsOf(ready)['engines'])['generation'])['detail']

describe.skipIf(!hasChromium)('with models', { timeout: 60_000 }, () => {
  let running: Console
  let models: StandIn
  beforeAll(async () => {
    models = await startStandIn()
    running = await startConsole({
      platform: models.platform,
      environment: { LLMFLOW_MODEL_HOSTS: models.host },
    })
    await running.fill('handbook', documents)
    await untilItWrites(running)
  }, 180_000)
  afterAll(async () => {
    await running.close()
    await models.close()
    await rm(models.platform, { recursive: true, force: true })
  })

  it.for(views)('an answer comes in pieces in $language at $width px, $theme', async (view) => {
    const words = told[view.language]
    const { opened, open } = makeGate()
    models.plan(words.question, async ({ say }) => {
      for (const piece of words.first.match(/.{1,7}/gsu) ?? []) await say(piece)
      await say(words.second.slice(0, 12))
      await opened
      await say(words.second.slice(12))
    })
    const window = await running.open('/chat', operator, view)
    const { page } = window
    await ask(page, words.composer, words.question)
    const log = page.getByRole('log')
    const came = log.getByText(words.first.slice(0, -6), { exact: false })
    await came.waitFor()
    await page.getByRole('button', { name: words.stop }).waitFor()
    expect(await log.getByText(words.second.slice(0, 12)).count()).toBe(0)
    const name = `${view.language}-${view.width}`
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `generated-coming-${name}`)
    open()
    await log.getByText(words.generated).waitFor()
    await log.getByText(words.second.slice(0, 12), { exact: false }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `generated-answer-${name}`)
    await page.getByRole('button', { name: words.mark }).first().click()
    expect(await markedText(page)).toContain(words.passage)
    await expectAccessible(window)
    await takePicture(window, `generated-source-${name}`)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('an answer that is stopped ends the model’s work, keeps its sources and says what was masked', async () => {
    const words = told.ko
    const question = `제 번호는 ${values[1]}입니다. ${words.question}`
    const masked = { name: '전화번호 1개를 가렸습니다' }
    const gone = makeGate()
    models.plan(words.question, async ({ say, left }) => {
      await say(`${words.first}${words.second.slice(0, 12)}`)
      await left
      gone.open()
    })
    const window = await running.open('/chat', operator)
    const { page } = window
    await ask(page, words.composer, question)
    const log = page.getByRole('log')
    await log.getByText(words.first.slice(0, -6)).waitFor()
    await page.getByRole('button', { name: words.stop }).click()
    await gone.opened
    await log.getByText('중지한 답변').waitFor()
    await log.getByRole('button', masked).waitFor()
    await log.getByText(words.first.slice(0, -6)).waitFor()
    await page.getByRole('button', { name: words.mark }).first().click()
    expect(await markedText(page)).toContain(words.passage)
    await expectAccessible(window)
    await takePicture(window, 'generated-stopped-ko-1440')
    await page.reload()
    expect(await markedText(page)).toContain(words.passage)
    await log.getByText('중지한 답변').waitFor()
    await log.getByRole('button', masked).waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('a model that fails before its first word is asked again by whoever asked', async () => {
    const words = told.en
    // The runtime itself tries three times before it gives up.
    for (let tries = 0; tries < 3; tries += 1) {
      models.plan(words.question, ({ refuse }) => refuse(503))
    }
    models.plan(words.question, ({ say }) => say(words.first))
    const window = await running.open('/chat', operator, { language: 'en', theme: 'dark' })
    const { page } = window
    await ask(page, words.composer, words.question)
    const refused = page.getByRole('article').filter({ hasText: words.question })
    await refused.getByRole('alert').waitFor()
    await expectAccessible(window)
    await takePicture(window, 'generated-refused-en-1440')
    await refused.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('log').getByText(words.generated).waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('a model that breaks off leaves what came, its sources, why, and a way on', async () => {
    const words = told.ko
    models.plan(words.question, async ({ say, breakOff }) => {
      await say(`${words.first}${words.second.slice(0, 12)}`)
      breakOff()
    })
    models.plan(words.question, ({ say }) => say(words.first))
    const window = await running.open('/chat', operator, { width: 360 })
    const { page } = window
    await ask(page, words.composer, words.question)
    const log = page.getByRole('log')
    const broken = page.getByRole('article').filter({ hasText: words.question }).first()
    await broken.getByRole('alert').waitFor()
    await broken.getByText(words.first.slice(0, -6)).waitFor()
    const sources = broken.getByRole('region', { name: '출처' })
    await sources.getByRole('button', { name: '연차휴가-규정.md' }).click()
    expect(await markedText(page)).toContain(words.passage)
    await page.keyboard.press('Escape')
    await page.locator('mark').first().waitFor({ state: 'detached' })
    await expectAccessible(window)
    await takePicture(window, 'generated-broken-ko-360')
    await page.reload()
    await sources.waitFor()
    await broken.getByRole('button', { name: '다시 시도' }).click()
    await log.getByText(words.generated).waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it.for(views)('personal data never reaches a model in $language at $width px', async (view) => {
    const words = masking[view.language]
    const before = models.received.length
    models.plan(words.plan, async ({ say }) => {
      for (const piece of words.reply.match(/.{1,5}/gsu) ?? []) await say(piece)
    })
    const window = await running.open('/chat', operator, view)
    const { page } = window
    const name = `${view.language}-${view.width}`
    await ask(page, told[view.language].composer, words.question)
    const log = page.getByRole('log')
    await log.getByText(told[view.language].generated).waitFor()
    const answer = page.getByRole('article').last()
    await answer.getByText(words.restored).waitFor()
    await answer.getByRole('button', { name: words.masked }).click()
    await page.getByRole('dialog').waitFor()
    await expectAccessible(window)
    await takePicture(window, `generated-masked-${name}`)
    await page.keyboard.press('Escape')
    const sent = models.received.slice(before).join('\n')
    expect(sent).toContain('<PHONE_1>')
    for (const value of values) expect(sent).not.toContain(value)
    await log.getByRole('link', { name: words.trace }).click()
    await page.waitForURL('**/traces/**')
    const path = page.getByRole('region', { name: words.path })
    await path.getByText('scripted-chat').first().waitFor()
    await path.getByRole('button', { name: words.showPrompt }).click()
    await path.getByText('<RRN_1>', { exact: false }).first().waitFor()
    await path.getByText(words.times).waitFor()
    await path.getByText(words.reserved).waitFor()
    await path.getByText(words.firstToken).waitFor()
    await path.getByText('366', { exact: false }).first().waitFor()
    const shown = await page.locator('body').innerText()
    const traceId = page.url().split('/').at(-1) ?? ''
    const kept = JSON.stringify(await running.ask(`/api/v1/traces/${traceId}`))
    for (const value of values) {
      expect(shown).not.toContain(value)
      expect(kept).not.toContain(value)
    }
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePictureOfAll(window, `generated-trace-${name}`)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it.for(views)('a reranker has the last word in $language at $width px, $theme', async (view) => {
    models.score((text) => (text.includes(preferred) ? 90 : 90 / text.length))
    const words = reranking[view.language]
    const query = encodeURIComponent(words.question)
    const window = await running.open(`/knowledge/retrieval-test?query=${query}`, operator, view)
    const { page } = window
    const [fused, reranked] = [words.fused, words.reranked].map((column) =>
      page.getByRole('region', { name: column, exact: true }).getByRole('listitem'),
    )
    assert(fused !== undefined && reranked !== undefined)
    await reranked.first().filter({ hasText: preferred }).waitFor()
    expect(await fused.first().innerText()).not.toContain(preferred)
    expect(await reranked.count()).toBe(await fused.count())
    if (view.width === 1440) await expect(fitsIn(page, words.rankings)).resolves.toBe(true)
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `generated-reranked-${view.language}-${view.width}`)
    const { traceId } = await question(window, words.question)
    models.score()
    await page.goto(`/traces/${traceId}`)
    const ranks = page.getByRole('region', { name: words.path })
    await ranks.getByRole('columnheader', { name: words.rerank }).waitFor()
    const first = ranks.getByRole('row').nth(1)
    await first.getByText('remote-work-policy.md').waitFor()
    await first.getByRole('cell', { name: '90', exact: true }).waitFor()
    await expectAccessible(window)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it.for(views)('a model is pulled to a good end in $language at $width px', async (view) => {
    const words = pulling[view.language]
    const name = `tiny-${view.language}-${view.width}`
    const file = models.serve(`/${name}.gguf`, modelFile(2 ** 20))
    const window = await running.open('/operate/models', operator, view)
    const { page } = window
    await page.getByRole('heading', { name: 'scripted-reranker' }).waitFor()
    await pull(page, words, { source: file.url, sha256: file.sha256 })
    const row = page.getByRole('listitem').filter({ hasText: name }).first()
    await row.getByText(words.running, { exact: true }).waitFor()
    const progress = row.getByRole('progressbar')
    await expect
      .poll(async () => {
        file.more()
        return Number(await progress.getAttribute('aria-valuenow'))
      }, moving)
      .toBeGreaterThan(0)
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePictureOfAll(window, `generated-pulling-${view.language}-${view.width}`)
    // Elsewhere and back: it has gone on.
    await page.goto('/chat')
    await page.getByRole('textbox').waitFor()
    await page.goto('/operate/models')
    await row.getByRole('progressbar').waitFor()
    file.rest()
    await row.getByText(words.done, { exact: true }).waitFor()
    const stored = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name, exact: true }) })
    await stored.getByText(words.checked, { exact: true }).waitFor()
    await stored.getByText(words.afterStart, { exact: true }).waitFor()
    await stored.getByText(words.licence, { exact: false }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePictureOfAll(window, `generated-pulled-${view.language}-${view.width}`)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('a model with another checksum is not taken, and the page says so', async () => {
    const words = pulling.ko
    const file = models.serve('/other.gguf', modelFile(1024))
    const window = await running.open('/operate/models', operator)
    const { page } = window
    await pull(page, words, { source: file.url, sha256: 'f'.repeat(64) })
    const row = page.getByRole('listitem').filter({ hasText: 'other' }).first()
    await row.getByText(words.running, { exact: true }).waitFor()
    file.rest()
    await row.getByText(`체크섬이 다릅니다: ${file.sha256}`).waitFor()
    await row.getByText('실패', { exact: true }).waitFor()
    await expectAccessible(window)
    await takePictureOfAll(window, 'generated-pull-failed-ko-1440')
    await row.getByRole('button', { name: '목록에서 지우기' }).click()
    await row.waitFor({ state: 'detached' })
    expect(await page.getByRole('heading', { name: 'other' }).count()).toBe(0)
    expect(window.complaints).toEqual([])
    await window.close()
  })
})
