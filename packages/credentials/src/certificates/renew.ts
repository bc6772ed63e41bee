// Renews what is near its end or no longer fits, by the authority that signed it.

import type { Credentials } from '../store/document.js'
import type { Result } from '../store/result.js'
import type { Change } from '../store/store.js'
import { authorityIn } from './authority.js'
import { chosenCertificates } from './choose.js'
import type { Findings } from './folder.js'
import { issueAll } from './init.js'
import { fileIn } from './issue.js'
import { commonNameOf, isGrave, judge, type Fault, type Judged } from './judge.js'
import { readCertificates } from './read.js'
import type { Wanted, CertifiedPlan } from './wanted.js'

export type Renewing = {
  readonly names: readonly string[]
  /** What counts as near the end; without it each certificate's own time. */
  readonly before?: number
  /** Whether those that are fine, and those of another authority, are renewed as well. */
  readonly isForced: boolean
}

export type Renewed = { readonly renewed: readonly Wanted[]; readonly kept: number }

export function renewCertificates(
  plan: CertifiedPlan,
  credentials: Credentials,
  now: number,
  renewing: Renewing,
  find: Findings,
): Result<Change<Renewed>> {
  const chosen = chosenCertificates(plan, renewing.names, find)
  if ('findings' in chosen) return chosen
  const due = dueIn(credentials, chosen.value, now, renewing)
  const elsewhere = renewing.isForced
    ? []
    : due.flatMap((wanted) =>
        elsewhereFaults(credentials, wanted).map((fault) => ({ label: wanted.label, fault })),
      )
  if (elsewhere.length > 0) {
    const findings = elsewhere.map(({ label, fault }) =>
      find('security/certificate-unfit', { certificate: label, ...fault }),
    )
    return { findings }
  }
  const result = issueAll(credentials, due, now, find)
  if ('findings' in result) return result
  const made = { renewed: due, kept: chosen.value.length - due.length }
  return { value: { credentials: due.length === 0 ? credentials : result.value, made } }
}

export function dueIn(
  credentials: Credentials,
  chosen: readonly Wanted[],
  now: number,
  { before, isForced }: Pick<Renewing, 'before' | 'isForced'>,
): readonly Wanted[] {
  return chosen
    .map((wanted) => judge(credentials, wanted, now))
    .filter((judged) => isForced || isDue(judged, now, before))
    .map(({ wanted }) => wanted)
}

function isDue(
  { wanted, until, faults }: Judged,
  now: number,
  before: number | undefined,
): boolean {
  if (until === undefined || faults.some(isGrave)) return true
  return until - now < (before ?? wanted.certificate.renewBefore)
}

/** Its clients trust another authority: a certificate of ours would be refused by all of them. */
export function elsewhereFaults(credentials: Credentials, wanted: Wanted): readonly Fault[] {
  const trusted = readCertificates(fileIn(credentials, wanted, 'ca.crt') ?? '')
  const own = authorityIn(credentials, wanted.certificate.issuer)?.certificate.own
  if (trusted === undefined || own === undefined) return []
  const isTrusted = trusted.some(
    (one) => one.own.fingerprint256 === own.fingerprint256 || own.checkIssued(one.own),
  )
  return isTrusted ? [] : [{ fault: 'elsewhere', detail: signerIn(credentials, wanted) }]
}

function signerIn(credentials: Credentials, wanted: Wanted): string {
  const [leaf] = readCertificates(fileIn(credentials, wanted, 'tls.crt') ?? '') ?? []
  return leaf === undefined ? '' : commonNameOf(leaf.own.issuer)
}
