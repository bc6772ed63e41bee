// The console as its users have it: `llmflow up` on a data directory of its own, and a real browser on its port.

import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from './chromium.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const cli = join(root, 'packages/cli/bin/llmflow.js')
const pictures = join(root, 'build/pictures')

type Person = { readonly email: string; readonly password: string }

/** The first account: it operates the platform. */
export const operator: Person = { email: 'operator@example.com', password: 'a long pass phrase' }

export type View = {
  readonly language?: 'ko' | 'en'
  readonly theme?: 'light' | 'dark'
  readonly width?: 360 | 1440
}

/** A window of somebody: what the browser complained about is kept, and must be nothing in the end. */
export type Window = {
  readonly page: Page
  /** Errors of scripts, refusals by the page's policy, and requests to other places. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

export type Console = {
  readonly url: string
  readonly data: string
  /** A request with an admin's key of a tenant; throws where it is refused. */
  ask(path: string, init?: Asked): Promise<unknown>
  /** Uploads files to a dataset of the tenant, which is made where it is missing, and waits until they are read. */
  fill(dataset: string, paths: readonly string[], tenant?: string): Promise<void>
  /** Adds a person to a tenant. */
  addPerson(email: string, role: 'admin' | 'member', tenant?: string): Promise<Person>
  /** A new window; signed in as somebody unless `as` is nobody. */
  open(path: string, as: Person | 'nobody', view?: View): Promise<Window>
  close(): Promise<void>
}

type Asked = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly json?: unknown
  readonly form?: FormData
  readonly tenant?: string
}

type Start = {
  /** For who must know it before: any free one otherwise. */
  readonly port?: number
  readonly environment?: { readonly [name: string]: string }
  /** The folder of the platform; the example for one person otherwise. */
  readonly platform?: string
  /** Told the link that makes the first account, which is then not made here. */
  readonly onFirstRun?: (link: string) => void
}

/** Starts the service and the browser. `close` ends both. */
export async function startConsole(start: Start = {}): Promise<Console> {
  const folder = await mkdtemp(join(tmpdir(), 'llmflow-console-'))
  const data = join(folder, 'data')
  const port = start.port ?? (await freePort())
  const { service, said } = startService(data, port, start)
  const url = `http://127.0.0.1:${port}`
  const token = await firstRunToken(service, said)
  const browser = await launch()
  const keys = new Map<string, string>()
  const keyOf = async (tenant: string): Promise<string> => {
    const known = keys.get(tenant) ?? (await makeKey(data, tenant))
    keys.set(tenant, known)
    return known
  }
  const ask = async (path: string, asked: Asked = {}): Promise<unknown> =>
    request(url, path, asked, await keyOf(asked.tenant ?? 'default'))
  if (start.onFirstRun === undefined) await makeFirstAccount(url, token)
  else start.onFirstRun(`/first-run#${token}`)
  return {
    url,
    data,
    ask,
    fill: async (dataset, paths, tenant = 'default') => {
      const datasetId = await datasetNamed(ask, dataset, tenant)
      for (const path of paths) await upload(ask, datasetId, path, tenant)
      await untilRead(ask, datasetId, tenant)
    },
    addPerson: async (email, role, tenant = 'default') => {
      const password = 'another long pass phrase'
      const json = { email, name: email.split('@')[0], role, password }
      await ask('/api/v1/users', { method: 'POST', json, tenant })
      return { email, password }
    },
    open: (path, as, view = {}) => openWindow(browser, url, path, as, view),
    close: async () => {
      await browser.close()
      await stop(service)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A picture for people to look at; tests don't compare it. */
export async function takePicture({ page }: Window, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** The same of what is below the window too. */
export async function takePictureOfAll(window: Window, name: string): Promise<void> {
  const { page } = window
  const size = page.viewportSize()
  const height = await page.evaluate(
    'Math.max(...[...document.querySelectorAll("*")].map(({ scrollHeight }) => scrollHeight))',
  )
  if (size === null) return
  await page.setViewportSize({ ...size, height: Math.max(size.height, Number(height)) })
  await takePicture(window, name)
  await page.setViewportSize(size)
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Holds the page as it stands to WCAG 2.2 A and AA. */
export async function expectAccessible({ page }: Window): Promise<void> {
  await page.evaluate(axe)
  const violations: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then(({ violations }) => violations.map(({ id, nodes }) =>
        id + ': ' + nodes.map(({ target }) => target.join(' ')).slice(0, 5).join(', ')))`,
  )
  expect(violations).toEqual([])
}

/** The page itself never scrolls sideways. */
export async function expectNoSidewaysScroll({ page }: Window): Promise<void> {
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow).toBeLessThanOrEqual(0)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      )
    })
  })
}

type Service = {
  readonly service: ChildProcessByStdio<null, Readable, Readable>
  readonly said: () => string
}

function startService(data: string, port: number, { platform, environment }: Start): Service {
  const directory = platform ?? join(root, 'examples/laptop')
  const args = [cli, 'up', directory, '--data', data, '--port', `${port}`]
  const service = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, LANG: 'C.UTF-8', ...environment },
  })
  let text = ''
  const keep = (piece: Buffer): void => {
    text = `${text}${piece.toString()}`.slice(-20_000)
  }
  service.stdout.on('data', keep)
  service.stderr.on('data', keep)
  return { service, said: () => text }
}

const startWithinMs = 90_000

/** The link that makes the first account is printed when it serves. */
async function firstRunToken(service: ChildProcess, said: () => string): Promise<string> {
  const deadlineMs = Date.now() + startWithinMs
  while (Date.now() < deadlineMs && service.exitCode === null) {
    const token = /\/first-run#(\S+)/.exec(said())?.[1]
    if (token !== undefined) return token
    await pause(100)
  }
  await stop(service)
  throw new HarnessError(`the service did not start:\n${said()}`)
}

class HarnessError extends Error {
  override readonly name = 'HarnessError'
}

async function stop(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return
  const ended = once(service, 'exit')
  service.kill('SIGTERM')
  await ended
}

async function makeKey(data: string, tenant: string): Promise<string> {
  const args = [cli, 'key', 'create', '--data', data, '--tenant', tenant, '--role', 'admin']
  const made = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  made.stdout.on('data', (piece: Buffer) => {
    text += piece.toString()
  })
  await once(made, 'close')
  const key = /llf_\S+/.exec(text)?.[0]
  if (key === undefined) throw new HarnessError(`no key was made for ${tenant}: ${text}`)
  return key
}

async function request(url: string, path: string, asked: Asked, key?: string): Promise<unknown> {
  const { method = 'GET', json, form } = asked
  const body = form ?? (json === undefined ? undefined : JSON.stringify(json))
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  })
  const text = await reply.text()
  if (!reply.ok) throw new HarnessError(`${method} ${path}: ${reply.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

async function makeFirstAccount(url: string, token: string): Promise<void> {
  const json = { ...operator, name: 'Operator', token }
  await request(url, '/api/v1/first-run', { method: 'POST', json })
}

type Ask = Console['ask']

export const fieldsOf = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** The items of a list's reply. */
export function itemsOf(reply: unknown): readonly { readonly [name: string]: unknown }[] {
  const { items } = fieldsOf(reply)
  return Array.isArray(items) ? items.map(fieldsOf) : []
}

async function datasetNamed(ask: Ask, name: string, tenant: string): Promise<string> {
  const found = itemsOf(await ask('/api/v1/datasets', { tenant })).find(
    (one) => one['name'] === name,
  )
  const made =
    found ?? fieldsOf(await ask('/api/v1/datasets', { method: 'POST', json: { name }, tenant }))
  return String(made['id'])
}

async function upload(ask: Ask, datasetId: string, path: string, tenant: string): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await readFile(path))]), basename(path))
  await ask(`/api/v1/datasets/${datasetId}/documents`, { method: 'POST', form, tenant })
}

const readWithinMs = 120_000

async function untilRead(ask: Ask, datasetId: string, tenant: string): Promise<void> {
  const deadlineMs = Date.now() + readWithinMs
  for (;;) {
    const documents = itemsOf(await ask(`/api/v1/datasets/${datasetId}/documents`, { tenant }))
    if (documents.every(({ stage }) => stage === 'ready' || stage === 'failed')) return
    if (Date.now() > deadlineMs) throw new HarnessError('the documents were not read in time')
    await pause(200)
  }
}

/** Chromium asks its makers for things by itself unless it is told not to. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function launch(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new HarnessError('there is no Chromium')
  return chromium.launch({ executablePath, args: quiet })
}

async function openWindow(
  browser: Browser,
  url: string,
  path: string,
  as: Person | 'nobody',
  { language = 'ko', theme = 'light', width = 1440 }: View,
): Promise<Window> {
  const context = await browser.newContext({
    baseURL: url,
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    colorScheme: theme,
    viewport: { width, height: width === 360 ? 740 : 900 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(45_000)
  if (as !== 'nobody') await signIn(context, url, as)
  const page = await context.newPage()
  const complaints = listen(page, url)
  await page.goto(path)
  return { page, complaints, close: () => context.close() }
}

/** As the form does; the form itself has a test of its own. */
async function signIn(context: BrowserContext, url: string, person: Person): Promise<void> {
  const reply = await context.request.post(`${url}/api/v1/session`, { data: person })
  if (!reply.ok()) throw new HarnessError(`sign-in: ${reply.status()} ${await reply.text()}`)
}

/** What a browser says of every reply that is no success is no fault of the page. */
const isExpected = (text: string): boolean => text.startsWith('Failed to load resource')

function listen(page: Page, url: string): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => void complaints.push(String(error)))
  page.on('request', (made) => {
    const to = made.url()
    if (!to.startsWith(url) && !/^(blob|data):/.test(to)) complaints.push(`a request to ${to}`)
  })
  page.on('response', (reply) => {
    if (reply.status() >= 500) complaints.push(`${reply.status()} of ${reply.url()}`)
  })
  return complaints
}
