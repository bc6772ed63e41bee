// Checks every certificate of a plan and the authorities that sign them.

import type { Diagnostic, Target } from '@llmflow/spec'
import type { Credentials } from '../store/document.js'
import { authorityIn, isAuthorityDamaged, isRoot } from './authority.js'
import { daysUntil } from './days.js'
import type { Findings } from './folder.js'
import { authoritiesElsewhere } from './elsewhere.js'
import { damage } from './init.js'
import { commonNameOf, isGrave, judge, type Judged } from './judge.js'
import { elsewhereFaults } from './renew.js'
import { wantedCertificates, type CertifiedPlan } from './wanted.js'

/** One line of what there is. */
export type CertificateState = {
  readonly certificate: string
  readonly kind: 'authority' | 'machine' | 'shared'
  readonly state: Judged['state'] | 'ends' | 'ended' | 'unfit'
  /** In ISO 8601. */
  readonly until?: string
  readonly days?: number
  readonly signedBy?: string
  /** Whether that is the authority that would sign the next one. */
  readonly isOwn: boolean
  readonly names: readonly string[]
  readonly consumers: readonly string[]
}

export type Checked = {
  readonly certificates: readonly CertificateState[]
  readonly diagnostics: readonly Diagnostic[]
}

export type Checking = {
  /** What counts as near the end; without it each certificate's own time for renewal, and only as a warning. */
  readonly within?: number
  /** Where they are used; everywhere when left out. */
  readonly target?: Target
}

export function checkCertificates(
  plan: CertifiedPlan,
  credentials: Credentials,
  now: number,
  find: Findings,
  { within, target }: Checking = {},
): Checked {
  const judged = wantedCertificates(plan)
    .filter(({ machine }) => isUsedBy(target, machine))
    .map((wanted) => judge(credentials, wanted, now))
    .map((one) => besides(one, elsewhereFaults(credentials, one.wanted)))
  const issuers = new Set(Object.values(plan.certificates).map(({ issuer }) => issuer))
  const authorities = [...issuers].map((issuer) =>
    checkAuthority(plan, credentials, issuer, now, find),
  )
  const leaves = judged.map((one) => {
    const authority = authorityIn(credentials, one.wanted.certificate.issuer)
    return checkLeaf(one, authority?.certificate.own.subject, now, find, within)
  })
  const all = [...authorities, ...leaves]
  return {
    certificates: all.flatMap(({ certificates }) => certificates),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  }
}

/** A cluster signs its own, so beside it those of machines are left; a compose project has no machines. */
const isUsedBy = (target: Target | undefined, machine: string | undefined): boolean =>
  target === undefined || (target === 'compose') === (machine === undefined)

/** Near its end when it would cut the life of what it signs next. */
function checkAuthority(
  plan: CertifiedPlan,
  credentials: Credentials,
  issuer: string,
  now: number,
  find: Findings,
): Checked {
  const authority = authorityIn(credentials, issuer)
  if (authority === undefined) {
    return { certificates: [], diagnostics: absence(plan, credentials, issuer, find) }
  }
  const { until, own } = authority.certificate
  const longest = Math.max(
    ...Object.values(plan.certificates)
      .filter((certificate) => certificate.issuer === issuer)
      .map(({ lifetime }) => lifetime),
  )
  const days = daysUntil(until, now)
  const isNear = until - now < longest
  const ending = find('security/authority-ends', { authority: issuer, days })
  const diagnostics: readonly Diagnostic[] = [
    until <= now ? { ...ending, severity: 'error' } : ending,
  ]
  return {
    certificates: [
      {
        certificate: issuer,
        kind: 'authority',
        state: until <= now ? 'ended' : isNear ? 'ends' : 'present',
        until: new Date(until).toISOString(),
        days,
        signedBy: commonNameOf(own.issuer),
        isOwn: isRoot(authority.certificate),
        names: authority.certificate.permittedHosts ?? [],
        consumers: [],
      },
    ],
    diagnostics: isNear ? diagnostics : [],
  }
}

/** Who is not trusted at all is not worth a word on who else might sign. */
const besides = (judged: Judged, notes: Judged['faults']): Judged =>
  judged.faults.length > 0 ? judged : { ...judged, faults: notes }

function absence(
  plan: CertifiedPlan,
  credentials: Credentials,
  issuer: string,
  find: Findings,
): readonly Diagnostic[] {
  if (isAuthorityDamaged(credentials, issuer)) return [damage(issuer, find)]
  if (authoritiesElsewhere(plan, credentials).has(issuer)) return []
  return [find('security/certificate-missing', { certificate: issuer, isRequested: false })]
}

function checkLeaf(
  judged: Judged,
  own: string | undefined,
  now: number,
  find: Findings,
  within: number | undefined,
): Checked {
  const { wanted, state, until, issuer, faults } = judged
  const { label: certificate, certificate: planned } = wanted
  const isNear = until !== undefined && until - now < (within ?? planned.renewBefore)
  const isEnded = until !== undefined && until <= now
  const days = until === undefined ? undefined : daysUntil(until, now)
  const shown = isEnded ? 'ended' : faults.some(isGrave) ? 'unfit' : isNear ? 'ends' : state
  const isNote = !isEnded && within === undefined
  const near = days === undefined || !isNear ? [] : [{ certificate, days }]
  const ending = near
    .map((params) => find('security/certificate-ends', params))
    .map((found): Diagnostic => (isNote ? { ...found, severity: 'warning' } : found))
  const missing =
    state === 'present'
      ? []
      : [find('security/certificate-missing', { certificate, isRequested: state === 'requested' })]
  const unfit = faults.map((found): Diagnostic => {
    const finding = find('security/certificate-unfit', { certificate, ...found })
    return isGrave(found) ? finding : { ...finding, severity: 'warning' }
  })
  return {
    certificates: [
      {
        certificate,
        kind: wanted.machine === undefined ? 'shared' : 'machine',
        state: shown,
        ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
        ...(days === undefined ? {} : { days }),
        ...(issuer === undefined ? {} : { signedBy: commonNameOf(issuer) }),
        isOwn: issuer === own,
        names: wanted.names,
        consumers: planned.consumers,
      },
    ],
    diagnostics: [...missing, ...ending, ...unfit],
  }
}
