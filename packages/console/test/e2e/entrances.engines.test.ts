// The other ways in: the link of the first run, the company's identity provider, and another tenant of one's own.

import { createServer, request, type Server } from 'node:http'
import { join } from 'node:path'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { change, question, statusOf } from './asking.ts'
import { hasChromium } from './chromium.ts'
import {
  expectAccessible,
  fieldsOf,
  freePort,
  operator,
  startConsole,
  type Console,
} from './harness.ts'

describe.skipIf(!hasChromium)('the first run', () => {
  let running: Console
  let link = ''
  beforeAll(async () => {
    running = await startConsole({
      onFirstRun: (printed) => {
        link = printed
      },
    })
  }, 120_000)
  afterAll(() => running.close())

  it('makes the first account by the link that was printed, once', async () => {
    const window = await running.open(link, 'nobody', { language: 'ko' })
    const { page } = window
    await page.getByLabel('이메일').fill(operator.email)
    await page.getByLabel('이름').fill('김운영')
    await page.getByLabel('비밀번호').fill('short')
    await page.getByRole('button', { name: '계정 만들기' }).click()
    expect(new URL(page.url()).pathname).toBe('/first-run')
    await expectAccessible(window)
    await page.getByLabel('비밀번호').fill(operator.password)
    await page.getByRole('button', { name: '계정 만들기' }).click()
    await page.waitForURL('**/chat')
    await page.getByRole('link', { name: '운영' }).waitFor()
    expect(page.url()).not.toContain('#')
    await page.goto(link)
    await page.getByText('이미 계정이 있습니다').waitFor()
    expect(window.complaints).toEqual([])
    await window.close()
  })
})

describe.skipIf(!hasChromium)('the identity provider', () => {
  let running: Console
  let server: Server
  beforeAll(async () => {
    const port = await freePort()
    server = createServer()
    const issuer = await listen(server)
    const provider = providerOf(issuer, `http://127.0.0.1:${port}`)
    server.on('request', (request, response) => void provider(request, response))
    running = await startConsole({
      port,
      environment: {
        LLMFLOW_OIDC_ISSUER: issuer,
        LLMFLOW_OIDC_CLIENT_ID: 'llmflow',
        LLMFLOW_OIDC_CLIENT_SECRET: 'secret',
        LLMFLOW_OIDC_GROUPS: 'staff=default:member,lab=second:admin',
      },
    })
  }, 120_000)
  afterAll(async () => {
    await running.close()
    server.closeAllConnections()
    server.close()
  })

  it('signs in who it knows, with the tenants and roles of their groups', async () => {
    const before = await running.open('/chat', operator)
    await change(before, 'POST', '/api/v1/tenants', { name: 'second' })
    await before.close()
    await running.ask('/api/v1/datasets', { method: 'POST', json: { name: 'of the first' } })
    const window = await running.open('/sign-in', 'nobody', { language: 'en' })
    const { page } = window
    await page.getByRole('link', { name: 'Sign in with the company’s account' }).click()
    await page.getByPlaceholder('Enter any login').fill('kim')
    await page.getByPlaceholder('and password').fill('anything')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL(`${running.url}/**`)
    await page.getByRole('link', { name: 'Chat' }).waitFor()
    await page.getByText('default').first().waitFor()
    expect(await page.getByRole('link', { name: 'Traces' }).count()).toBe(0)
    await page.goto('/knowledge')
    await page.getByText('of the first').waitFor()
    await page.getByRole('button', { name: /kim/ }).click()
    await page.getByRole('menuitem', { name: 'Tenant: second' }).click()
    await page.getByRole('link', { name: 'Traces' }).waitFor()
    await page.getByRole('link', { name: 'Knowledge' }).click()
    await page.getByRole('heading', { name: 'Knowledge' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('of the first').count()).toBe(0)
    await window.close()
  })
})

const tenants = ['default', 'second'] as const
type Tenant = (typeof tenants)[number]

/** What each tenant has of its own. */
const thingsOf = (tenant: Tenant) => ({
  dataset: `Papers of ${tenant}`,
  assistant: `Helper of ${tenant}`,
  question: `Who works in ${tenant}?`,
})

const switching = {
  ko: { knowledge: '지식', assistant: /도우미$/, tenant: '테넌트' },
  en: { knowledge: 'Knowledge', assistant: /Assistant$/, tenant: 'Tenant' },
} as const

describe.skipIf(!hasChromium)('another tenant of one’s own', { timeout: 60_000 }, () => {
  let running: Console
  let person = { email: '', password: '' }
  const datasets = new Map<Tenant, string>()
  beforeAll(async () => {
    running = await startConsole()
    const window = await running.open('/chat', operator)
    await change(window, 'POST', '/api/v1/tenants', { name: 'second' })
    await window.close()
    for (const tenant of tenants) {
      const { dataset, assistant } = thingsOf(tenant)
      const made = { method: 'POST', tenant } as const
      const kept = await running.ask('/api/v1/datasets', { ...made, json: { name: dataset } })
      datasets.set(tenant, String(fieldsOf(kept)['id']))
      await running.ask('/api/v1/assistants', { ...made, json: { name: assistant } })
    }
    person = await running.addPerson('kim@example.com', 'member')
    await addAsOperator(running, { email: person.email, name: 'kim', role: 'member' }, 'second')
  }, 120_000)
  afterAll(() => running.close())

  it.for(['ko', 'en'] as const)(
    'is entered by keyboard and shows its own alone, in %s',
    async (language) => {
      const words = switching[language]
      const window = await running.open('/chat', person, { language })
      const { page } = window
      await question(window, thingsOf('default').question)
      await page.reload()
      await expectOnly(page, words, 'default')
      await enter(page, words, 'second')
      await question(window, thingsOf('second').question)
      await page.reload()
      await expectOnly(page, words, 'second')
      await expectAccessible(window)
      for (const tenant of tenants) {
        const status = await statusOf(window, `/api/v1/datasets/${datasets.get(tenant) ?? ''}`)
        expect([tenant, status]).toEqual([tenant, tenant === 'second' ? 200 : 404])
      }
      await enter(page, words, 'default')
      await expectOnly(page, words, 'default')
      expect(window.complaints).toEqual([])
      await window.close()
    },
  )
})

/** An account that is there is added to another tenant by who runs the machine, at the admin socket. */
async function addAsOperator({ data }: Console, member: object, tenant: Tenant): Promise<void> {
  const sent = request({
    socketPath: join(data, 'sockets', 'admin.sock'),
    path: '/api/v1/users',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-llmflow-tenant': tenant },
  })
  const status = new Promise<number | undefined>((resolve, reject) => {
    sent.on('response', (reply) => resolve(reply.resume().statusCode))
    sent.on('error', reject)
  })
  sent.end(JSON.stringify(member))
  expect(await status).toBe(201)
}

type Words = (typeof switching)['ko' | 'en']

/** By the menu of the person, whose button says which tenant is shown. */
async function enter(page: Page, words: Words, tenant: Tenant): Promise<void> {
  const menu = page.getByRole('button', { name: /kim/ })
  for (let steps = 0; steps < 40; steps += 1) {
    if (await menu.evaluate((element) => element.matches(':focus'))) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  const entry = page.getByRole('menuitem', { name: `${words.tenant}: ${tenant}` })
  await entry.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await menu.getByText(tenant, { exact: true }).waitFor()
}

/** Of conversations, assistants and datasets, those of the tenant are there and nothing of the other. */
async function expectOnly(page: Page, words: Words, tenant: Tenant): Promise<void> {
  const own = thingsOf(tenant)
  const others = Object.values(thingsOf(tenant === 'default' ? 'second' : 'default'))
  const expectNoOthers = async (): Promise<void> => {
    for (const text of others) expect(await page.getByText(text).count()).toBe(0)
  }
  await page.getByRole('link', { name: own.question }).first().waitFor()
  await page.getByRole('button', { name: words.assistant }).press('Enter')
  await page.getByRole('option', { name: own.assistant }).waitFor()
  await expectNoOthers()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: words.knowledge }).press('Enter')
  await page.getByText(own.dataset).waitFor()
  await expectNoOthers()
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve(`http://127.0.0.1:${port}`)
    })
  })
}

function providerOf(issuer: string, console: string) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'llmflow',
        client_secret: 'secret',
        redirect_uris: [`${console}/api/v1/sign-in/provider/callback`],
      },
    ],
    cookies: { keys: ['for a test'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        email: `${accountId}@example.com`,
        email_verified: true,
        name: accountId,
        groups: ['staff', 'lab'],
      }),
    }),
  })
  return provider.callback()
}
