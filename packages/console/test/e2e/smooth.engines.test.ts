// What is long stays smooth: these drive it and hold what is drawn, and `npm run bench` has them measured.

import { fileURLToPath } from 'node:url'
import type { ElementHandle, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from './chromium.ts'
import { operator, startConsole, type Console, type Window } from './harness.ts'
import { measured } from './main-thread.ts'
import { begin, editor, findings, typeAtEnd } from './platform-page.ts'
import { repeatItems } from './repeated.ts'

const sample = fileURLToPath(
  new URL('../../../../examples/laptop/documents/remote-work-policy.md', import.meta.url),
)

/** For a slow machine. */
const patience = { timeout: 45_000 }

type Scroller = ElementHandle<HTMLElement | SVGElement>

/** Looked for once: the page would pay for looking among thousands of elements. */
const scrollerOf = (page: Page, role: 'log' | 'table'): Promise<Scroller> =>
  page.getByRole(role).elementHandle()

/** Jumps to the end or the beginning ten times a second until a text is there, as somebody does who holds the key down. */
function jumpUntil(scroller: Scroller, to: 'end' | 'beginning', text: string): Promise<void> {
  return scroller.evaluate(
    (element, [place, wanted]) =>
      new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          element.scrollTop = place === 'end' ? element.scrollHeight : 0
          const items = element.querySelectorAll('article, [role="row"]')
          const item = place === 'end' ? items[items.length - 1] : items[0]
          if (item?.textContent.includes(wanted) !== true) return
          clearInterval(timer)
          resolve()
        }, 100)
      }),
    [to, text] as const,
  )
}

/** Scrolls by so many pixels in each of a hundred frames. */
function glide(scroller: Scroller, pixels: number): Promise<void> {
  return scroller.evaluate(
    (element, step) =>
      new Promise<void>((resolve) => {
        let frames = 0
        const move = (): void => {
          element.scrollTop += step
          frames += 1
          if (frames < 100) requestAnimationFrame(move)
          else resolve()
        }
        move()
      }),
    pixels,
  )
}

const topOf = (scroller: Scroller): Promise<number> =>
  scroller.evaluate((element) => element.scrollTop)

/** An answer as long as those of models are. */
const answer = `According to the policy, you may work from home **up to three days a week** [1].

1. Agree on the days with your manager, and enter them before the month begins.
2. Be within reach from ten to four; for \`on-call\` weeks other rules hold [1].
3. What you spend on your desk is paid back once a year.

| Days a week | Who decides | Notice |
| ----------- | ----------- | ------ |
| 1 to 2 | you | none |
| 3 | your manager | a month |

Those who are new come to the office in their first three months. The rest is as in the contract, which goes before
this policy where the two differ, and nothing here is to be read as a promise for the time after the next review [1].`

async function openLongConversation(running: Console): Promise<Window> {
  const window = await running.open('/chat', operator, { language: 'en' })
  const { page } = window
  await page.getByRole('textbox').fill('How many days a week may I work from home?')
  await page.getByRole('button', { name: /^Send/ }).click()
  await page.getByRole('button', { name: 'Copy' }).first().waitFor()
  await page.waitForURL(/\/chat\/[0-9a-f-]{36}$/)
  await repeatItems(page, {
    path: /\/messages\?/,
    count: 1000,
    cursor: 'before',
    itemFor: (item, number) => ({ ...item, answer, query: `question ${number}` }),
  })
  await page.reload()
  await page.getByText('question 0', { exact: true }).waitFor()
  return window
}

/** How many answers the browser lays out and paints; it leaves out those that are far. */
const drawnAnswers = (scroller: Scroller): Promise<number> =>
  scroller.evaluate(
    (element) =>
      [...element.querySelectorAll('article h2')].filter((title) =>
        title.checkVisibility({ contentVisibilityAuto: true }),
      ).length,
  )

/** Where a question stands in the window. */
const placeOf = (page: Page, question: string): Promise<number> =>
  page
    .getByRole('article')
    .filter({ has: page.getByText(question, { exact: true }) })
    .evaluate((element) => element.getBoundingClientRect().top)

/** Scrolls there, and says what stands in the middle once it is drawn. */
const goTo = (
  scroller: Scroller,
  top: number,
): Promise<{ readonly question: string; readonly place: number }> =>
  scroller.evaluate(async (element, pixels) => {
    element.scrollTo({ top: pixels })
    for (let frames = 0; frames < 5; frames += 1) await new Promise(requestAnimationFrame)
    const { left, top: edge, width, height } = element.getBoundingClientRect()
    const middle = document.elementFromPoint(left + width / 2, edge + height / 2)
    const article = middle?.closest('article')
    return {
      question: article?.querySelector('p')?.textContent ?? '',
      place: article?.getBoundingClientRect().top ?? 0,
    }
  }, top)

describe.skipIf(!hasChromium)('what is long stays smooth', () => {
  let running: Console
  beforeAll(async () => {
    running = await startConsole()
    await running.fill('long', [sample])
  }, 240_000)
  afterAll(() => running.close())

  it('plans while somebody types and slides', { timeout: 240_000 }, async () => {
    const window = await begin(running, 'guide-production', { language: 'en' })
    const { page } = window
    await measured('planning', page, async () => {
      await typeAtEnd(page, '# more words\n')
      await page.keyboard.type('# and more', { delay: 60 })
      await page.getByRole('slider', { name: 'Concurrent users' }).focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('End')
      await findings(page).getByText('bringing every store back takes').waitFor()
    })
    expect(await editor(page).textContent()).toContain('# and more')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it(
    'scrolls through 10,000 documents, and draws those that are seen',
    { timeout: 240_000 },
    async () => {
      const window = await running.open('/knowledge', operator, { language: 'en' })
      const { page } = window
      await repeatItems(page, {
        path: /\/documents\?/,
        count: 10_000,
        cursor: 'after',
        itemFor: (item, number) => ({ ...item, name: `${String(number).padStart(5, '0')}.md` }),
      })
      await page.getByRole('link', { name: 'long', exact: true }).click()
      await page.getByRole('link', { name: '00000.md' }).waitFor()
      const table = await scrollerOf(page, 'table')
      await measured('documents', page, async () => {
        await jumpUntil(table, 'end', '09999.md')
        await glide(table, -300)
      })
      expect(await table.getAttribute('aria-rowcount')).toBe('10001')
      expect(await page.getByRole('row').count()).toBeLessThan(100)
      await jumpUntil(table, 'end', '09999.md')
      await page.getByRole('row', { name: '09999.md' }).getByRole('checkbox').check({ force: true })
      await page.getByText('1 chosen').waitFor()
      await table.focus()
      await page.keyboard.press('Home')
      await page.getByRole('link', { name: '00000.md' }).waitFor()
      expect(await page.getByRole('row').count()).toBeLessThan(100)
      expect(window.complaints).toEqual([])
      await window.close()
    },
  )

  it(
    'scrolls up through 1,000 messages while somebody types beside them',
    { timeout: 300_000 },
    async () => {
      const window = await openLongConversation(running)
      const { page } = window
      const thread = await scrollerOf(page, 'log')
      const question = page.getByRole('textbox')
      await question.focus()
      await measured('messages', page, async () => {
        await jumpUntil(thread, 'beginning', 'question 999')
        await page.keyboard.type('and what of Fridays', { delay: 30 })
        await glide(thread, 300)
      })
      expect(await question.inputValue()).toBe('and what of Fridays')
      expect(await page.getByRole('article').count()).toBe(1000)
      expect(await drawnAnswers(thread)).toBeLessThan(60)
      const top = await topOf(thread)
      await page.keyboard.type(' and Mondays')
      expect(await topOf(thread)).toBe(top)
      // The browser's own search finds what it does not draw, and goes there.
      expect(await page.evaluate(`window.find('question 500', true, false, true)`)).toBe(true)
      await expect.poll(() => placeOf(page, 'question 500'), patience).toBeGreaterThan(0)
      await thread.focus()
      await page.keyboard.press('End')
      await expect.poll(() => placeOf(page, 'question 0'), patience).toBeGreaterThan(0)
      expect(await drawnAnswers(thread)).toBeLessThan(60)
      expect(window.complaints).toEqual([])
      await window.close()
    },
  )

  it(
    'keeps what somebody reads in its place when older messages come above',
    { timeout: 120_000 },
    async () => {
      const window = await openLongConversation(running)
      const { page } = window
      const thread = await scrollerOf(page, 'log')
      const articles = page.getByRole('article')
      const asked: (() => void)[] = []
      await page.route(/\/messages\?/, async (route) => {
        await new Promise<void>((resolve) => void asked.push(resolve))
        await route.fallback()
      })
      for (const [known, top] of [
        [20, 0],
        [40, 600],
      ] as const) {
        const { question, place } = await goTo(thread, top)
        await expect.poll(() => asked.length, patience).toBe(1)
        expect(await articles.count()).toBe(known)
        asked.pop()?.()
        await expect.poll(() => articles.count(), patience).toBe(known + 20)
        await expect.poll(() => placeOf(page, question), patience).toBeCloseTo(place, -1)
      }
      await window.close()
    },
  )
})
