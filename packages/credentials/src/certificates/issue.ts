// Issues certificates by the platform's own authority.

import { createPublicKey } from 'node:crypto'
import type { Credentials, StoredValue } from '../store/document.js'
import {
  clockSkew,
  forbiddenNames,
  signerOf,
  stored,
  succeeding,
  trustOf,
  type Authority,
} from './authority.js'
import { keyOf, type CertificateFile, type Wanted } from './wanted.js'
import { leafExtensions, nameOf, newKey, printKey, printPem, writeCertificate } from './write.js'

/** A certificate with a new key; it never outlives who signed it. Undefined where the authority's key is elsewhere. */
export function issued(
  credentials: Credentials,
  wanted: Wanted,
  authority: Authority,
  now: number,
): Credentials | undefined {
  if (authority.key === undefined) return undefined
  const signer = signerOf(authority, authority.key)
  const key = newKey('P-256')
  const publicKey = createPublicKey(key)
  const subject = { commonName: wanted.subject }
  const refused = new Set(forbiddenNames(authority.certificate, wanted.shortNames))
  const shortNames = wanted.shortNames.filter((name) => !refused.has(name))
  const names = [...new Set([...wanted.names, ...shortNames])]
  const content = writeCertificate(
    {
      name: nameOf(subject),
      publicKey,
      from: now - clockSkew,
      until: Math.min(now + wanted.certificate.lifetime, authority.certificate.until),
      extensions: leafExtensions(subject, names, publicKey, signer),
    },
    signer,
  )
  const chain = authority.chain.map(({ pem }) => pem).join('')
  return withFiles(credentials, wanted, now, {
    'tls.crt': printPem('CERTIFICATE', content) + chain,
    'tls.key': printKey(key),
    'ca.crt': trustOf(credentials, wanted.certificate.issuer),
  })
}

/** The values with these files of one certificate; with another key nobody waits for what was requested before. */
export function withFiles(
  credentials: Credentials,
  wanted: Wanted,
  now: number,
  files: { readonly [F in CertificateFile]?: string },
): Credentials {
  const before = credentials[wanted.secret] ?? {}
  const { [keyOf(wanted, 'request.key')]: _requested, ...others } = before
  const written = Object.entries(files).map(([file, value]): [string, StoredValue] => {
    const key = wanted.machine === undefined ? file : `${wanted.machine}/${file}`
    return [key, replaced(before[key], value, now)]
  })
  const kept = files['tls.key'] === undefined ? before : others
  return { ...credentials, [wanted.secret]: { ...kept, ...Object.fromEntries(written) } }
}

/** The value before stays beside it: who puts files in place knows by it that what lies there is ours. */
function replaced(before: StoredValue | undefined, value: string, now: number): StoredValue {
  if (before === undefined) return stored(value, now)
  return before.value === value ? before : succeeding(before, stored(value, now))
}

export const fileIn = (
  credentials: Credentials,
  wanted: Wanted,
  file: CertificateFile,
): string | undefined => credentials[wanted.secret]?.[keyOf(wanted, file)]?.value
