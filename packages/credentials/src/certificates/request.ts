// Asks the company's authority: keys stay here, requests go out, and signed certificates come back.

import type { Credentials } from '../store/document.js'
import type { Result } from '../store/result.js'
import type { Change } from '../store/store.js'
import { chosenCertificates } from './choose.js'
import type { Findings } from './folder.js'
import { fileIn, withFiles } from './issue.js'
import { chainOf, faultsOf, isGrave } from './judge.js'
import { readCertificates, readKey, type ReadCertificate } from './read.js'
import { dueIn, type Renewing } from './renew.js'
import { wantedCertificates, type Wanted, type CertifiedPlan } from './wanted.js'
import { newKey, printKey, printPem, writeRequest } from './write.js'

type Requested = {
  readonly requests: readonly {
    readonly certificate: string
    readonly file: string
    readonly text: string
  }[]
}

/** A key that waits for its certificate is asked for again: the request may have been lost. */
export function requestCertificates(
  plan: CertifiedPlan,
  credentials: Credentials,
  now: number,
  renewing: Renewing,
  find: Findings,
): Result<Change<Requested>> {
  const chosen = chosenCertificates(plan, renewing.names, find)
  if ('findings' in chosen) return chosen
  let current = credentials
  const requests = dueIn(credentials, chosen.value, now, renewing).map((wanted) => {
    const waiting = readKey(fileIn(current, wanted, 'request.key') ?? '')
    const key = waiting ?? newKey('P-256')
    if (waiting === undefined)
      current = withFiles(current, wanted, now, { 'request.key': printKey(key) })
    const content = writeRequest({ commonName: wanted.subject }, namesOf(wanted), key)
    const file = `${wanted.label.replaceAll('/', '.')}.csr`
    return { certificate: wanted.label, file, text: printPem('CERTIFICATE REQUEST', content) }
  })
  return { value: { credentials: current, made: { requests } } }
}

const namesOf = ({ names, shortNames }: Wanted): readonly string[] => [
  ...new Set([...names, ...shortNames]),
]

export type Given = { readonly file: string; readonly text: string }
type Imported = { readonly imported: readonly Wanted[] }

/** Takes every certificate that is given, or none and why. */
export function importCertificates(
  plan: CertifiedPlan,
  credentials: Credentials,
  now: number,
  given: readonly Given[],
  find: Findings,
): Result<Change<Imported>> {
  const read = given.map(({ file, text }) => ({ file, certificates: readCertificates(text) }))
  const all = read.flatMap(({ certificates = [] }) => certificates)
  const authorities = all.filter(({ isAuthority }) => isAuthority)
  const wanted = wantedCertificates(plan)
  const matched = all
    .filter(({ isAuthority }) => !isAuthority)
    .flatMap((leaf) => {
      const one = wanted.find((candidate) => awaits(credentials, candidate, leaf))
      return one === undefined ? [] : [{ wanted: one, leaf }]
    })
  const strangers = read.filter(
    ({ certificates = [] }) =>
      !certificates.some((one) => one.isAuthority || matched.some(({ leaf }) => leaf === one)),
  )
  const findings = [
    ...strangers.map(({ file }) => find('security/certificate-stranger', { file })),
    ...matched.flatMap((one) =>
      faultsIn(credentials, one.wanted, one.leaf, authorities, now).map(({ fault, detail }) =>
        find('security/certificate-unfit', { certificate: one.wanted.label, fault, detail }),
      ),
    ),
  ]
  if (findings.length > 0) return { findings }
  const taken = matched.reduce(
    (before, one) => withImported(before, one.wanted, one.leaf, authorities, now),
    credentials,
  )
  const made = { imported: matched.map((one) => one.wanted) }
  return { value: { credentials: matched.length === 0 ? credentials : taken, made } }
}

/** The key of a request, or the key in use where a certificate is only signed again. */
function awaits(credentials: Credentials, wanted: Wanted, { own }: ReadCertificate): boolean {
  return keyFiles.some((file) => {
    const key = readKey(fileIn(credentials, wanted, file) ?? '')
    return key !== undefined && own.checkPrivateKey(key)
  })
}

const keyFiles = ['request.key', 'tls.key'] as const

/** Those who are trusted: roots among what was given, or else what is trusted already. */
function trustedFor(
  credentials: Credentials,
  wanted: Wanted,
  authorities: readonly ReadCertificate[],
): readonly ReadCertificate[] {
  const roots = authorities.filter(({ own }) => own.checkIssued(own))
  if (roots.length > 0) return roots
  return readCertificates(fileIn(credentials, wanted, 'ca.crt') ?? '') ?? []
}

function faultsIn(
  credentials: Credentials,
  wanted: Wanted,
  leaf: ReadCertificate,
  authorities: readonly ReadCertificate[],
  now: number,
) {
  const trusted = trustedFor(credentials, wanted, authorities)
  const ended = leaf.until <= now ? [{ fault: 'ended', detail: '' } as const] : []
  return [...faultsOf(leaf, wanted, authorities, trusted, now).filter(isGrave), ...ended]
}

function withImported(
  credentials: Credentials,
  wanted: Wanted,
  leaf: ReadCertificate,
  authorities: readonly ReadCertificate[],
  now: number,
): Credentials {
  const trusted = trustedFor(credentials, wanted, authorities)
  const above = chainOf(leaf, authorities, trusted) ?? []
  const between = above.filter(({ own }) => !own.checkIssued(own))
  const requested = fileIn(credentials, wanted, 'request.key') ?? ''
  const key = readKey(requested)
  const isRequested = key !== undefined && leaf.own.checkPrivateKey(key)
  return withFiles(credentials, wanted, now, {
    'tls.crt': [leaf, ...between].map(({ pem }) => pem).join(''),
    'ca.crt': trusted.map(({ pem }) => pem).join(''),
    ...(isRequested ? { 'tls.key': requested } : {}),
  })
}
