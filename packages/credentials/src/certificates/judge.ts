// Judges a certificate: whether it is whole, trusted, in time and for the names that the plan wants.

import type { CertificateFault } from '@llmflow/spec'
import type { Credentials } from '../store/document.js'
import { forbiddenNames, isRoot } from './authority.js'
import { dayOf } from './days.js'
import { isHeld } from './names.js'
import { fileIn } from './issue.js'
import { readCertificates, readKey, type ReadCertificate } from './read.js'
import type { Wanted } from './wanted.js'
import { identifiers, usages } from './write.js'

export type Fault = { readonly fault: CertificateFault; readonly detail: string }

/** What concerns a compose project alone makes a certificate no worse elsewhere; another authority may be meant. */
export const isGrave = ({ fault: name }: Fault): boolean =>
  name !== 'short-names' && name !== 'elsewhere'

export type Judged = {
  readonly wanted: Wanted
  /** `requested`: its key is here, and the company's authority has not signed it yet. */
  readonly state: 'missing' | 'requested' | 'present'
  readonly until?: number
  readonly issuer?: string
  readonly faults: readonly Fault[]
}

export function judge(credentials: Credentials, wanted: Wanted, now: number): Judged {
  const text = fileIn(credentials, wanted, 'tls.crt')
  if (text === undefined) {
    const isRequested = fileIn(credentials, wanted, 'request.key') !== undefined
    return { wanted, state: isRequested ? 'requested' : 'missing', faults: [] }
  }
  const [leaf, ...between] = readCertificates(text) ?? []
  if (leaf === undefined) return present(wanted, [{ fault: 'unreadable', detail: 'tls.crt' }])
  const key = readKey(fileIn(credentials, wanted, 'tls.key') ?? '')
  const trusted = readCertificates(fileIn(credentials, wanted, 'ca.crt') ?? '') ?? []
  const faults = [
    ...(key !== undefined && leaf.own.checkPrivateKey(key) ? [] : [fault('key')]),
    ...faultsOf(leaf, wanted, between, trusted, now),
  ]
  return { ...present(wanted, faults), until: leaf.until, issuer: leaf.own.issuer }
}

const present = (wanted: Wanted, faults: readonly Fault[]): Judged => ({
  wanted,
  state: 'present',
  faults,
})

const fault = (name: CertificateFault, detail = ''): Fault => ({ fault: name, detail })

/** What is wrong with a certificate apart from its key. */
export function faultsOf(
  leaf: ReadCertificate,
  { names, shortNames }: Pick<Wanted, 'names' | 'shortNames'>,
  between: readonly ReadCertificate[],
  trusted: readonly ReadCertificate[],
  now: number,
): readonly Fault[] {
  const lacking = names.filter((name) => !isHeld(name, leaf.names))
  const short = shortNames.filter((name) => !isHeld(name, leaf.names))
  const chain = chainOf(leaf, between, trusted)
  const above = chain ?? []
  const forbidden = above.flatMap((authority) => forbiddenNames(authority, leaf.names))
  const ended = above.filter(({ until }) => until <= now)
  const outlived = above.filter(({ until }) => until > now && until < leaf.until)
  return [
    ...(lacking.length > 0 ? [fault('names', lacking.join(', '))] : []),
    ...(short.length > 0 ? [fault('short-names', short.join(', '))] : []),
    ...(chain === undefined ? [fault('chain', commonNameOf(leaf.own.issuer))] : []),
    ...(ended.length > 0 ? [fault('authority-ended', namesOf(ended))] : []),
    ...(outlived.length > 0 ? [fault('outlives', namesOf(outlived))] : []),
    ...(forbidden.length > 0 ? [fault('forbidden', [...new Set(forbidden)].join(', '))] : []),
    ...(leaf.from > now ? [fault('not-yet', dayOf(leaf.from))] : []),
    ...usageFaults(leaf),
    ...[leaf, ...above].flatMap(weakness).slice(0, 1),
  ]
}

const namesOf = (authorities: readonly ReadCertificate[]): string =>
  authorities.map(({ own }) => commonNameOf(own.subject)).join(', ')

/** Node prints one part of a name a line. */
export function commonNameOf(name: string): string {
  const parts = name.split('\n')
  const common = parts.find((part) => part.startsWith('CN='))
  return common?.slice(3) ?? parts.join(', ')
}

/** Who vouches for whom up to one that is trusted; undefined where nobody does. */
export function chainOf(
  leaf: ReadCertificate,
  between: readonly ReadCertificate[],
  trusted: readonly ReadCertificate[],
): readonly ReadCertificate[] | undefined {
  const anchors = new Set(trusted.map(({ own }) => own.fingerprint256))
  const above: ReadCertificate[] = []
  let current = leaf
  while (!anchors.has(current.own.fingerprint256)) {
    const next = [...trusted, ...between].find((one) => signed(one, current, above.length))
    if (next === undefined || above.includes(next)) return undefined
    above.push(next)
    current = next
  }
  return above
}

/** `below` authorities stand between it and the certificate that is asked about. */
function signed(authority: ReadCertificate, signedOne: ReadCertificate, below: number): boolean {
  const { own, usages: allowed, authoritiesMax = Infinity } = authority
  return (
    own.ca &&
    (allowed === undefined || allowed.includes(usages.certificates)) &&
    authoritiesMax >= below &&
    signedOne.own.checkIssued(own) &&
    signedOne.own.verify(own.publicKey)
  )
}

function usageFaults({ own, usages: allowed, purposes }: ReadCertificate): readonly Fault[] {
  const { server, client } = identifiers
  const lacking = [
    ...(own.ca ? ['CA:FALSE'] : []),
    ...(allowed === undefined || allowed.includes(usages.signature) ? [] : ['digitalSignature']),
    ...(purposes === undefined || purposes.includes(server) ? [] : ['serverAuth']),
    ...(purposes === undefined || purposes.includes(client) ? [] : ['clientAuth']),
  ]
  return lacking.length > 0 ? [fault('usage', lacking.join(', '))] : []
}

/** Signatures with MD5 and SHA-1, by RFC 8017 and RFC 3279. */
const weakAlgorithms = new Map([
  ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption'],
  ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
  ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
])
const rsaBitsMin = 2048

/** A root's own signature protects nothing: whoever has it trusts it by itself. */
function weakness(certificate: ReadCertificate): readonly Fault[] {
  const algorithm = isRoot(certificate) ? undefined : weakAlgorithms.get(certificate.algorithm)
  if (algorithm !== undefined) return [fault('algorithm', algorithm)]
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.own.publicKey
  const bits = asymmetricKeyDetails?.modulusLength ?? Infinity
  return asymmetricKeyType === 'rsa' && bits < rsaBitsMin ? [fault('algorithm', `RSA ${bits}`)] : []
}
