// Certificates of a company's authority: requests go out, and only what fits comes in.

import { createPublicKey } from 'node:crypto'
import { assert, describe, expect, it } from 'vitest'
import { newAuthority, signerOf } from '../src/certificates/authority.js'
import { checkCertificates } from '../src/certificates/check.js'
import { authoritiesElsewhere } from '../src/certificates/elsewhere.js'
import { fileIn } from '../src/certificates/issue.js'
import { readCertificates, readKey } from '../src/certificates/read.js'
import { renewCertificates } from '../src/certificates/renew.js'
import { importCertificates, requestCertificates } from '../src/certificates/request.js'
import { wantedCertificates } from '../src/certificates/wanted.js'
import { leafExtensions, nameOf, printPem, writeCertificate } from '../src/certificates/write.js'
import type { Credentials } from '../src/store/document.js'
import { day, find, findingsOf, initialized, start, valueOf } from './actions.js'
import { plan } from './small-plan.js'

const company = newAuthority(plan, 'company', start)
const everything = { names: [], isForced: false }

const request = (credentials: Credentials, now = start) =>
  valueOf(requestCertificates(plan, credentials, now, everything, find))

/** What the company would answer; `shorten` for one that does not do as it was asked. */
function answers(
  credentials: Credentials,
  change: { readonly names?: readonly string[]; readonly until?: number } = {},
): readonly { readonly file: string; readonly text: string }[] {
  const [certificate] = readCertificates(company.certificate) ?? []
  const key = readKey(company.key)
  assert(certificate !== undefined && key !== undefined)
  const signer = signerOf({ certificate, chain: [] }, key)
  const signed = wantedCertificates(plan).map((wanted) => {
    const own = readKey(fileIn(credentials, wanted, 'request.key') ?? '')
    assert(own !== undefined)
    const publicKey = createPublicKey(own)
    const subject = { commonName: wanted.subject }
    const names = change.names ?? [...wanted.names, ...wanted.shortNames]
    const until = change.until ?? start + 365 * day
    const extensions = leafExtensions(subject, names, publicKey, signer)
    const parts = { name: nameOf(subject), publicKey, from: start, until, extensions }
    const text = printPem('CERTIFICATE', writeCertificate(parts, signer))
    return { file: `${wanted.label}.pem`, text }
  })
  return [...signed, { file: 'company.pem', text: company.certificate }]
}

const taken = (
  credentials: Credentials,
  given: readonly { readonly file: string; readonly text: string }[],
) => importCertificates(plan, credentials, start, given, find)

describe('requests', () => {
  const asked = request({})

  it('are one for each certificate, with its key kept here and in no request', () => {
    const files = asked.made.requests.map(({ file }) => file)
    expect(files).toEqual([
      'gateway-tls.csr',
      'store-tls.csr',
      'store-tls.db-01.csr',
      'store-tls.db-02.csr',
    ])
    expect(asked.made.requests.map(({ text }) => text).join('')).not.toContain('PRIVATE')
    expect(asked.credentials['store-tls']).toHaveProperty(['db-01/request.key'])
  })

  it('ask again with the same key while nobody has answered', () => {
    expect(request(asked.credentials).credentials).toEqual(asked.credentials)
  })

  it('are shown as such by a check', () => {
    expect(checkCertificates(plan, asked.credentials, start, find).diagnostics).toMatchObject(
      asked.made.requests.map(({ certificate }) => ({
        code: 'security/certificate-missing',
        params: { certificate, isRequested: true },
      })),
    )
  })

  it('leave the certificate in use alone until another is there', () => {
    const first = valueOf(taken(asked.credentials, answers(asked.credentials))).credentials
    const later = start + 350 * day
    const again = request(first, later).credentials
    expect(again['gateway-tls']?.['tls.key']).toEqual(first['gateway-tls']?.['tls.key'])
    expect(again['gateway-tls']?.['request.key']).toBeDefined()
  })
})

describe('importing', () => {
  const asked = request({}).credentials
  const imported = taken(asked, answers(asked))

  it('takes what fits, and nothing is wrong with it', () => {
    const { credentials, made } = valueOf(imported)
    expect(made.imported).toHaveLength(4)
    expect(checkCertificates(plan, credentials, start, find).diagnostics).toEqual([])
    expect(credentials['gateway-tls']).not.toHaveProperty('request.key')
  })

  it('refuses names that are not those of the request, and takes none of the others', () => {
    const result = taken(asked, answers(asked, { names: ['gateway.data.svc'] }))
    expect(findingsOf(result)).toHaveLength(4)
    expect(findingsOf(result)[0]).toMatchObject({
      params: { certificate: 'gateway-tls', fault: 'names', detail: 'api.llm.example.com' },
    })
  })

  it('refuses what has ended, and what nobody vouches for', () => {
    const ended = taken(asked, answers(asked, { until: start - day }))
    expect(findingsOf(ended)[0]).toMatchObject({ params: { fault: 'ended' } })
    const alone = answers(asked).filter(({ file }) => file !== 'company.pem')
    expect(findingsOf(taken(asked, alone))[0]).toMatchObject({ params: { fault: 'chain' } })
  })

  it('refuses files without a certificate for a key of ours', () => {
    const others = answers(request({}).credentials)
    expect(findingsOf(taken(asked, others)).map(({ code }) => code)).toEqual(
      Array.from({ length: 4 }, () => 'security/certificate-stranger'),
    )
    const nonsense = [{ file: 'a.pem', text: 'no certificate' }]
    expect(findingsOf(taken(asked, nonsense))).toMatchObject([{ params: { file: 'a.pem' } }])
    const broken = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
    expect(findingsOf(taken(asked, [{ file: 'b.pem', text: broken }]))).toHaveLength(1)
  })

  it('is followed by requests, and by no certificate of ours', () => {
    const { credentials } = valueOf(imported)
    const late = renewCertificates(plan, credentials, start + 350 * day, everything, find)
    expect(findingsOf(late)).toMatchObject([{ code: 'security/authority-without-key' }])
  })
})

describe('an authority that is not kept here', () => {
  const asked = request({}).credentials
  const codes = (credentials: Credentials, of = plan) =>
    checkCertificates(of, credentials, start, find).diagnostics.map(({ code, params }) => [
      code,
      'fault' in params ? params.fault : params,
    ])

  it('is the company’s once requests are out, and missing before', () => {
    expect([...authoritiesElsewhere(plan, asked)]).toEqual(['llmflow-ca'])
    expect(authoritiesElsewhere(plan, {}).size).toBe(0)
    expect(authoritiesElsewhere(plan, initialized(plan, start)).size).toBe(0)
    const lost = { certificate: 'llmflow-ca', isRequested: false }
    expect(codes({})).toContainEqual(['security/certificate-missing', lost])
    expect(codes(asked)).not.toContainEqual(['security/certificate-missing', lost])
  })

  it('is told from the one that the platform names now', () => {
    const certificates = Object.fromEntries(
      Object.entries(plan.certificates).map(([name, one]) => [name, { ...one, issuer: 'next-ca' }]),
    )
    const renamed = { ...plan, certificates }
    const kept = initialized(plan, start)
    const lost = { certificate: 'next-ca', isRequested: false }
    expect(codes(kept, renamed)).toEqual([['security/certificate-missing', lost]])
    const both = initialized(renamed, start, kept)
    expect(new Set(codes(both, renamed).map(([, fault]) => fault))).toEqual(new Set(['elsewhere']))
  })
})
