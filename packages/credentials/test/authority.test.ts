// Replacing an authority: at no step does anybody who is a step behind refuse what another shows.

import { describe, expect, it } from 'vitest'
import { checkCertificates } from '../src/certificates/check.js'
import { chainOf } from '../src/certificates/judge.js'
import { readCertificates, type ReadCertificate } from '../src/certificates/read.js'
import { rotateAuthorities } from '../src/certificates/rotate.js'
import type { Credentials } from '../src/store/document.js'
import { day, fileOf, find, findingsOf, initialized, start, valueOf } from './actions.js'
import { plan } from './small-plan.js'

const before = initialized(plan)
const turned = (credentials: Credentials, now: number) =>
  valueOf(rotateAuthorities(plan, credentials, now, find))
const trusting = turned(before, start + day)
const signing = turned(trusting.credentials, start + 2 * day)
const forgetting = turned(signing.credentials, start + 3 * day)

const states = [before, trusting.credentials, signing.credentials, forgetting.credentials]

const read = (credentials: Credentials, file: string): readonly ReadCertificate[] =>
  readCertificates(fileOf(credentials, 'store-tls', `db-01/${file}`)) ?? []

/** Whether those who have one state believe what those of another show. */
function believes(client: Credentials, server: Credentials): boolean {
  const [leaf, ...between] = read(server, 'tls.crt')
  return leaf !== undefined && chainOf(leaf, between, read(client, 'ca.crt')) !== undefined
}

describe('replacing an authority', () => {
  it('takes three steps', () => {
    const steps = [trusting, signing, forgetting].map(({ made }) => made.steps[0]?.step)
    expect(steps).toEqual(['trust', 'sign', 'forget'])
    const counts = states.map((state) => read(state, 'ca.crt').length)
    expect(counts).toEqual([1, 2, 2, 1])
  })

  it('leaves every connection intact, whoever is a step behind', () => {
    for (const [index, state] of states.entries()) {
      const next = states[index + 1]
      expect(believes(state, state)).toBe(true)
      if (next === undefined) continue
      expect(believes(state, next)).toBe(true)
      expect(believes(next, state)).toBe(true)
    }
  })

  it('would break connections if a step were left out', () => {
    expect(believes(forgetting.credentials, before)).toBe(false)
    expect(believes(forgetting.credentials, trusting.credentials)).toBe(false)
  })

  it('is believed by who knows the old authority alone, as a cluster does until its issuer has renewed', () => {
    expect(read(signing.credentials, 'tls.crt')).toHaveLength(2)
    expect(believes(before, signing.credentials)).toBe(true)
  })

  it('is fine after every step', () => {
    for (const [step, { credentials }] of [trusting, signing, forgetting].entries()) {
      const { diagnostics } = checkCertificates(plan, credentials, start + (step + 1) * day, find)
      expect(diagnostics).toEqual([])
    }
  })

  it('keeps keys until the first step, and the old one no longer than the last', () => {
    const key = (credentials: Credentials) => fileOf(credentials, 'llmflow-ca', 'tls.key')
    expect(key(trusting.credentials)).toBe(key(before))
    expect(key(signing.credentials)).not.toBe(key(before))
    expect(JSON.stringify(forgetting.credentials['llmflow-ca'])).not.toContain(
      JSON.stringify(key(before)),
    )
    expect(Object.keys(forgetting.credentials['llmflow-ca'] ?? {}).toSorted()).toEqual([
      'tls.crt',
      'tls.key',
    ])
  })

  it('needs the key of the old one', () => {
    const { 'tls.key': _key, ...known } = before['llmflow-ca'] ?? {}
    const result = rotateAuthorities(plan, { ...before, 'llmflow-ca': known }, start, find)
    expect(findingsOf(result)).toMatchObject([{ code: 'security/authority-without-key' }])
  })
})
