// Tests the files of the console: the page at addresses of nobody, assets for ever, and nothing from outside of its folder.

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { servePages } from '../../src/gateway/console.js'
import { readConsole } from '../../src/gateway/console-files.js'
import { makeMetrics } from '../../src/gateway/metrics.js'
import { makeServer } from '../../src/gateway/server.js'

let folder: string
let server: ReturnType<typeof makeServer>
let app: FastifyInstance

const page = '<!doctype html><script type="module" src="/assets/index-B3x.js"></script>'
const script = 'export const answer = 42\n'.repeat(20)
const files: { readonly [name: string]: string } = {
  'index.html': page,
  'favicon.svg': '<svg/>',
  'assets/index-B3x.js': script,
  'assets/style-C4.css': 'body{}',
  'assets/pdfium-D5.wasm': 'wasm',
  'assets/font-E6.woff2': 'font',
  'assets/notes.secret': 'unknown type',
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmflow-console-'))
  const built = join(folder, 'dist')
  await mkdir(join(built, 'assets'), { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeFile(join(built, name), content)
  await writeFile(join(built, 'assets/index-B3x.js.br'), brotliCompressSync(script))
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await symlink(join(folder, 'secret.txt'), join(built, 'assets/link.txt'))
  server = makeServer({
    metrics: makeMetrics(),
    readiness: () => ({ isReady: true, engines: {} }),
    onFault: (error) => assert.fail(String(error)),
    pages: servePages(await readConsole(built)),
  })
  ;({ app } = server)
  app.get('/v1/models', () => ({ ok: true }))
  await app.listen({ port: 0, host: '127.0.0.1' })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const browser = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }
type Headers = NonNullable<InjectOptions['headers']>
const get = (url: string, headers: Headers = browser) => app.inject({ url, headers })

describe('the page', () => {
  it('stands at every address that a browser asks for and nobody has', async () => {
    for (const url of ['/', '/chat', '/first-run', '/sign-in?problem=x', '/knowledge/01a2/x']) {
      const answer = await get(url)
      expect([url, answer.statusCode, answer.body]).toEqual([url, 200, page])
    }
    expect((await get('/', {})).body).toBe(page)
  })

  it('may do no more than it needs', async () => {
    const { headers } = await get('/chat')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'content-security-policy':
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    })
  })

  it('is sent once', async () => {
    const etag = String((await get('/')).headers.etag)
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const answer = await get('/chat', { ...browser, 'if-none-match': known })
      expect([known, answer.statusCode, answer.body]).toEqual([known, 304, ''])
    }
    expect((await get('/', { 'if-none-match': '"other"' })).statusCode).toBe(200)
  })

  it('stands nowhere that programs ask', async () => {
    for (const url of ['/v1/x', '/api/v1/x', '/api', '/metrics/x', '/ready/x', '/assets/x.js']) {
      const answer = await get(url)
      expect([url, answer.statusCode]).toEqual([url, 404])
      expect(answer.json()).toMatchObject({ error: { code: 'not-found' } })
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'; frame")
    }
    expect((await get('/chat', { accept: '*/*' })).statusCode).toBe(404)
    expect((await app.inject({ method: 'POST', url: '/', headers: browser })).statusCode).toBe(404)
    expect((await get('/v1/models')).json()).toEqual({ ok: true })
  })

  it('has a head', async () => {
    const answer = await app.inject({ method: 'HEAD', url: '/chat', headers: browser })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
    expect(answer.headers['content-length']).toBe(String(page.length))
  })
})

describe('an asset', () => {
  it('has its type, and stays', async () => {
    const types: { readonly [name: string]: string } = {
      'assets/index-B3x.js': 'text/javascript; charset=utf-8',
      'assets/style-C4.css': 'text/css; charset=utf-8',
      'assets/pdfium-D5.wasm': 'application/wasm',
      'assets/font-E6.woff2': 'font/woff2',
    }
    for (const [name, type] of Object.entries(types)) {
      const { body, headers } = await get(`/${name}`, {})
      expect([name, body, headers['content-type']]).toEqual([name, files[name], type])
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(headers['content-encoding']).toBeUndefined()
    }
    const icon = await get('/favicon.svg', {})
    expect(icon.headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'no-cache',
    })
  })

  it('comes compressed to who takes it', async () => {
    const url = '/assets/index-B3x.js'
    for (const accepted of ['br', 'gzip, deflate, br, zstd', 'gzip;q=0.5, BR;q=0.1']) {
      const answer = await get(url, { 'accept-encoding': accepted })
      expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
      expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(script)
    }
    for (const accepted of ['gzip', 'br;q=0', 'br;q=0.000', 'brotli', '']) {
      const answer = await get(url, { 'accept-encoding': accepted })
      expect([accepted, answer.body]).toEqual([accepted, script])
    }
    const plain = (await get(url, {})).headers.etag
    expect((await get(url, { 'accept-encoding': 'br' })).headers.etag).not.toBe(plain)
  })

  it('is none that lies outside of the folder, or that has no type', async () => {
    const asked = [
      '/assets/../../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets/%2e%2e/%2e%2e/secret.txt',
      '/..\\secret.txt',
      '//secret.txt',
      '/assets/link.txt',
      '/assets/notes.secret',
      '/assets/index-B3x.js.br',
      '/assets/__proto__',
      `/${encodeURIComponent(join(folder, 'secret.txt'))}`,
    ]
    for (const path of asked) {
      const answer = await raw(path)
      expect([path, /^HTTP\/1\.1 (404|400)/.test(answer)]).toEqual([path, true])
      expect(answer).not.toMatch(/\r\n\r\n.*secret/)
    }
  })
})

/** As bytes: clients tidy such paths up. */
async function raw(path: string): Promise<string> {
  const address = app.server.address()
  assert(address !== null && typeof address === 'object')
  const socket = connect({ port: address.port, host: '127.0.0.1', allowHalfOpen: true })
  socket.end(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
  return text(socket)
}

describe('a folder', () => {
  it('that is no console is refused at the start', async () => {
    for (const path of [folder, join(folder, 'none'), 'dist']) {
      await expect(readConsole(path)).rejects.toMatchObject({ code: 'configuration' })
    }
  })
})
