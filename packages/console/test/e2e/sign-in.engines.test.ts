// Signing in, the first account, and the frame around the pages, in a real browser against the real service.

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

describe.skipIf(!hasChromium)('the way into the console', () => {
  let running: Console
  beforeAll(async () => {
    running = await startConsole()
  }, 120_000)
  afterAll(() => running.close())

  it.for([
    { language: 'ko', width: 1440, theme: 'light', title: '로그인' },
    { language: 'en', width: 360, theme: 'dark', title: 'Sign in' },
  ] as const)('shows the form in $language at $width px', async ({ title, ...view }) => {
    const window = await running.open('/', 'nobody', view)
    await window.page.getByRole('heading', { name: title, exact: true }).waitFor()
    await expectAccessible(window)
    await expectNoSidewaysScroll(window)
    await takePicture(window, `sign-in-${view.language}-${view.width}`)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('signs in by keyboard alone and goes where the link led', async () => {
    const window = await running.open('/account', 'nobody', { language: 'en' })
    const { page } = window
    await page.getByLabel('E-mail or name').waitFor()
    await page.keyboard.type(operator.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(operator.password)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/account')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('refuses a wrong password in words and keeps what was typed', async () => {
    const window = await running.open('/sign-in', 'nobody', { language: 'ko' })
    const { page } = window
    await page.getByLabel('이메일 또는 아이디').fill(operator.email)
    await page.getByLabel('비밀번호').fill('not the right one')
    await page.getByRole('button', { name: '로그인' }).click()
    await page.getByRole('alert').getByText('이메일이나 비밀번호가 맞지 않습니다.').waitFor()
    expect(await page.getByLabel('이메일 또는 아이디').inputValue()).toBe(operator.email)
    await window.close()
  })

  it('never leads to another site after signing in', async () => {
    const window = await running.open('/sign-in?next=//example.com/', 'nobody', { language: 'en' })
    const { page } = window
    await page.getByLabel('E-mail or name').fill(operator.email)
    await page.getByLabel('Password').fill(operator.password)
    await page.getByLabel('Password').press('Enter')
    await page.waitForURL('**/chat')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('says that there is an account once the first-run link was used', async () => {
    const window = await running.open('/first-run#used', 'nobody', { language: 'en' })
    await window.page.getByText('There is an account already').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('changes language and signs out', async () => {
    const window = await running.open('/chat', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: /Operator/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: '한국어' }).click()
    await page.getByRole('heading', { name: '로그인', exact: true }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('ko')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('goes to sign-in when the session has ended, and back to the page', async () => {
    const window = await running.open('/account', operator, { language: 'en' })
    const { page } = window
    await page.getByText(operator.email).first().waitFor()
    await page.context().clearCookies()
    await page.getByRole('link', { name: 'Knowledge' }).click()
    await page.waitForURL('**/sign-in?next=%2Fknowledge')
    await page.getByLabel('E-mail or name').fill(operator.email)
    await page.getByLabel('Password').fill(operator.password)
    await page.getByLabel('Password').press('Enter')
    await page.waitForURL('**/knowledge')
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('closes the areas that are an admin’s to a member, and says why', async () => {
    const member = await running.addPerson('member@example.com', 'member')
    const window = await running.open('/chat', member, { language: 'en' })
    const traces = window.page.getByText('Traces', { exact: false }).first()
    await traces.waitFor()
    expect(await window.page.getByRole('link', { name: 'Traces' }).count()).toBe(0)
    expect(await window.page.getByRole('link', { name: 'Knowledge' }).count()).toBe(1)
    await window.close()
  })
})
