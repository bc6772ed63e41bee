// Lists the secrets and certificates that services read as files.

import type { Certificate, Plan, SecretKey } from '@llmflow/spec'
import { serviceNamesOf } from './naming.js'

export type SecretFile = {
  readonly secret: string
  readonly key: string
  readonly rule: SecretKey
}

const mountedSecrets = ({ workloads }: Plan): ReadonlySet<string> =>
  new Set(
    Object.values(workloads).flatMap(({ volumes = [] }) =>
      volumes.flatMap((volume) => (volume.kind === 'secret' ? [volume.secret] : [])),
    ),
  )

/** A file for each key of a mounted secret; certificates are made otherwise. */
export function secretFilesOf(plan: Plan): readonly SecretFile[] {
  const issued = new Set(certificatesOf(plan).map(({ secret }) => secret))
  return [...mountedSecrets(plan)].toSorted().flatMap((secret) =>
    issued.has(secret)
      ? []
      : Object.entries(plan.secrets[secret]?.keys ?? {}).map(([key, rule]) => ({
          secret,
          key,
          rule,
        })),
  )
}

/** The certificates that somebody mounts. */
export function certificatesOf(plan: Plan): readonly Certificate[] {
  const mounted = mountedSecrets(plan)
  return Object.values(plan.certificates).filter(({ secret }) => mounted.has(secret))
}

/** The names of the plan, and those that its consumers have here. */
export function certificateNames({ workloads }: Plan, certificate: Certificate): readonly string[] {
  const own = certificate.consumers.flatMap((id) => {
    const workload = workloads[id]
    return workload === undefined ? [] : [id, ...serviceNamesOf(workload)]
  })
  return [...new Set([...certificate.names, ...own])]
}
