// The other ways in: the link of the first run, the company's identity provider, and another tenant of one's own.

import { createServer, type Server } from 'node:http'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from './asking.ts'
import { hasChromium } from './chromium.ts'
import { expectAccessible, freePort, operator, startConsole, type Console } from './harness.ts'

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
