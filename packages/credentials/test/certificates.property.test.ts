// Whatever names a plan has: what is signed is read back, holds them, and is a certificate for nothing else.

import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCertificates } from '../src/certificates/check.js'
import { elementsIn, firstOf, integer } from '../src/certificates/der.js'
import { isAddress, isHeld } from '../src/certificates/names.js'
import { readCertificates } from '../src/certificates/read.js'
import { fileOf, find, initialized, start } from './actions.js'
import { gateway, plan } from './small-plan.js'

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,60}[a-z0-9])?$/)
const host = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'))
const star = host.map((name) => `*.${name}.example`)
const name = fc.oneof(host, star, fc.ipV4(), fc.ipV6())
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 8 })

const withNames = (list: readonly string[]) => {
  const own = { ...gateway, subject: list[0] ?? '', names: list }
  return { ...plan, certificates: { 'gateway-tls': own } }
}

describe('certificates', () => {
  it('hold every name that is wanted, whatever it looks like', () => {
    fc.assert(
      fc.property(names, (list) => {
        const wanted = withNames(list)
        const made = initialized(wanted)
        const text = fileOf(made, 'gateway-tls', 'tls.crt')
        const [read] = readCertificates(text) ?? []
        expect(list.filter((one) => !isHeld(one, read?.names ?? []))).toEqual([])
        expect(checkCertificates(wanted, made, start, find).diagnostics).toEqual([])
        const own = new X509Certificate(text)
        for (const one of list.filter((each) => !each.startsWith('*'))) {
          expect(isAddress(one) ? own.checkIP(one) : own.checkHost(one)).toBeDefined()
        }
        expect(own.checkHost('stranger.example.org')).toBeUndefined()
      }),
    )
  })

  it('have a common name only where there is room for it', () => {
    fc.assert(
      fc.property(names, (list) => {
        const text = fileOf(initialized(withNames(list)), 'gateway-tls', 'tls.crt')
        const { subject } = new X509Certificate(text)
        const [first = ''] = list
        // Node has none at all where it is empty.
        const common = first.length > 64 ? undefined : `CN=${first}`
        expect({ subject }).toEqual({ subject: common })
      }),
    )
  })
})

describe('DER', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const written = integer(bytes)
        const read = firstOf(written)
        expect(read?.whole).toEqual(written)
        const digits = Buffer.from(bytes)
          .toString('hex')
          .replace(/^(00)+(?=..)/, '')
        expect(read?.content.toString('hex').replace(/^(00)+(?=..)/, '')).toBe(digits)
      }),
    )
  })

  it('never throws on what is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(Array.isArray(elementsIn(Buffer.from(bytes)))).toBe(true)
      }),
    )
  })
})
