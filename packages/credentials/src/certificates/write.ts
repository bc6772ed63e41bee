// Writes what is signed: certificates of the authority, of servers and clients, and requests for them.

import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto'
import {
  bits,
  element,
  elementsIn,
  firstOf,
  flags,
  identifier,
  integer,
  moment,
  octets,
  sequence,
  set,
  truth,
  utf8,
} from './der.js'
import { generalName, nameTags, rangeOf, type Permitted } from './names.js'

/** Object identifiers of RFC 5280, 5480, 5758, 2985 and 4055. */
export const identifiers = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  names: '2.5.29.17',
  basic: '2.5.29.19',
  permitted: '2.5.29.30',
  authorityKey: '2.5.29.35',
  purposes: '2.5.29.37',
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
  requested: '1.2.840.113549.1.9.14',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  rsaWithSha256: '1.2.840.113549.1.1.11',
} as const

export const usages = { signature: 0, encipherment: 2, certificates: 5, revocations: 6 } as const

/** Who a certificate is for, as far as it fits into the subject. */
type Subject = { readonly organization?: string; readonly commonName?: string }

/** The most that X.509 allows for a common name; the names themselves count anyway. */
const commonNameLengthMax = 64

/**
 * P-384 for the authority, which lasts for years; P-256 for leaves, whose key works in every handshake and which every
 * TLS library has in constant time.
 */
export const newKey = (curve: 'P-256' | 'P-384'): KeyObject =>
  generateKeyPairSync('ec', { namedCurve: curve }).privateKey

/** PKCS8: every program reads this form, and OpenSearch no other. */
export const printKey = (key: KeyObject): string =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString()

export function printPem(label: 'CERTIFICATE' | 'CERTIFICATE REQUEST', content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

type Signed = {
  /** Of who it is about, as it is written into the certificate. */
  readonly name: Buffer
  readonly publicKey: KeyObject
  readonly from: number
  readonly until: number
  readonly extensions: readonly Buffer[]
}

/** Who signs: the name as it stands in its own certificate, and its key. */
export type Signer = { readonly name: Buffer; readonly key: KeyObject; readonly keyId: Buffer }

export function writeCertificate(
  { name, publicKey, from, until, extensions }: Signed,
  { name: issuer, key }: Pick<Signer, 'name' | 'key'>,
): Buffer {
  const algorithm = algorithmOf(key)
  const content = sequence(
    element(0xa0, integer(2)),
    integer(serial()),
    algorithm.name,
    issuer,
    sequence(moment(from), moment(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...extensions)),
  )
  return sequence(content, algorithm.name, bits(sign(algorithm.hash, content, key)))
}

/** 128 random bits, never zero nor negative: RFC 5280 (4.1.2.2) allows 160. */
function serial(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes
}

type Algorithm = { readonly name: Buffer; readonly hash: string }

function algorithmOf(key: KeyObject): Algorithm {
  if (key.asymmetricKeyType === 'rsa') {
    const nothing = Buffer.from([0x05, 0x00])
    return { name: sequence(identifier(identifiers.rsaWithSha256), nothing), hash: 'sha256' }
  }
  return key.asymmetricKeyDetails?.namedCurve === 'secp384r1'
    ? { name: sequence(identifier(identifiers.ecdsaWithSha384)), hash: 'sha384' }
    : { name: sequence(identifier(identifiers.ecdsaWithSha256)), hash: 'sha256' }
}

export function nameOf({ organization, commonName }: Subject): Buffer {
  const parts = [
    { type: identifiers.organization, value: organization },
    { type: identifiers.commonName, value: commonName },
  ]
  return sequence(
    ...parts.flatMap(({ type, value }) =>
      value === undefined || value.length > commonNameLengthMax
        ? []
        : [set(sequence(identifier(type), utf8(value)))],
    ),
  )
}

const isEmptyName = (subject: Subject): boolean => nameOf(subject).length === 2

/** A short name of a public key: the first 160 bits of its SHA-256, as in RFC 7093 (2, method 1). */
export function keyIdOf(publicKey: KeyObject): Buffer {
  const whole = firstOf(publicKey.export({ type: 'spki', format: 'der' }))
  const key = elementsIn(whole?.content ?? Buffer.alloc(0))
    .at(1)
    ?.content.subarray(1)
  return createHash('sha256')
    .update(key ?? Buffer.alloc(0))
    .digest()
    .subarray(0, 20)
}

function extension(type: string, isCritical: boolean, content: Buffer): Buffer {
  return sequence(identifier(type), ...(isCritical ? [truth] : []), octets(content))
}

/** Signs servers and clients, and only within what is permitted; `below` is how many authorities it may sign. */
export function authorityExtensions(
  publicKey: KeyObject,
  permitted: Permitted,
  below: number,
): readonly Buffer[] {
  return [
    extension(identifiers.basic, true, sequence(truth, integer(below))),
    extension(identifiers.keyUsage, true, flags([usages.certificates, usages.revocations])),
    extension(identifiers.subjectKey, false, octets(keyIdOf(publicKey))),
    extension(identifiers.permitted, true, constraints(permitted)),
  ]
}

function constraints({ hosts, ranges }: Permitted): Buffer {
  const subtrees = [
    ...hosts.map((host) => element(nameTags.host, Buffer.from(host, 'ascii'))),
    ...ranges.map(rangeOf).map(({ address, mask }) => element(nameTags.address, address, mask)),
  ]
  return sequence(element(0xa0, ...subtrees.map((subtree) => sequence(subtree))))
}

/** Whose key signed it, for those who know several of one name. */
export const authorityKeyExtension = ({ keyId }: Pick<Signer, 'keyId'>): Buffer =>
  extension(identifiers.authorityKey, false, sequence(element(0x80, keyId)))

/** For both ends of a connection: members of a store are servers and clients of one another. */
export function leafExtensions(
  subject: Subject,
  names: readonly string[],
  publicKey: KeyObject,
  signer: Signer,
): readonly Buffer[] {
  return [
    authorityKeyExtension(signer),
    extension(identifiers.subjectKey, false, octets(keyIdOf(publicKey))),
    ...requestedExtensions(subject, names),
  ]
}

const requestedExtensions = (subject: Subject, names: readonly string[]): readonly Buffer[] => [
  extension(identifiers.basic, true, sequence()),
  extension(identifiers.keyUsage, true, flags([usages.signature])),
  extension(
    identifiers.purposes,
    false,
    sequence(identifier(identifiers.server), identifier(identifiers.client)),
  ),
  // Without a subject the names are all there is, and RFC 5280 (4.2.1.6) wants them critical.
  extension(identifiers.names, isEmptyName(subject), sequence(...names.map(generalName))),
]

/** A request in the form of RFC 2986, with the names that the certificate shall hold. */
export function writeRequest(subject: Subject, names: readonly string[], key: KeyObject): Buffer {
  const algorithm = algorithmOf(key)
  const content = sequence(
    integer(0),
    nameOf(subject),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    element(
      0xa0,
      sequence(
        identifier(identifiers.requested),
        set(sequence(...requestedExtensions(subject, names))),
      ),
    ),
  )
  return sequence(content, algorithm.name, bits(sign(algorithm.hash, content, key)))
}
