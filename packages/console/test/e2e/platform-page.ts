// The platform page as its tests and its measurements drive it.

import type { Locator, Page } from 'playwright-core'
import { operator, type Console, type View, type Window } from './harness.ts'

export const editor = (page: Page): Locator => page.locator('.cm-content')

export const findings = (page: Page): Locator =>
  page.getByRole('list', { name: 'Findings' }).locator('> li')

/** Opens an example, and waits for its plan. */
export async function begin(running: Console, example: string, view: View): Promise<Window> {
  const window = await running.open('/platform', operator, view)
  await openExample(window.page, example)
  return window
}

export async function openExample(page: Page, example: string): Promise<void> {
  await page.getByRole('button', { name: example }).click()
  await editor(page).waitFor()
  await untilJudged(page)
}

/** The summary is there, and nothing is being checked. */
async function untilJudged(page: Page): Promise<void> {
  await page.getByRole('region', { name: /^(Summary|요약)$/ }).waitFor({ timeout: 60_000 })
  await page.getByText(/^(Checking…|확인하는 중…)$/).waitFor({ state: 'detached' })
}

/** A text behind everything else, as it is typed and not as an editor would complete it. */
export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await editor(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}
