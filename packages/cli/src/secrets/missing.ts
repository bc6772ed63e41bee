// Says of a key without a value who gives it one: a person, or another command.

import { diagnostic, type Diagnostic, type Plan } from '@llmflow/spec'
import type { KeyName } from '@llmflow/credentials'

export function missingAt(plan: Plan, { secret, key }: KeyName, store: string): Diagnostic {
  const rule = plan.secrets[secret]?.keys[key]
  const isIssued = isMadeByCerts(plan, secret)
  const params = {
    secret,
    key,
    purpose: isIssued ? 'llmflow certs init' : (rule?.purpose ?? ''),
    isGiven: !isIssued && rule?.format === 'given',
  }
  return diagnostic(
    'security/credential-missing',
    { document: store, offset: 0, length: 1 },
    params,
  )
}

/** Certificates, and the authority that signs them. */
export const isMadeByCerts = ({ certificates }: Plan, secret: string): boolean =>
  Object.values(certificates).some((one) => one.secret === secret || one.issuer === secret)
