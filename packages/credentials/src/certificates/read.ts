// Reads certificates and keys from PEM, with what Node's own reader does not tell of them.

import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { elementsIn, firstOf, readFlags, readIdentifier, tags, type Element } from './der.js'
import { nameTags, type Range } from './names.js'
import { identifiers } from './write.js'

export type ReadCertificate = {
  readonly pem: string
  readonly own: X509Certificate
  readonly from: number
  readonly until: number
  /** Hosts and addresses that it is for. */
  readonly names: readonly string[]
  /** Undefined where it does not limit its use. */
  readonly usages: readonly number[] | undefined
  readonly purposes: readonly string[] | undefined
  readonly isAuthority: boolean
  /** How many authorities may stand below it; undefined where it does not say. */
  readonly authoritiesMax: number | undefined
  /** Names below it; undefined where it permits all. */
  readonly permittedHosts: readonly string[] | undefined
  readonly permittedRanges: readonly Range[] | undefined
  /** The identifier of the algorithm of its signature. */
  readonly algorithm: string
  /** The name of who it is about, as it stands there. */
  readonly subjectName: Buffer
  /** The short name of its key that those who it signed refer to. */
  readonly keyId: Buffer | undefined
}

const certificatePattern = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Every certificate of a text, in order; undefined when one of them cannot be read, or there is none. */
export function readCertificates(text: string): readonly ReadCertificate[] | undefined {
  const found = (text.match(certificatePattern) ?? []).map(readCertificate)
  const read = found.flatMap((certificate) => certificate ?? [])
  return read.length === 0 || read.length < found.length ? undefined : read
}

function readCertificate(text: string): ReadCertificate | undefined {
  try {
    const own = new X509Certificate(text)
    // Keys of a kind that this Node does not know are found here, and not in the middle of a check.
    return own.publicKey.type === 'public'
      ? { pem: own.toString(), own, ...detailsOf(own) }
      : undefined
  } catch {
    return undefined
  }
}

export function readKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text)
  } catch {
    return undefined
  }
}

function detailsOf(own: X509Certificate): Omit<ReadCertificate, 'pem' | 'own'> {
  const [content, algorithm] = insideOf(firstOf(own.raw))
  // The version comes first where it is not the oldest; then serial, algorithm, issuer, validity, subject.
  const fields = insideOf(content)
  const first = fields[0]?.tag === 0xa0 ? 1 : 0
  const extensions = extensionsOf(fields.find(({ tag }) => tag === 0xa3))
  const permitted = insideOf(extensions.get(identifiers.permitted))
    .filter(({ tag }) => tag === 0xa0)
    .flatMap(insideOf)
    .flatMap((subtree) => insideOf(subtree).slice(0, 1))
  return {
    from: Date.parse(own.validFrom),
    until: Date.parse(own.validTo),
    names: insideOf(extensions.get(identifiers.names)).flatMap(readName),
    usages: maybe(extensions.get(identifiers.keyUsage), readFlags),
    purposes: maybe(extensions.get(identifiers.purposes), (list) =>
      insideOf(list).map(readIdentifier),
    ),
    isAuthority: own.ca,
    authoritiesMax: insideOf(extensions.get(identifiers.basic))
      .filter(({ tag }) => tag === tags.integer)
      .map(({ content: digits }) => digits.at(-1) ?? 0)[0],
    permittedHosts: present(
      permitted
        .filter(({ tag }) => tag === nameTags.host)
        .map(({ content: host }) => host.toString('ascii')),
    ),
    permittedRanges: present(permitted.filter(({ tag }) => tag === nameTags.address).map(rangeIn)),
    algorithm: maybe(insideOf(algorithm)[0], readIdentifier) ?? '',
    keyId: extensions.get(identifiers.subjectKey)?.content,
    subjectName: fields[first + 4]?.whole ?? Buffer.alloc(0),
  }
}

const insideOf = (element: Element | undefined): readonly Element[] =>
  element === undefined ? [] : elementsIn(element.content)

const maybe = <Value>(
  element: Element | undefined,
  read: (element: Element) => Value,
): Value | undefined => (element === undefined ? undefined : read(element))

const present = <Value>(list: readonly Value[]): readonly Value[] | undefined =>
  list.length === 0 ? undefined : list

/** What each extension holds, by its identifier. */
function extensionsOf(list: Element | undefined): ReadonlyMap<string, Element> {
  return new Map(
    insideOf(insideOf(list)[0]).flatMap((extension): [string, Element][] => {
      const parts = insideOf(extension)
      const [type] = parts
      const content = firstOf(parts.at(-1)?.content ?? Buffer.alloc(0))
      return type === undefined || content === undefined ? [] : [[readIdentifier(type), content]]
    }),
  )
}

function readName({ tag, content }: Element): readonly string[] {
  if (tag === nameTags.host) return [content.toString('ascii')]
  return tag === nameTags.address ? [printAddress(content)] : []
}

function printAddress(octets: Buffer): string {
  if (octets.length === 4) return [...octets].join('.')
  return Array.from({ length: octets.length / 2 }, (_, index) =>
    octets.readUInt16BE(index * 2).toString(16),
  ).join(':')
}

const rangeIn = ({ content }: Element): Range => ({
  address: content.subarray(0, content.length / 2),
  mask: content.subarray(content.length / 2),
})
