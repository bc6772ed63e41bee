// Lists the secrets and certificates that services read as files.

import {
  serviceNamesOf,
  type Certificate,
  type Plan,
  type SecretKey,
  type Workload,
} from '@llmflow/spec'

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

/** The secrets that services read, each with those who do. */
export function carriedSecrets({ workloads, secrets }: Plan): Pick<Plan, 'secrets'> {
  const read = Object.values(workloads).flatMap((workload) =>
    secretsReadBy(workload).map((secret) => ({ secret, workload: workload.id })),
  )
  return {
    secrets: Object.fromEntries(
      Object.entries(secrets).flatMap(([name, planned]) => {
        const consumers = read
          .filter(({ secret }) => secret === name)
          .map(({ workload }) => ({ workload, namespace: '', key: '*' }))
        return consumers.length === 0 ? [] : [[name, { ...planned, consumers }] as const]
      }),
    ),
  }
}

const secretsReadBy = ({ environment = {}, volumes = [] }: Workload): readonly string[] => [
  ...Object.values(environment).flatMap((text) =>
    text.flatMap((part) => (typeof part !== 'string' && part.kind === 'secret' ? part.secret : [])),
  ),
  ...volumes.flatMap((volume) => (volume.kind === 'secret' ? volume.secret : [])),
]

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
