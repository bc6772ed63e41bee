// The account in a real browser against the real service: keys, password, appearance and language.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from './chromium.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  operator,
  startConsole,
  takePicture,
  type Console,
} from './harness.ts'

describe.skipIf(!hasChromium)('the account', () => {
  let running: Console
  beforeAll(async () => {
    running = await startConsole()
  }, 120_000)
  afterAll(() => running.close())

  it.for([
    { language: 'ko', width: 1440, theme: 'dark', title: '내 계정' },
    { language: 'en', width: 360, theme: 'light', title: 'Account' },
  ] as const)('says who one is in $language at $width px', async ({ title, ...view }) => {
    const window = await running.open('/account', operator, view)
    const { page } = window
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await page.getByText(operator.email).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `account-${view.language}-${view.width}`)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('makes a key whose secret opens the service, and which is refused once it is revoked', async () => {
    const window = await running.open('/account', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('stock room')
    await expectAccessible(window)
    await page.getByRole('button', { name: 'Make the key' }).click()
    const secret = await page.getByRole('dialog').locator('code').innerText()
    const models = (): Promise<number> =>
      fetch(`${running.url}/v1/models`, { headers: { authorization: `Bearer ${secret}` } }).then(
        ({ status }) => status,
      )
    expect(await models()).toBe(200)
    await page.getByRole('button', { name: 'I have copied it' }).click()
    expect(await page.getByText(secret).count()).toBe(0)
    const row = page.getByRole('row').filter({ hasText: 'stock room' })
    await row.getByText('Read knowledge').waitFor()
    await row.getByRole('button', { name: /Revoke/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await row.getByText('Revoked').waitFor()
    expect(await models()).toBe(401)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('changes the password of somebody who knows the current one', async () => {
    const person = await running.addPerson('changing@example.com', 'member')
    const window = await running.open('/account', person, { language: 'en' })
    const { page } = window
    const fill = async (current: string, next: string, again: string): Promise<void> => {
      await page.getByLabel('Current password').fill(current)
      await page.getByLabel('New password', { exact: true }).fill(next)
      await page.getByLabel('New password again').fill(again)
      await page.getByRole('button', { name: 'Change the password' }).click()
    }
    const next = 'a quite different phrase'
    await fill(person.password, next, 'a quite different praise')
    await page.getByText('The two new passwords are not the same.').waitFor()
    await fill('not the right one', next, next)
    await page.getByText('The current password is not right.').waitFor()
    await fill(person.password, next, next)
    await page.getByText('The password is changed.').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
    const again = await running.open('/account', { ...person, password: next })
    await again.page.getByText(person.email).waitFor()
    await again.close()
  })

  it('changes theme and language at once, and remembers them', async () => {
    const window = await running.open('/account', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('radio', { name: 'Dark' }).click()
    await page.getByRole('radio', { name: '한국어' }).click()
    await page.getByRole('heading', { name: '내 계정', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '내 계정', level: 1 }).waitFor()
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    expect(window.complaints).toEqual([])
    await window.close()
  })
})
