// Issues certificates by the platform's own authority.

import { createPublicKey } from 'node:crypto'
import type { Credentials } from '../store/document.js'
import {
  clockSkew,
  forbiddenNames,
  signerOf,
  stored,
  trustOf,
  type Authority,
} from './authority.js'
import { keyOf, type CertificateFile, type Wanted } from './wanted.js'
import { leafExtensions, newKey, printKey, printPem, writeCertificate } from './write.js'

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
      subject,
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

/** The values with these files of one certificate; what was requested for it before is no longer awaited. */
export function withFiles(
  credentials: Credentials,
  wanted: Wanted,
  now: number,
  files: { readonly [F in CertificateFile]?: string },
): Credentials {
  const { [keyOf(wanted, 'request.key')]: _requested, ...kept } = credentials[wanted.secret] ?? {}
  const written = Object.entries(files).map(([file, value]) => [
    wanted.machine === undefined ? file : `${wanted.machine}/${file}`,
    stored(value, now),
  ])
  return { ...credentials, [wanted.secret]: { ...kept, ...Object.fromEntries(written) } }
}

export const fileIn = (
  credentials: Credentials,
  wanted: Wanted,
  file: CertificateFile,
): string | undefined => credentials[wanted.secret]?.[keyOf(wanted, file)]?.value
