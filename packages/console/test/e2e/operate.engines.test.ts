// The sections of operation, in a real browser against the real service.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change, question, statusOf } from './asking.ts'
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

const sections = [
  { path: '/operate', heading: { ko: '기록 저장소', en: 'Records' } },
  { path: '/operate/models', heading: { ko: '모델 저장소', en: 'Model store' } },
  { path: '/operate/tenants', heading: { ko: 'research', en: 'research' } },
  { path: '/operate/people', heading: { ko: '플랫폼 계정', en: 'Accounts of the platform' } },
  { path: '/operate/audit', heading: { ko: '테넌트 생성', en: 'Tenant made' } },
  {
    path: '/operate/checklists',
    heading: { ko: '어떤 플랫폼을 점검할까요?', en: 'Which platform is it about?' },
  },
] as const

describe.skipIf(!hasChromium)('operation', { timeout: 60_000 }, () => {
  let running: Console
  let stranger = { email: '', password: '' }
  beforeAll(async () => {
    running = await startConsole()
    const window = await running.open('/chat', operator)
    await change(window, 'POST', '/api/v1/tenants', { name: 'research' })
    stranger = await running.addPerson('stranger@example.com', 'admin', 'research')
    await window.close()
  }, 120_000)
  afterAll(() => running.close())

  it.for([
    { language: 'ko', width: 1440, theme: 'light' },
    { language: 'ko', width: 360, theme: 'dark' },
    { language: 'en', width: 1440, theme: 'dark' },
    { language: 'en', width: 360, theme: 'light' },
  ] as const)('shows well in $language at $width px, $theme', async (view) => {
    const window = await running.open('/operate', operator, view)
    for (const { path, heading } of sections) {
      await window.page.goto(path)
      await window.page.getByText(heading[view.language], { exact: true }).first().waitFor()
      await expectAccessible(window)
      await expectNoSidewaysScroll(window)
      const name = path.replaceAll('/', '-').slice(1)
      await takePicture(window, `${name}-${view.language}-${view.width}`)
    }
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('says of each part whether it is on, and why not', async () => {
    const window = await running.open('/operate', operator, { language: 'en' })
    const { page } = window
    const part = (name: string) =>
      page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
    await part('Records').getByText('On', { exact: true }).waitFor()
    await part('Records').getByText('pglite').waitFor()
    await part('Writing of answers').getByText('There is no chat model', { exact: false }).waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it('counts a limit from the moment that an operator sets it', async () => {
    const window = await running.open('/operate/tenants', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'Edit research' }).click()
    await page.getByRole('textbox', { name: 'Requests per minute' }).fill('1')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('0 / 1', { exact: true }).waitFor()
    const asking = await running.open('/chat', stranger)
    expect((await question(asking, 'What is there?')).status).toBe(200)
    expect((await question(asking, 'And what else?')).status).toBe(429)
    await page.reload()
    await page.getByText('1 / 1', { exact: true }).waitFor()
    expect(window.complaints).toEqual([])
    await asking.close()
    await window.close()
  })

  it('adds a person by keyboard alone, makes them an admin and takes them out', async () => {
    const window = await running.open('/operate/people', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'Add a person' }).press('Enter')
    await page.getByRole('dialog').getByLabel('E-mail').waitFor()
    await page.keyboard.type('minji@example.com')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Minji')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('a password of some length')
    await page.keyboard.press('Enter')
    const people = page.getByRole('list', { name: 'People' })
    const row = people.getByRole('listitem').filter({ hasText: 'Minji' })
    await row.getByText('Member').waitFor()
    const actions = row.getByRole('button', { name: 'What to do with Minji' })
    await actions.press('Enter')
    await page.getByRole('menuitem', { name: 'Make an admin' }).press('Enter')
    await row.getByText('Admin').waitFor()
    const added = await running.open('/traces', {
      email: 'minji@example.com',
      password: 'a password of some length',
    })
    expect(await statusOf(added, '/api/v1/traces')).toBe(200)
    await actions.press('Enter')
    await page.getByRole('menuitem', { name: 'Take out of the tenant' }).press('Enter')
    const ask = page.getByRole('alertdialog').or(page.getByRole('dialog'))
    await ask.getByRole('button', { name: 'Take out of the tenant' }).press('Enter')
    await row.waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('content')
    expect(await statusOf(added, '/api/v1/traces')).toBeGreaterThanOrEqual(401)
    await page.goto('/operate/audit')
    await page.getByText('Person taken out Minji').first().waitFor()
    expect(window.complaints).toEqual([])
    await added.close()
    await window.close()
  })

  it('keeps people from what would leave nobody to undo it, and says why', async () => {
    const window = await running.open('/operate/people', operator, { language: 'en' })
    const { page } = window
    await page.getByRole('button', { name: 'What to do with Operator' }).first().click()
    const remove = page.getByRole('menuitem', { name: 'Take out of the tenant' })
    expect(await remove.getAttribute('aria-disabled')).toBe('true')
    await page.getByText('Somebody else has to do that with your account.').first().waitFor()
    await window.close()
  })

  it('shows an admin the own tenant alone, by address as by interface', async () => {
    const window = await running.open('/operate/tenants', stranger, { language: 'en' })
    const { page } = window
    await page.getByRole('heading', { name: 'research' }).waitFor()
    expect(await page.getByRole('heading', { name: 'default' }).count()).toBe(0)
    await page
      .getByText('Only operators of the platform', { exact: false })
      .first()
      .waitFor({ state: 'attached' })
    await page.goto('/operate/people')
    await page.getByText('stranger@example.com').waitFor()
    expect(await page.getByText(operator.email).count()).toBe(0)
    await page.goto('/operate/audit')
    await page.getByRole('list', { name: 'Audit log' }).waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: operator.email }).count()).toBe(0)
    for (const path of ['/tenants', '/platform/usage', '/platform/audit', '/platform/accounts']) {
      expect([path, await statusOf(window, `/api/v1${path}`)]).toEqual([path, 403])
    }
    const users: unknown = await (await page.request.get('/api/v1/users')).json()
    expect(itemsOf(users).map(({ email }) => email)).toEqual([stranger.email])
    const other = itemsOf(await running.ask('/api/v1/users')).find(
      ({ email }) => email === operator.email,
    )
    expect(await statusOf(window, `/api/v1/users/${String(other?.['id'])}`)).toBe(404)
    expect(window.complaints).toEqual([])
    await window.close()
  })

  it(
    'never calls done what only the cluster or a person can tell',
    { timeout: 90_000 },
    async () => {
      const window = await running.open('/operate/checklists', operator, { language: 'en' })
      const { page } = window
      await page.getByRole('button', { name: 'Try it with an example' }).click()
      const items = page.getByRole('list', { name: 'Before deployment' }).getByRole('listitem')
      await items.first().waitFor({ timeout: 60_000 })
      expect(await items.count()).toBe(10)
      const done = items.filter({ has: page.getByText('Done', { exact: true }) })
      expect(await done.count()).toBe(2)
      expect(await done.filter({ hasText: 'Only the cluster can tell' }).count()).toBe(0)
      expect(await done.filter({ hasText: 'Somebody has to judge' }).count()).toBe(0)
      await page.getByRole('button', { name: 'Every day' }).click()
      await page.getByRole('list', { name: 'Every day' }).waitFor()
      await expectAccessible(window)
      expect(window.complaints).toEqual([])
      await window.close()
    },
  )
})
