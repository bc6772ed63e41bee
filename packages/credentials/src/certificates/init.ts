// Makes the authority and every certificate that is not there yet; what is there stays.

import type { Diagnostic } from '@llmflow/spec'
import type { Credentials } from '../store/document.js'
import type { Result } from '../store/result.js'
import type { Change } from '../store/store.js'
import {
  authorityIn,
  authorityKeys,
  forbiddenNames,
  isAuthorityDamaged,
  newAuthority,
  stored,
} from './authority.js'
import { daysUntil } from './days.js'
import type { Findings } from './folder.js'
import { fileIn, issued } from './issue.js'
import { wantedCertificates, type Wanted, type CertifiedPlan } from './wanted.js'

type Made = {
  /** Authorities that are new. */
  readonly authorities: readonly string[]
  readonly issued: readonly Wanted[]
  /** How many were there already. */
  readonly kept: number
}

export function initCertificates(
  plan: CertifiedPlan,
  credentials: Credentials,
  now: number,
  find: Findings,
): Result<Change<Made>> {
  const wanted = wantedCertificates(plan)
  const absent = wanted.filter((one) => fileIn(credentials, one, 'tls.crt') === undefined)
  const issuers = [...new Set(wanted.map(({ certificate }) => certificate.issuer))]
  const damaged = issuers.filter((issuer) => isAuthorityDamaged(credentials, issuer))
  if (damaged.length > 0) return { findings: damaged.map((issuer) => damage(issuer, find)) }
  const authorities = issuers.filter((issuer) => authorityIn(credentials, issuer) === undefined)
  const withAuthorities = authorities.reduce(
    (before, issuer) => withAuthority(before, plan, issuer, now),
    credentials,
  )
  const result = issueAll(withAuthorities, absent, now, find)
  if ('findings' in result) return result
  const kept = wanted.length - absent.length
  const made = { authorities, issued: absent, kept }
  const isSame = authorities.length === 0 && absent.length === 0
  return { value: { credentials: isSame ? credentials : result.value, made } }
}

export const damage = (issuer: string, find: Findings): Diagnostic =>
  find('security/certificate-unfit', {
    certificate: issuer,
    fault: 'unreadable',
    detail: authorityKeys.certificate,
  })

function withAuthority(
  credentials: Credentials,
  plan: CertifiedPlan,
  issuer: string,
  now: number,
): Credentials {
  const { certificate, key } = newAuthority(plan, issuer, now)
  const own = {
    ...credentials[issuer],
    [authorityKeys.certificate]: stored(certificate, now),
    [authorityKeys.key]: stored(key, now),
  }
  return { ...credentials, [issuer]: own }
}

/** All of them, or none and why: half of a change would be worse than none. */
export function issueAll(
  credentials: Credentials,
  wanted: readonly Wanted[],
  now: number,
  find: Findings,
): Result<Credentials> {
  const findings: Diagnostic[] = []
  let current = credentials
  for (const one of wanted) {
    const next = issueOne(current, one, now, find)
    if ('findings' in next) findings.push(...next.findings)
    else current = next.value
  }
  const codes = new Map(findings.map((finding) => [JSON.stringify(finding.params), finding]))
  return findings.length > 0 ? { findings: [...codes.values()] } : { value: current }
}

function issueOne(
  credentials: Credentials,
  wanted: Wanted,
  now: number,
  find: Findings,
): Result<Credentials> {
  const { issuer } = wanted.certificate
  const authority = authorityIn(credentials, issuer)
  const forbidden =
    authority === undefined ? [] : forbiddenNames(authority.certificate, wanted.names)
  if (forbidden.length > 0) {
    const detail = forbidden.join(', ')
    const params = { certificate: wanted.label, fault: 'forbidden', detail } as const
    return { findings: [find('security/certificate-unfit', params)] }
  }
  if (authority !== undefined && authority.certificate.until <= now) {
    const days = daysUntil(authority.certificate.until, now)
    const ended = find('security/authority-ends', { authority: issuer, days })
    return { findings: [{ ...ended, severity: 'error' }] }
  }
  const made = authority === undefined ? undefined : issued(credentials, wanted, authority, now)
  if (made !== undefined) return { value: made }
  return { findings: [find('security/authority-without-key', { authority: issuer })] }
}
