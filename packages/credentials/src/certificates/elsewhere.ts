// Tells authorities that the company keeps from those that nobody has made yet.

import type { Credentials } from '../store/document.js'
import type { SecretsOfPlan } from '../values/keys.js'
import { authorityIn } from './authority.js'

/** No authority's key is kept here, and somebody else was asked for what it would sign. */
export function authoritiesElsewhere(
  { certificates }: Pick<SecretsOfPlan, 'certificates'>,
  credentials: Credentials,
): ReadonlySet<string> {
  if (Object.keys(credentials).some((secret) => isAuthority(credentials, secret))) return new Set()
  const asked = Object.values(certificates).filter(({ secret }) =>
    Object.keys(credentials[secret] ?? {}).some((key) => /(^|\/)(request|tls)\.key$/.test(key)),
  )
  return new Set(asked.map(({ issuer }) => issuer))
}

function isAuthority(credentials: Credentials, secret: string): boolean {
  const authority = authorityIn(credentials, secret)
  return authority?.key !== undefined && authority.certificate.isAuthority
}
