// Chooses certificates by the names that a person gave.

import { nearest } from '@llmflow/spec'
import type { Result } from '../store/result.js'
import type { Findings } from './folder.js'
import { wantedCertificates, type Wanted, type CertifiedPlan } from './wanted.js'

/** All without names. `postgresql-tls` stands for those of every machine, too. */
export function chosenCertificates(
  plan: CertifiedPlan,
  given: readonly string[],
  find: Findings,
): Result<readonly Wanted[]> {
  const wanted = wantedCertificates(plan)
  const known = [...new Set(wanted.flatMap(({ label, secret }) => [label, secret]))]
  const unknown = given.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const findings = unknown.map((certificate) =>
      find('security/certificate-unknown', {
        certificate,
        suggestion: nearest(certificate, known),
      }),
    )
    return { findings }
  }
  if (given.length === 0) return { value: wanted }
  return {
    value: wanted.filter(({ label, secret }) => given.includes(label) || given.includes(secret)),
  }
}
