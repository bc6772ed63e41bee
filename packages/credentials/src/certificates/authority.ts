// Makes the authority that signs a platform's certificates, and says whom it may sign.

import { createPublicKey, type KeyObject } from 'node:crypto'
import { days } from '@llmflow/spec'
import type { Credentials, StoredValue } from '../store/document.js'
import { isAddress, isBelow, isInRange, rangeOf, type Permitted } from './names.js'
import { readCertificates, readKey, type ReadCertificate } from './read.js'
import {
  authorityExtensions,
  authorityKeyExtension,
  keyIdOf,
  nameOf,
  newKey,
  printKey,
  printPem,
  writeCertificate,
  type Signer,
} from './write.js'
import { wantedCertificates, type CertifiedPlan } from './wanted.js'

/** Long enough that nobody has to change what every client trusts; leaves are renewed all the time. */
const authorityLifetime = days(3650)

/** Clocks of machines that start together differ by minutes. */
export const clockSkew = 5 * 60_000

export const stored = (value: string, now: number): StoredValue => ({
  value,
  made: new Date(now).toISOString(),
})

/** A value in the place of another, which is kept. */
export const succeeding = (before: StoredValue, next: StoredValue): StoredValue => ({
  ...next,
  rotated: next.made,
  previous: { value: before.value, made: before.made },
})

export type Authority = {
  readonly certificate: ReadCertificate
  /** Certificates between it and a root, for those who know only the root. */
  readonly chain: readonly ReadCertificate[]
  /** Absent where the company keeps it. */
  readonly key?: KeyObject
}

/** The keys of an authority's secret; from the third on only while it is being replaced. */
export const authorityKeys = {
  certificate: 'tls.crt',
  key: 'tls.key',
  nextCertificate: 'next.crt',
  nextKey: 'next.key',
  previousCertificate: 'previous.crt',
  bridge: 'bridge.crt',
} as const

export function authorityIn(credentials: Credentials, issuer: string): Authority | undefined {
  const own = credentials[issuer]
  const read = readCertificates(own?.[authorityKeys.certificate]?.value ?? '')
  const [certificate, ...rest] = read ?? []
  if (certificate === undefined) return undefined
  const key = readKey(own?.[authorityKeys.key]?.value ?? '')
  const isOwn = key !== undefined && certificate.own.checkPrivateKey(key)
  const bridge = readCertificates(own?.[authorityKeys.bridge]?.value ?? '') ?? []
  return {
    certificate,
    chain: [...[certificate, ...rest].filter((one) => !isRoot(one)), ...bridge],
    ...(isOwn ? { key } : {}),
  }
}

/** Whether something is kept as the authority that is none: it stays until somebody has looked at it. */
export function isAuthorityDamaged(credentials: Credentials, issuer: string): boolean {
  const own = credentials[issuer] ?? {}
  const isKept = [authorityKeys.certificate, authorityKeys.key].some(
    (key) => own[key] !== undefined,
  )
  return isKept && authorityIn(credentials, issuer) === undefined
}

export const isRoot = ({ own }: ReadCertificate): boolean => own.checkIssued(own)

/** What clients trust: the authority, and beside it the one that follows or went before. */
export function trustOf(credentials: Credentials, issuer: string): string {
  const own = credentials[issuer] ?? {}
  const { certificate, nextCertificate, previousCertificate } = authorityKeys
  const known = [certificate, nextCertificate, previousCertificate].flatMap(
    (key) => readCertificates(own[key]?.value ?? '') ?? [],
  )
  const roots = known.filter(isRoot)
  return (roots.length > 0 ? roots : known).map(({ pem }) => pem).join('')
}

export const signerOf = ({ certificate }: Authority, key: KeyObject): Signer => ({
  name: certificate.subjectName,
  key,
  keyId: certificate.keyId ?? keyIdOf(createPublicKey(key)),
})

/** A new authority in PEM. Part of its key's name keeps two of one platform apart. */
export function newAuthority(
  plan: CertifiedPlan,
  issuer: string,
  now: number,
): { readonly certificate: string; readonly key: string } {
  const key = newKey('P-384')
  const publicKey = createPublicKey(key)
  const mark = keyIdOf(publicKey).toString('hex').slice(0, 8)
  const subject = { organization: plan.domain, commonName: `${issuer} ${mark}` }
  const name = nameOf(subject)
  const content = writeCertificate(
    {
      name,
      publicKey,
      from: now - clockSkew,
      until: now + authorityLifetime,
      // One below it: the authority that follows, for those who do not know that one yet.
      extensions: authorityExtensions(publicKey, permittedBy(plan), 1),
    },
    { name, key },
  )
  return { certificate: printPem('CERTIFICATE', content), key: printKey(key) }
}

/** The next authority as the old one vouches for it: who trusts the old alone believes what the next has signed. */
export function vouchedFor(
  plan: CertifiedPlan,
  old: Authority,
  next: ReadCertificate,
  now: number,
): string | undefined {
  if (old.key === undefined || (old.certificate.authoritiesMax ?? 1) < 1) return undefined
  const { publicKey } = next.own
  const signer = signerOf(old, old.key)
  const content = writeCertificate(
    {
      name: next.subjectName,
      publicKey,
      from: now - clockSkew,
      until: Math.min(old.certificate.until, next.until),
      extensions: [
        authorityKeyExtension(signer),
        ...authorityExtensions(publicKey, permittedBy(plan), 0),
      ],
    },
    signer,
  )
  return printPem('CERTIFICATE', content)
}

/**
 * Users' machines trust this authority. Limited to the platform's own names, whoever steals its key is no bank and no
 * other server of the company.
 */
function permittedBy(plan: CertifiedPlan): Permitted {
  const { clusterDomain, ranges, podRange, serviceRange } = plan.network
  const wanted = wantedCertificates(plan).flatMap(({ names, shortNames }) => [
    ...names,
    ...shortNames,
  ])
  const named = wanted.filter((name) => !isAddress(name)).map(withoutStar)
  const hosts = unique([plan.domain, clusterDomain, 'svc', 'localhost'])
  const own = unique([...Object.values(ranges), podRange, serviceRange, '127.0.0.0/8'])
  return {
    hosts: unique([...hosts, ...named.filter((name) => !isIn(name, hosts))]),
    ranges: unique([...own, ...wanted.filter((name) => isAddress(name) && !isWithin(name, own))]),
  }
}

const withoutStar = (name: string): string => name.replace(/^\*\./, '')

const isIn = (name: string, hosts: readonly string[]): boolean =>
  hosts.some((host) => isBelow(name, host))

const isWithin = (address: string, ranges: readonly string[]): boolean =>
  ranges.some((range) => isInRange(address, rangeOf(range)))

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

/** Names that an authority must not sign. */
export function forbiddenNames(
  { permittedHosts, permittedRanges }: ReadCertificate,
  names: readonly string[],
): readonly string[] {
  return names.filter((name) =>
    isAddress(name)
      ? permittedRanges !== undefined && !permittedRanges.some((range) => isInRange(name, range))
      : permittedHosts !== undefined && !isIn(withoutStar(name), permittedHosts),
  )
}
