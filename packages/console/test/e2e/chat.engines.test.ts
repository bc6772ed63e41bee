// Chat in a real browser against the real service: answers with their passages, refusals, stops, and keys of the keyboard.

import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { change } from './asking.ts'
import { hasChromium } from './chromium.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  itemsOf,
  operator,
  startConsole,
  takePicture,
  type Console,
} from './harness.ts'
import { makeGate } from './stand-in.ts'

const sample = (name: string): string =>
  fileURLToPath(new URL(`../../../../examples/laptop/documents/${name}`, import.meta.url))

const korean = {
  composer: '질문',
  sources: '출처',
  question: '남은 휴가는 다음 해로 넘길 수 있나요?',
  mark: /출처 1 열기/,
  passage: '그 해에 다 쓰지 못한 휴가는 다음 해 3월 31일까지 최대 5일을 넘겨 쓸 수 있다.',
} as const

const english = {
  composer: 'Question',
  sources: 'Sources',
  question: 'When are expense claims paid?',
  mark: /Open source 1/,
  passage: 'Claims are paid with the next salary.',
} as const

type Words = typeof korean | typeof english

async function ask(page: Page, words: Words, question: string): Promise<void> {
  await page.getByRole('textbox', { name: words.composer }).fill(question)
  await page.keyboard.press('Enter')
}

/** What is marked in the document that is open. */
async function markedText(page: Page): Promise<string> {
  await page.locator('mark').first().waitFor()
  const texts = await page.locator('mark').allInnerTexts()
  return texts.join('')
}

/** Holds answers back before their end, until they are stopped. */
const holdAnswers = `
  const real = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const reply = await real(input, init)
    if (input !== '/api/v1/messages') return reply
    const said = await reply.text()
    const held = said.slice(0, said.indexOf('event: ended'))
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(held))
        init.signal.addEventListener('abort', () => controller.error(init.signal.reason))
      },
    })
    return new Response(body, { headers: reply.headers })
  }`

/** Older messages are not fetched for being near what is seen. */
const seeNothingComing = `
  window.IntersectionObserver = class {
    observe() {}
    disconnect() {}
  }`

describe.skipIf(!hasChromium)('chat', () => {
  let running: Console
  beforeAll(async () => {
    running = await startConsole()
    const names = ['연차휴가-규정.md', 'expense-and-travel-guide.html', 'remote-work-policy.md']
    await running.fill('handbook', names.map(sample))
  }, 180_000)
  afterAll(() => running.close())

  it.for([
    { language: 'ko', width: 1440, theme: 'light', words: korean },
    { language: 'en', width: 360, theme: 'dark', words: english },
    { language: 'ko', width: 360, theme: 'light', words: korean },
    { language: 'en', width: 1440, theme: 'dark', words: english },
  ] as const)(
    'opens the passage behind an answer in $language at $width px',
    async ({ words, ...view }) => {
      const window = await running.open('/chat', operator, view)
      const { page } = window
      const name = `${view.language}-${view.width}`
      await page.getByRole('textbox', { name: words.composer }).waitFor()
      await page.getByRole('listitem').getByRole('button').first().waitFor()
      await expectAccessible(window)
      await takePicture(window, `chat-welcome-${name}`)
      await ask(page, words, words.question)
      await page.getByRole('heading', { name: words.sources }).waitFor()
      await page.waitForURL(/\/chat\/[0-9a-f-]{36}$/)
      await expectAccessible(window)
      await expectNoSidewaysScroll(window)
      await takePicture(window, `chat-answer-${name}`)
      await page.getByRole('button', { name: words.mark }).first().click()
      expect(await markedText(page)).toContain(words.passage)
      await expectAccessible(window)
      await expectNoSidewaysScroll(window)
      await takePicture(window, `chat-source-${name}`)
      await page.reload()
      expect(await markedText(page)).toContain(words.passage)
      expect(window.complaints).toEqual([])
      await window.close()
    },
  )

  it('works by keyboard alone, and closing a source leads back to its mark', async () => {
    const window = await running.open('/chat', operator, { language: 'en' })
    const { page } = window
    await page.locator('textarea:focus').waitFor()
    await page.keyboard.type(english.question)
    await page.keyboard.press('Shift+Enter')
    expect(await page.getByRole('article').count()).toBe(0)
    await page.keyboard.press('Enter')
    const mark = page.getByRole('button', { name: english.mark })
    await mark.waitFor()
    for (let steps = 0; steps < 60; steps += 1) {
      if (await mark.evaluate((element) => element.matches(':focus'))) break
      await page.keyboard.press('Shift+Tab')
    }
    await page.keyboard.press('Enter')
    expect(await markedText(page)).toContain(english.passage)
    await page.keyboard.press('Escape')
    await page.locator('mark').first().waitFor({ state: 'detached' })
    await expect.poll(() => mark.evaluate((element) => element.matches(':focus'))).toBe(true)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('does not send while a syllable is being composed', async () => {
    const window = await running.open('/chat', operator, { language: 'ko' })
    const { page } = window
    await page.locator('textarea:focus').waitFor()
    const session = await page.context().newCDPSession(page)
    const composed = { text: '휴가', selectionStart: 2, selectionEnd: 2 }
    await session.send('Input.imeSetComposition', composed)
    await page.keyboard.press('Enter')
    expect(await page.getByRole('article').count()).toBe(0)
    expect(await page.getByRole('textbox', { name: '질문' }).inputValue()).toContain('휴가')
    await session.send('Input.insertText', { text: '휴가' })
    await page.keyboard.press('Enter')
    await page.getByRole('article').getByText('휴가', { exact: true }).waitFor()
    await window.close()
  })

  it('sends what is asked before it is known who answers, once that is known', async () => {
    const window = await running.open('about:blank', operator, { language: 'en' })
    const { page } = window
    let answer = (): void => undefined
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/api/v1/assistants?**', async (route) => {
      await isAnswered
      await route.continue()
    })
    await page.goto(`${running.url}/chat`)
    await ask(page, english, english.question)
    await page.getByRole('button', { name: 'Send' }).and(page.locator('[data-busy]')).waitFor()
    expect(await page.getByRole('article').count()).toBe(0)
    expect(await page.getByRole('textbox', { name: 'Question' }).inputValue()).toBe(
      english.question,
    )
    answer()
    await page.getByRole('button', { name: english.mark }).first().waitFor()
    expect(await page.getByRole('textbox', { name: 'Question' }).inputValue()).toBe('')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('goes on while one is elsewhere, and keeps what came when it is stopped', async () => {
    const window = await running.open('about:blank', operator, { language: 'ko' })
    const { page } = window
    await page.addInitScript(holdAnswers)
    await page.goto(`${running.url}/chat`)
    await page.locator('textarea:focus').waitFor()
    await ask(page, korean, korean.question)
    await page.waitForURL(/\/chat\/[0-9a-f-]{36}$/)
    const log = page.getByRole('log')
    await log.getByText('다음 해 3월 31일까지').waitFor()
    await page.getByRole('link', { name: '지식' }).click()
    await page.waitForURL('**/knowledge')
    await page.goBack()
    await log.getByText('다음 해 3월 31일까지').waitFor()
    await page.getByRole('button', { name: '답변 중지' }).click()
    await log.getByText('중지한 답변').waitFor()
    await log.getByText('다음 해 3월 31일까지').waitFor()
    await page.getByRole('button', { name: '보내기' }).waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('keeps a question that a limit refuses, and counts down', async () => {
    const asOperator = await running.open('/chat', operator)
    const { request } = asOperator.page.context()
    const session: unknown = await (await request.get('/api/v1/session')).json()
    assert(typeof session === 'object' && session !== null && 'csrf' in session)
    const made = await request.post('/api/v1/tenants', {
      headers: { 'x-llmflow-csrf': String(session.csrf) },
      data: { name: 'small', requestsPerMinute: 1 },
    })
    expect(made.status()).toBe(201)
    await asOperator.close()
    const person = await running.addPerson('limited@example.com', 'member', 'small')
    const window = await running.open('/chat', person, { language: 'ko' })
    const { page } = window
    await page.getByRole('link', { name: '문서 추가하기' }).waitFor()
    await ask(page, korean, '첫 질문입니다')
    await page.getByRole('button', { name: '답변 복사' }).waitFor()
    await ask(page, korean, '한도를 넘는 질문입니다')
    const refused = page.getByRole('article').filter({ hasText: '한도를 넘는 질문입니다' })
    await refused
      .getByRole('alert')
      .getByText('사용 한도에 도달했습니다', { exact: false })
      .waitFor()
    await refused
      .getByText(/\d+초 뒤에 다시 시도할 수 있습니다/)
      .first()
      .waitFor()
    expect(await refused.getByRole('button', { name: '다시 시도' }).isDisabled()).toBe(true)
    await expectAccessible(window)
    await takePicture(window, 'chat-limit-ko-1440')
    await refused.getByRole('button', { name: '질문 고치기' }).click()
    expect(await page.getByRole('textbox', { name: '질문' }).inputValue()).toBe(
      '한도를 넘는 질문입니다',
    )
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it.for([1440, 360] as const)(
    'leaves a source that is looked for, or not there, by keyboard at %i px',
    async (width) => {
      const window = await running.open('/chat', operator, { language: 'en', width })
      const { page } = window
      await ask(page, english, english.question)
      await page.getByRole('button', { name: english.mark }).first().waitFor()
      await page.waitForURL(/\/chat\/[0-9a-f-]{36}$/)
      const conversation = page.url()
      const { opened, open } = makeGate()
      await page.route('**/messages?**', async (route) => {
        await opened
        await route.continue()
      })
      const role = width === 1440 ? 'complementary' : 'dialog'
      const source = page.getByRole(role, { name: english.sources })
      const holdsFocus = () =>
        source.evaluate((element) => element.matches(':focus, :focus-within'))
      for (const isLookedFor of [true, false]) {
        if (!isLookedFor) open()
        await page.goto('about:blank')
        await page.goto(`${conversation}?source=${crypto.randomUUID()}.1`)
        if (!isLookedFor) await page.getByText('There is no such source').waitFor()
        await expect.poll(holdsFocus).toBe(true)
        await page.keyboard.press('Escape')
        await page.waitForURL(conversation)
      }
      expect(window.complaints).toEqual([])
      await window.close()
    },
  )

  it('opens a source of a message that is far above what is shown first', async () => {
    const window = await running.open('/chat', operator, { language: 'en' })
    const { page } = window
    await ask(page, english, english.question)
    await page.getByRole('button', { name: english.mark }).first().click()
    await page.waitForURL(/source=/)
    const link = page.url()
    const [, conversationId] = /chat\/([0-9a-f-]{36})/.exec(link) ?? []
    const assistants: unknown = await (await page.request.get('/api/v1/assistants')).json()
    const assistantId = String(itemsOf(assistants)[0]?.['id'])
    for (let count = 0; count < 41; count += 1) {
      const data = { assistantId, conversationId, query: `And what else, number ${count}?` }
      expect((await change(window, 'POST', '/api/v1/messages', data)).status).toBe(200)
    }
    await page.goto('about:blank')
    await page.addInitScript(seeNothingComing)
    await page.goto(link)
    expect(await markedText(page)).toContain(english.passage)
    await page.goto(link.replace(/source=.*/, `source=${conversationId}.1`))
    await page.getByText('There is no such source in this conversation.').waitFor()
    await expectAccessible(window)
    expect(window.complaints).toEqual([])
    await window.close()
  }, 120_000)

  it('takes feedback and takes it back, and renames and deletes a conversation', async () => {
    const window = await running.open('/chat', operator, { language: 'en' })
    const { page } = window
    await ask(page, english, english.question)
    const like = page.getByRole('button', { name: 'Good answer' })
    await like.click()
    await expect.poll(() => like.getAttribute('aria-pressed')).toBe('true')
    // All of it is seen.
    expect(await page.getByRole('button', { name: 'To the latest message' }).count()).toBe(0)
    await page.reload()
    await expect.poll(() => like.getAttribute('aria-pressed')).toBe('true')
    await like.click()
    await expect.poll(() => like.getAttribute('aria-pressed')).toBe('false')
    const current = page.locator('li').filter({ has: page.locator('[aria-current="page"]') })
    await current.getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Money back')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Money back', level: 1 }).waitFor()
    await current.getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.waitForURL(/\/chat$/)
    await page.getByRole('link', { name: 'Money back' }).waitFor({ state: 'detached' })
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('says how long a question may be, and sends none that is longer', async () => {
    const window = await running.open('/chat', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('textbox', { name: 'Question' }).fill('x'.repeat(20_001))
    await page.getByText('20,001 of 20,000 characters').waitFor()
    expect(await page.getByRole('button', { name: /^Send/ }).isDisabled()).toBe(true)
    await page.keyboard.press('Enter')
    expect(await page.getByRole('article').count()).toBe(0)
    await window.close()
  })
})
