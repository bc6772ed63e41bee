// Replaces an authority in three steps, so that at no moment somebody refuses what another shows.

import type { Credentials, StoredValue } from '../store/document.js'
import type { Result } from '../store/result.js'
import type { Change } from '../store/store.js'
import {
  authorityIn,
  authorityKeys,
  newAuthority,
  stored,
  succeeding,
  trustOf,
  vouchedFor,
} from './authority.js'
import type { Findings } from './folder.js'
import { issueAll } from './init.js'
import { readCertificates } from './read.js'
import { fileIn, withFiles } from './issue.js'
import { wantedCertificates, type Wanted, type CertifiedPlan } from './wanted.js'

/**
 * `trust`: the next one stands beside the old, and signs nothing yet. `sign`: it signs everything anew. `forget`: the
 * old one is trusted no more. Between two steps the files have to reach everybody.
 */
export type AuthorityStep = 'trust' | 'sign' | 'forget'

export type Turned = {
  readonly steps: readonly { readonly authority: string; readonly step: AuthorityStep }[]
  readonly touched: readonly Wanted[]
}

const { certificate, key, nextCertificate, nextKey, previousCertificate, bridge } = authorityKeys

function stepOf(credentials: Credentials, issuer: string): AuthorityStep {
  const own = credentials[issuer] ?? {}
  if (own[nextKey] !== undefined) return 'sign'
  return own[previousCertificate] === undefined ? 'trust' : 'forget'
}

export function rotateAuthorities(
  plan: CertifiedPlan,
  credentials: Credentials,
  now: number,
  find: Findings,
): Result<Change<Turned>> {
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
  step: AuthorityStep,
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
    [bridge]: _bridge,
    ...rest
  } = own
  const { [certificate]: oldCertificate, [key]: oldKey } = own
  if (oldCertificate === undefined || oldKey === undefined) return credentials
  if (step === 'forget' || newCertificate === undefined || newKey === undefined) {
    return replaced({ ...rest, [certificate]: alone(oldCertificate), [key]: alone(oldKey) })
  }
  const between = bridgeTo(newCertificate.value, credentials, plan, issuer, now)
  return replaced({
    ...rest,
    ...(between === undefined ? {} : { [bridge]: stored(between, now) }),
    [certificate]: succeeding(oldCertificate, newCertificate),
    [key]: succeeding(oldKey, newKey),
    [previousCertificate]: alone(oldCertificate),
  })
}

/** Those who know the old one alone, as pods do until the cluster's issuer has renewed theirs, get from there to the next. */
function bridgeTo(
  next: string,
  credentials: Credentials,
  plan: CertifiedPlan,
  issuer: string,
  now: number,
): string | undefined {
  const old = authorityIn(credentials, issuer)
  const [authority] = readCertificates(next) ?? []
  return old === undefined || authority === undefined
    ? undefined
    : vouchedFor(plan, old, authority, now)
}

/** A value of which nothing else is kept. */
const alone = ({ value, made }: StoredValue): StoredValue => ({ value, made })

/** The same certificate, beside what its clients trust from now on. */
const trustingAnew = (credentials: Credentials, wanted: Wanted, now: number): Credentials =>
  fileIn(credentials, wanted, 'tls.crt') === undefined
    ? credentials
    : withFiles(credentials, wanted, now, {
        'ca.crt': trustOf(credentials, wanted.certificate.issuer),
      })
