// OpenSSL as the judge of what is signed: strictly by the standard, and in real connections of both ends.

import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterAll, assert, describe, expect, it } from 'vitest'
import { requestCertificates } from '../src/certificates/request.js'
import { rotateAuthorities } from '../src/certificates/rotate.js'
import type { Credentials } from '../src/store/document.js'
import { day, fileOf, find, initialized, valueOf } from './actions.js'
import { gateway, plan } from './small-plan.js'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'llmflow-certificates-'))
afterAll(() => rmSync(folder, { recursive: true }))

const now = Date.now()
const host = 'store.data.svc.cluster.local'
let files = 0

function written(text: string): string {
  files += 1
  const path = join(folder, `${files}.pem`)
  writeFileSync(path, text)
  return path
}

const openssl = (...args: readonly string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

function verdict(text: string, trusted: string, ...options: readonly string[]): string {
  const args = ['verify', '-x509_strict', ...options, '-CAfile', written(trusted)]
  const done = spawnSync('openssl', [...args, '-untrusted', written(text), written(text)], {
    encoding: 'utf8',
  })
  return done.status === 0
    ? 'OK'
    : (/error \d+ at[^:]*: *(.*)/.exec(done.stderr)?.[1] ?? done.stderr)
}

const leafOf = (credentials: Credentials, key = 'db-01/tls.crt'): string =>
  fileOf(credentials, 'store-tls', key)
const authorityOf = (credentials: Credentials): string =>
  fileOf(credentials, 'llmflow-ca', 'tls.crt')

describe.skipIf(!hasOpenssl)('certificates before OpenSSL', () => {
  const made = initialized(plan, now)

  it('pass its strict reading, as server and as client, under every name', () => {
    const leaf = leafOf(made)
    const authority = authorityOf(made)
    for (const purpose of ['sslserver', 'sslclient']) {
      expect(verdict(leaf, authority, '-purpose', purpose)).toBe('OK')
    }
    expect(verdict(leaf, authority, '-verify_hostname', `db-01.${host}`)).toBe('OK')
    expect(verdict(leaf, authority, '-verify_ip', '10.40.0.11')).toBe('OK')
    expect(verdict(authority, authority, '-check_ss_sig')).toBe('OK')
  })

  it('do not pass under another name, at another time, or below another authority', () => {
    const leaf = leafOf(made)
    const authority = authorityOf(made)
    expect(verdict(leaf, authority, '-verify_hostname', `db-02.${host}`)).toBe('hostname mismatch')
    expect(verdict(leaf, authority, '-verify_ip', '10.40.0.12')).toBe('IP address mismatch')
    const later = String(Math.floor((now + 91 * day) / 1000))
    expect(verdict(leaf, authority, '-attime', later)).toBe('certificate has expired')
    expect(verdict(leaf, authorityOf(initialized(plan, now)))).toMatch(/unable to get/)
  })

  it('stay within the names that the authority may sign', () => {
    const names = ['www.bank.example']
    const elsewhere = { ...gateway, subject: 'www.bank.example', names }
    const stolen = { 'llmflow-ca': made['llmflow-ca'] ?? {} }
    const other = { ...plan, certificates: { 'gateway-tls': elsewhere }, domain: 'bank.example' }
    // What a thief would sign with the key: our own check is not asked.
    const signed = initialized(other, now)
    expect(verdict(fileOf(signed, 'gateway-tls', 'tls.crt'), authorityOf(signed))).toBe('OK')
    expect(() => initialized(other, now, stolen)).toThrow('forbidden')
    const request = written(
      valueOf(requestCertificates(other, {}, now, { names: [], isForced: false }, find)).made
        .requests[0]?.text ?? '',
    )
    const leaf = join(folder, 'stolen.pem')
    const key = written(fileOf(made, 'llmflow-ca', 'tls.key'))
    const signing = ['-CA', written(authorityOf(made)), '-CAkey', key, '-copy_extensions', 'copy']
    openssl('x509', '-req', '-in', request, ...signing, '-out', leaf)
    const text = openssl('x509', '-in', leaf)
    expect(verdict(text, authorityOf(made))).toBe('permitted subtree violation')
  })

  it('lead over the bridge from the old authority to the next', () => {
    const trusting = valueOf(rotateAuthorities(plan, made, now, find)).credentials
    const signing = valueOf(rotateAuthorities(plan, trusting, now, find)).credentials
    const both = fileOf(signing, 'store-tls', 'db-01/ca.crt')
    expect(verdict(leafOf(signing), authorityOf(made))).toBe('OK')
    expect(verdict(leafOf(signing), authorityOf(signing))).toBe('OK')
    expect(verdict(leafOf(signing), both)).toBe('OK')
    expect(verdict(leafOf(made), both)).toBe('OK')
    expect(verdict(leafOf(made), authorityOf(signing))).toMatch(/unable to get/)
  })

  it('are asked for in a form that it can read and verify', () => {
    const { requests } = valueOf(
      requestCertificates(plan, {}, now, { names: ['store-tls/db-01'], isForced: false }, find),
    ).made
    const [request] = requests
    assert(request !== undefined)
    const shown = openssl('req', '-in', written(request.text), '-noout', '-text', '-verify')
    expect(shown).toContain(`DNS:db-01.${host}`)
    expect(shown).toContain('IP Address:10.40.0.11')
    expect(shown).toContain('TLS Web Client Authentication')
  })

  it('carry a connection of its server and its client, who know each other', async () => {
    const port = await freePort()
    const end = (machine: string) =>
      [
        ['-cert', written(leafOf(made, `${machine}/tls.crt`))],
        ['-key', written(leafOf(made, `${machine}/tls.key`))],
        ['-CAfile', written(leafOf(made, `${machine}/ca.crt`))],
      ].flat()
    const args = ['s_server', '-accept', String(port), ...end('db-01'), '-Verify', '2', '-www']
    const server = spawn('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    try {
      await once(server.stdout, 'data')
      const reach = (name: string, ...client: readonly string[]) =>
        spawnSync(
          'openssl',
          [
            ['s_client', '-connect', `127.0.0.1:${port}`, '-verify_return_error'],
            ['-verify_hostname', name, '-brief', ...client],
          ].flat(),
          { input: 'GET / HTTP/1.0\r\n\r\n', encoding: 'utf8', timeout: 20_000 },
        )
      const known = reach(`db-01.${host}`, ...end('db-02'))
      expect(known.stderr).toContain('Verification: OK')
      expect(known.status).toBe(0)
      expect(reach(`db-02.${host}`, ...end('db-02')).stderr).toContain('hostname mismatch')
      // TLS 1.3 refuses after the client believes that it is in, and a client that ends may not hear of it.
      const anonymous = reach(`db-01.${host}`, '-tls1_2', ...end('db-02').slice(-2))
      expect(`${anonymous.stderr}${anonymous.stdout}`).toMatch(/alert|certificate required/)
    } finally {
      server.kill()
    }
  })
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  assert(typeof address === 'object' && address !== null)
  return address.port
}
