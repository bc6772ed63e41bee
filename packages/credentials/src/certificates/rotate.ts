// Replaces an authority in three steps, so that at no moment somebody refuses what another shows.

import type { Credentials } from '../store/document.js'
import type { Result } from '../store/result.js'
import type { Change } from '../store/store.js'
import { authorityIn, authorityKeys, newAuthority, stored, trustOf } from './authority.js'
import type { Findings } from './folder.js'
import { issueAll } from './init.js'
import { fileIn, withFiles } from './issue.js'
import { wantedCertificates, type Wanted, type CertifiedPlan } from './wanted.js'

/**
 * `trust`: the next one stands beside the old, and signs nothing yet. `sign`: it signs everything anew. `forget`: the
 * old one is trusted no more. Between two steps the files have to reach everybody.
 */
export type RotationStep = 'trust' | 'sign' | 'forget'

export type Rotated = {
  readonly steps: readonly { readonly authority: string; readonly step: RotationStep }[]
  readonly touched: readonly Wanted[]
}

const { certificate, key, nextCertificate, nextKey, previousCertificate } = authorityKeys

export function stepOf(credentials: Credentials, issuer: string): RotationStep {
  const own = credentials[issuer] ?? {}
  if (own[nextKey] !== undefined) return 'sign'
  return own[previousCertificate] === undefined ? 'trust' : 'forget'
}

export function rotateAuthorities(
  plan: CertifiedPlan,
  credentials: Credentials,
  now: number,
  find: Findings,
): Result<Change<Rotated>> {
  const wanted = wantedCertificates(plan)
  const issuers = [...new Set(wanted.map((one) => one.certificate.issuer))]
  const foreign = issuers.filter((issuer) => authorityIn(credentials, issuer)?.key === undefined)
  if (foreign.length > 0) {
    const findings = foreign.map((authority) =>
      find('security/authority-without-key', { authority }),
    )
    return { findings }
  }
  const steps = issuers.map((authority) => ({ authority, step: stepOf(credentials, authority) }))
  const turned = steps.reduce(
    (before, { authority, step }) => turn(before, plan, authority, step, now),
    credentials,
  )
  const signing = steps.flatMap(({ authority, step }) => (step === 'sign' ? [authority] : []))
  const anew = wanted.filter((one) => signing.includes(one.certificate.issuer))
  const result = issueAll(turned, anew, now, find)
  if ('findings' in result) return result
  const trusting = wanted.filter((one) => !signing.includes(one.certificate.issuer))
  const done = trusting.reduce((before, one) => trustingAnew(before, one, now), result.value)
  return { value: { credentials: done, made: { steps, touched: wanted } } }
}

function turn(
  credentials: Credentials,
  plan: CertifiedPlan,
  issuer: string,
  step: RotationStep,
  now: number,
): Credentials {
  const own = credentials[issuer] ?? {}
  const replaced = (keys: Credentials[string]): Credentials => ({ ...credentials, [issuer]: keys })
  if (step === 'trust') {
    const next = newAuthority(plan, issuer, now)
    return replaced({
      ...own,
      [nextCertificate]: stored(next.certificate, now),
      [nextKey]: stored(next.key, now),
    })
  }
  const {
    [nextCertificate]: newCertificate,
    [nextKey]: newKey,
    [previousCertificate]: _previous,
    ...rest
  } = own
  const old = own[certificate]
  if (step === 'forget' || newCertificate === undefined || newKey === undefined)
    return replaced(rest)
  return replaced({
    ...rest,
    [certificate]: newCertificate,
    [key]: newKey,
    ...(old === undefined ? {} : { [previousCertificate]: old }),
  })
}

/** The same certificate, beside what its clients trust from now on. */
const trustingAnew = (credentials: Credentials, wanted: Wanted, now: number): Credentials =>
  fileIn(credentials, wanted, 'tls.crt') === undefined
    ? credentials
    : withFiles(credentials, wanted, now, {
        'ca.crt': trustOf(credentials, wanted.certificate.issuer),
      })
