// Certificates as Node shows and checks them, and what is found wrong with them.

import { connect, createServer, type TLSSocket } from 'node:tls'
import { once } from 'node:events'
import { assert, describe, expect, it } from 'vitest'
import { checkCertificates } from '../src/certificates/check.js'
import { initCertificates } from '../src/certificates/init.js'
import { renewCertificates } from '../src/certificates/renew.js'
import type { CertifiedPlan } from '../src/certificates/wanted.js'
import type { Credentials } from '../src/store/document.js'
import { day, fileOf, find, findingsOf, initialized, start, valueOf } from './actions.js'
import { gateway, plan } from './small-plan.js'

const host = 'store.data.svc.cluster.local'
const made = initialized(plan, Date.now())

type End = { readonly cert: string; readonly key: string; readonly ca: string }

const endOf = (credentials: Credentials, secret: string, machine: string): End => ({
  cert: fileOf(credentials, secret, `${machine}/tls.crt`),
  key: fileOf(credentials, secret, `${machine}/tls.key`),
  ca: fileOf(credentials, secret, `${machine}/ca.crt`),
})

/** Whom a client with a certificate reaches under a name, or why it does not. */
async function reach(server: End, client: End, servername: string): Promise<string> {
  const listener = createServer({ ...server, requestCert: true, rejectUnauthorized: true })
  listener.on('tlsClientError', () => {})
  listener.on('secureConnection', (socket: TLSSocket) => {
    const { CN } = socket.getPeerCertificate().subject
    socket.end(String(CN))
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  assert(typeof address === 'object' && address !== null)
  const socket = connect({ ...client, host: '127.0.0.1', port: address.port, servername })
  try {
    const answer = new Promise<string>((resolve) => {
      socket.on('data', (data: Buffer) => resolve(`answered ${data.toString()}`))
      socket.on('close', () => resolve('closed'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    })
    return await answer
  } finally {
    socket.destroy()
    listener.close()
  }
}

describe('two machines', () => {
  const first = endOf(made, 'store-tls', 'db-01')
  const second = endOf(made, 'store-tls', 'db-02')

  it('know each other as server and as client', async () => {
    const answer = await reach(first, second, `db-01.${host}`)
    expect(answer).toBe(`answered db-02.${host}`)
  })

  it('do not take one for the other', async () => {
    expect(await reach(first, second, `db-02.${host}`)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('do not know whom another authority signed, at either end', async () => {
    const stranger = endOf(initialized(plan, Date.now()), 'store-tls', 'db-01')
    expect(await reach(stranger, second, host)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)
    const believing = { ...stranger, ca: second.ca }
    expect(await reach(first, believing, host)).not.toMatch(/^answered/)
  })

  it('refuse what has ended', async () => {
    const old = endOf(initialized(plan, Date.now() - 91 * day), 'store-tls', 'db-01')
    expect(await reach(old, old, host)).toBe('CERT_HAS_EXPIRED')
  })

  it('have keys of their own', () => {
    expect(first.key).not.toBe(second.key)
    expect(first.key).toContain('BEGIN PRIVATE KEY')
  })
})

describe('making certificates', () => {
  it('leaves what is there', () => {
    const again = valueOf(initCertificates(plan, made, Date.now() + day, find))
    expect(again.credentials).toBe(made)
    expect(again.made).toEqual({ authorities: [], issued: [], kept: 4 })
  })

  it('adds what the plan has new, by the same authority', () => {
    const { 'gateway-tls': added, ...rest } = plan.certificates
    assert(added !== undefined)
    const before = initialized({ ...plan, certificates: rest })
    const after = valueOf(initCertificates(plan, before, start, find))
    expect(after.made.issued.map(({ label }) => label)).toEqual(['gateway-tls'])
    expect(after.credentials['llmflow-ca']).toBe(before['llmflow-ca'])
    // A project of compose would call it `gateway`, which this authority was not made for.
    expect(checkCertificates(plan, after.credentials, start, find).diagnostics).toMatchObject([
      { severity: 'warning', params: { fault: 'short-names', detail: 'gateway' } },
    ])
  })

  it('signs nothing that the authority must not sign', () => {
    const names = ['www.bank.example', '192.0.2.1']
    const certificates = { ...plan.certificates, 'gateway-tls': { ...gateway, names } }
    const { 'gateway-tls': _gone, ...without } = made
    const result = initCertificates({ ...plan, certificates }, without, start, find)
    expect(findingsOf(result)).toMatchObject([
      {
        code: 'security/certificate-unfit',
        params: { fault: 'forbidden', detail: names.join(', ') },
      },
    ])
  })

  it('says when the authority has no key here', () => {
    const { 'tls.key': _key, ...known } = made['llmflow-ca'] ?? {}
    const result = initCertificates(plan, { 'llmflow-ca': known }, start, find)
    expect(findingsOf(result)).toMatchObject([{ code: 'security/authority-without-key' }])
  })
})

describe('checking certificates', () => {
  const fresh = initialized(plan)
  const codesAt = (credentials: Credentials, now: number, within?: number, of = plan) =>
    checkCertificates(
      of,
      credentials,
      now,
      find,
      within === undefined ? {} : { within },
    ).diagnostics.map(({ code, severity, params }) => ({ code, severity, params }))
  const faultsAt = (credentials: Credentials, of: CertifiedPlan = plan) =>
    codesAt(credentials, start, undefined, of).map(({ params }) =>
      'fault' in params ? params.fault : '',
    )
  const changed = (secret: string, key: string, value: string): Credentials => ({
    ...fresh,
    [secret]: { ...fresh[secret], [key]: { value, made: '2026-03-01T00:00:00.000Z' } },
  })

  it('finds nothing while everything is new', () => {
    expect(codesAt(fresh, start)).toEqual([])
  })

  it('warns when renewal is due, and fails when it is asked how far ahead', () => {
    expect(codesAt(fresh, start + 59 * day)).toEqual([])
    expect(codesAt(fresh, start + 61 * day)).toHaveLength(4)
    expect(codesAt(fresh, start + 61 * day)[0]).toMatchObject({ severity: 'warning' })
    expect(codesAt(fresh, start + 61 * day, 30 * day)[0]).toMatchObject({ severity: 'error' })
    expect(codesAt(fresh, start + 61 * day, 7 * day)).toEqual([])
    expect(codesAt(fresh, start + 91 * day)[0]).toMatchObject({
      code: 'security/certificate-ends',
      severity: 'error',
      params: { days: -1 },
    })
  })

  it('looks at what is used where it is asked about', () => {
    const seen = (target: 'hosts' | 'compose') =>
      checkCertificates(plan, fresh, start, find, { target }).certificates.map(
        ({ certificate }) => certificate,
      )
    expect(seen('hosts')).toEqual(['llmflow-ca', 'store-tls/db-01', 'store-tls/db-02'])
    expect(seen('compose')).toEqual(['llmflow-ca', 'gateway-tls', 'store-tls'])
  })

  it('finds what is missing', () => {
    const { 'gateway-tls': _gone, ...rest } = fresh
    expect(codesAt(rest, start)).toMatchObject([
      { code: 'security/certificate-missing', params: { certificate: 'gateway-tls' } },
    ])
  })

  it('finds names that came later', () => {
    const names = [...gateway.names, 'chat.llm.example.com']
    const certificates = { ...plan.certificates, 'gateway-tls': { ...gateway, names } }
    expect(codesAt(fresh, start, undefined, { ...plan, certificates })).toMatchObject([
      { params: { fault: 'names', detail: 'chat.llm.example.com' } },
    ])
  })

  it('finds a key that is another’s, and what is no certificate', () => {
    const other = fileOf(fresh, 'store-tls', 'db-02/tls.key')
    expect(faultsAt(changed('store-tls', 'db-01/tls.key', other))).toEqual(['key'])
    expect(faultsAt(changed('gateway-tls', 'tls.crt', 'nonsense'))).toEqual(['unreadable'])
    expect(faultsAt(changed('gateway-tls', 'tls.key', 'nonsense'))).toEqual(['key'])
  })

  it('finds a chain that leads to nobody who is trusted', () => {
    const stranger = fileOf(initialized(plan), 'llmflow-ca', 'tls.crt')
    expect(faultsAt(changed('gateway-tls', 'ca.crt', stranger))).toEqual(['chain'])
    expect(faultsAt(changed('gateway-tls', 'ca.crt', ''))).toEqual(['chain'])
  })

  it('finds what is not valid yet', () => {
    expect(codesAt(initialized(plan, start + day), start)[0]).toMatchObject({
      params: { fault: 'not-yet', detail: '2026-03-01' },
    })
  })

  it('warns of an authority that ends before what it would sign', () => {
    const near = start + 3600 * day
    expect(
      codesAt(initialized(plan, near, { 'llmflow-ca': fresh['llmflow-ca'] ?? {} }), near),
    ).toEqual([
      {
        code: 'security/authority-ends',
        severity: 'warning',
        params: { authority: 'llmflow-ca', days: 50 },
      },
    ])
  })
})

describe('renewing certificates', () => {
  const fresh = initialized(plan)
  const renewedAt = (now: number, names: readonly string[] = [], isForced = false) =>
    valueOf(renewCertificates(plan, fresh, now, { names, isForced }, find))

  it('leaves what has time', () => {
    const { credentials, made: done } = renewedAt(start + 59 * day)
    expect(credentials).toBe(fresh)
    expect(done).toEqual({ renewed: [], kept: 4 })
  })

  it('gives new keys to what is due, and to nothing else', () => {
    const { credentials, made: done } = renewedAt(start + 61 * day, ['store-tls/db-01'])
    expect(done.renewed.map(({ label }) => label)).toEqual(['store-tls/db-01'])
    const key = (of: Credentials, machine: string) => fileOf(of, 'store-tls', `${machine}/tls.key`)
    expect(key(credentials, 'db-01')).not.toBe(key(fresh, 'db-01'))
    expect(key(credentials, 'db-02')).toBe(key(fresh, 'db-02'))
    expect(checkCertificates(plan, credentials, start + 61 * day, find).diagnostics).toHaveLength(3)
  })

  it('takes all of a secret by its name, and whatever is forced', () => {
    expect(renewedAt(start, ['store-tls'], true).made.renewed).toHaveLength(3)
  })

  it('knows no other names', () => {
    const result = renewCertificates(
      plan,
      fresh,
      start,
      { names: ['stor-tls'], isForced: false },
      find,
    )
    expect(findingsOf(result)).toMatchObject([
      { code: 'security/certificate-unknown', params: { suggestion: 'store-tls' } },
    ])
  })

  it('does not take over from another authority unless it is told to', () => {
    const foreign = { ...fresh, 'gateway-tls': initialized(plan)['gateway-tls'] ?? {} }
    const renew = (isForced: boolean) =>
      renewCertificates(plan, foreign, start + 61 * day, { names: ['gateway-tls'], isForced }, find)
    expect(findingsOf(renew(false))).toMatchObject([{ params: { fault: 'elsewhere' } }])
    expect(findingsOf(renew(true))).toEqual([])
  })
})
