// Assistants of a tenant in a real browser: made, asked, changed and deleted by an admin, and by nobody else.

import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from './asking.ts'
import { findChromium } from './chromium.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  itemsOf,
  operator,
  startConsole,
  takePicture,
  type Console,
} from './harness.ts'

const hasChromium = findChromium() !== undefined
const sample = (name: string): string =>
  fileURLToPath(new URL(`../../../../examples/laptop/documents/${name}`, import.meta.url))

const ofExpenses = {
  question: 'When are expense claims paid?',
  passage: 'Claims are paid with the next salary.',
} as const

const ofLeave = {
  question: '남은 휴가는 다음 해로 넘길 수 있나요?',
  passage: '다음 해 3월 31일까지',
} as const

const nothing = '이 질문에 답할 근거를 문서에서 찾지 못했습니다.'

/** Asks in a new chat with an assistant, chosen as people choose it, and waits for the answer. */
async function ask(page: Page, assistant: string, question: string): Promise<void> {
  await page.goto('/chat')
  await choose(page, assistant)
  await page.getByRole('textbox', { name: 'Question' }).fill(question)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Copy the answer' }).waitFor()
}

async function choose(page: Page, assistant: string): Promise<void> {
  const choice = page.getByRole('button', { name: /Assistant$/ })
  await choice.click()
  await page.getByRole('option', { name: assistant }).click()
  await choice.getByText(assistant, { exact: true }).waitFor()
}

const cardOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `What to do with ${name}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

describe.skipIf(!hasChromium)('assistants', { timeout: 90_000 }, () => {
  let running: Console
  let member = { email: '', password: '' }
  beforeAll(async () => {
    running = await startConsole()
    await running.fill('leave', [sample('연차휴가-규정.md')])
    await running.fill('expenses', [sample('expense-and-travel-guide.html')])
    member = await running.addPerson('member@example.com', 'member')
  }, 180_000)
  afterAll(() => running.close())

  it('answer from their datasets alone, are changed, and go with their conversations', async () => {
    const window = await running.open('/chat', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('link', { name: 'Manage assistants' }).click()
    await page.getByRole('button', { name: 'New assistant' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).waitFor()
    await page.keyboard.type('Expenses')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Trips and money')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Ask me about **expenses**.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Be brief.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await dialog.getByText('Without a dataset it finds nothing to answer from.').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await dialog.getByText('Without a dataset').waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await cardOf(page, 'Expenses').getByText('expenses', { exact: true }).waitFor()

    const asking = await running.open('/chat', member, { language: 'en' })
    await ask(asking.page, 'default', ofLeave.question)
    await asking.page.getByRole('log').getByText(ofLeave.passage).waitFor()
    await asking.page.goto('/chat')
    await choose(asking.page, 'Expenses')
    await asking.page.locator('p', { hasText: 'Trips and money' }).waitFor()
    await asking.page.getByText('Ask me about expenses.').waitFor()
    await ask(asking.page, 'Expenses', ofLeave.question)
    await asking.page.getByRole('log').getByText(nothing).waitFor()
    await ask(asking.page, 'Expenses', ofExpenses.question)
    await asking.page.getByRole('log').getByText(ofExpenses.passage).waitFor()
    const asked = asking.page.url()

    await act(page, 'Expenses', 'Edit')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Everything')
    await dialog.getByText('Programs that ask assistant/Expenses no longer find it.').waitFor()
    await dialog.getByRole('textbox', { name: 'Opening words' }).fill('Ask me anything.')
    await dialog.getByText('All datasets').click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await cardOf(page, 'Everything').getByText('All datasets').waitFor()
    await asking.page.goto('/chat')
    await choose(asking.page, 'Everything')
    await asking.page.getByText('Ask me anything.').waitFor()
    await ask(asking.page, 'Everything', ofLeave.question)
    await asking.page.getByRole('log').getByText(ofLeave.passage).waitFor()

    await act(page, 'Everything', 'Delete')
    await dialog.getByText('all conversations with it are deleted', { exact: false }).waitFor()
    await expectAccessible(window)
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await cardOf(page, 'Everything').waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('content')
    const conversation = asked.split('/').at(-1) ?? ''
    const kept = await asking.page.request.get(`/api/v1/conversations/${conversation}`)
    expect(kept.status()).toBe(404)
    await asking.page.goto('/chat')
    await asking.page.getByRole('link', { name: ofLeave.question }).waitFor()
    expect(await asking.page.getByText(ofExpenses.question).count()).toBe(0)
    expect(await asking.page.getByText('Everything', { exact: true }).count()).toBe(0)
    expect([...window.complaints, ...asking.complaints]).toEqual([])
    await asking.close()
    await window.close()
  })

  it('keep the one that everybody has, and say why', async () => {
    const window = await running.open('/operate/assistants', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'What to do with default' }).click()
    const remove = page.getByRole('menuitem', { name: 'Delete' })
    expect(await remove.getAttribute('aria-disabled')).toBe('true')
    await remove.getByText('Every tenant keeps this one', { exact: false }).waitFor()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' })
    expect(await name.isEditable()).toBe(false)
    await page.getByText('It keeps its name', { exact: false }).waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('refuse names in words, and lose nothing that was written', async () => {
    const window = await running.open('/operate/assistants', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'New assistant' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('travel/abroad')
    await dialog.getByRole('textbox', { name: 'Prompt' }).fill('Something long and thought over.')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('A name is needed, without a slash.').waitFor()
    await page.keyboard.press('Escape')
    await page.mouse.click(5, 5)
    await dialog.getByRole('textbox', { name: 'Name' }).fill('default')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('There is an assistant “default” already.').waitFor()
    expect(await dialog.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe(
      'Something long and thought over.',
    )
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('are changed by no member, who is told so', async () => {
    const window = await running.open('/operate/assistants', member, { language: 'en' })
    const { page } = window
    await page.getByRole('main').getByText('Only admins of the tenant may do this.').waitFor()
    expect(await page.getByRole('button', { name: 'New assistant' }).count()).toBe(0)
    const [assistant] = itemsOf(await running.ask('/api/v1/assistants'))
    const path = `/api/v1/assistants/${String(assistant?.['id'])}`
    const made = await change(window, 'POST', '/api/v1/assistants', { name: 'mine' })
    const changed = await change(window, 'PATCH', path, { opening: 'mine' })
    const deleted = await change(window, 'DELETE', path)
    expect([made.status, changed.status, deleted.status]).toEqual([403, 403, 403])
    await page.goto('/chat')
    await page.getByText('What do you want to know?').waitFor()
    expect(await page.getByRole('link', { name: 'Manage assistants' }).count()).toBe(0)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it.for([
    { language: 'ko', width: 1440, theme: 'light' },
    { language: 'ko', width: 360, theme: 'dark' },
    { language: 'en', width: 1440, theme: 'dark' },
    { language: 'en', width: 360, theme: 'light' },
  ] as const)('show well in $language at $width px, $theme', async (view) => {
    await makeExamples(running)
    const words = view.language === 'ko' ? korean : english
    const name = `${view.language}-${view.width}`
    const window = await running.open('/operate/assistants', operator, view)
    const { page } = window
    await cardOf(page, '출장 도우미').getByText('expenses', { exact: true }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `assistants-${name}`)
    await page.getByRole('button', { name: words.actions }).click()
    await page.getByRole('menuitem', { name: words.edit }).click()
    await page.getByRole('dialog').getByRole('checkbox', { name: 'leave' }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `assistants-dialog-${name}`)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await cardOf(page, '출장 도우미').getByRole('link').click()
    await page.getByText('출장비 규정을 물어보세요.').waitFor()
    await page.getByRole('link', { name: words.manage }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `assistants-chat-${name}`)
    expect(window.complaints).toEqual([])
    await window.close()
  })
})

const korean = { actions: '출장 도우미 작업', edit: '수정', manage: '도우미 관리' } as const

const english = {
  actions: 'What to do with 출장 도우미',
  edit: 'Edit',
  manage: 'Manage assistants',
} as const

/** One with all that an assistant can have, and one whose model the tenant doesn't have. */
async function makeExamples(running: Console): Promise<void> {
  const names = itemsOf(await running.ask('/api/v1/assistants')).map(({ name }) => name)
  if (names.includes('출장 도우미')) return
  const datasets = itemsOf(await running.ask('/api/v1/datasets'))
  const expenses = datasets.find(({ name }) => name === 'expenses')
  const made = [
    {
      name: '출장 도우미',
      description: '국내외 출장비와 경비 정산을 규정에서 찾아 알려 줍니다.',
      opening: '출장비 규정을 물어보세요.',
      prompt: '존댓말로 짧게 답하세요.',
      datasetIds: [expenses?.['id']],
    },
    { name: 'Helpdesk', model: 'exaone-of-last-year', searchesAllDatasets: true },
    { name: 'nothing-yet' },
  ]
  for (const json of made) await running.ask('/api/v1/assistants', { method: 'POST', json })
}
