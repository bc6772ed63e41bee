// Says which certificates a plan wants, one for the cluster and one for each machine, and where the store keeps them.

import { serviceNamesOf, type Certificate, type Plan } from '@llmflow/spec'

/** What certificates need to know of a plan. */
export type CertifiedPlan = Pick<
  Plan,
  'certificates' | 'workloads' | 'network' | 'domain' | 'placement' | 'edges' | 'recovery'
>

/** One certificate with a key of its own. */
export type Wanted = {
  /** `postgresql-tls`, or `postgresql-tls/db-01` for that of a machine. */
  readonly label: string
  readonly secret: string
  readonly machine?: string
  readonly subject: string
  readonly names: readonly string[]
  /** Names in a compose project, `opensearch`: held as far as the authority permits them, which it did not foresee. */
  readonly shortNames: readonly string[]
  readonly certificate: Certificate
}

export type CertificateFile = 'tls.crt' | 'tls.key' | 'ca.crt' | 'request.key'

/** A machine's own files stand under its name: a key with a slash is none of Kubernetes. */
export const keyOf = ({ machine }: Pick<Wanted, 'machine'>, file: CertificateFile): string =>
  machine === undefined ? file : `${machine}/${file}`

export function wantedCertificates(plan: CertifiedPlan): readonly Wanted[] {
  return Object.values(plan.certificates)
    .flatMap((certificate) => [sharedBy(plan, certificate), ...ofMachines(certificate)])
    .toSorted((left, right) => (left.label < right.label ? -1 : 1))
}

/** What a cluster or one machine with everything on it uses: there all consumers share a secret. */
function sharedBy({ workloads }: CertifiedPlan, certificate: Certificate): Wanted {
  const { secret, subject, names, consumers } = certificate
  const shortNames = consumers.flatMap((id) => {
    const workload = workloads[id]
    return workload === undefined ? [] : [id, ...serviceNamesOf(workload)]
  })
  return { label: secret, secret, subject, names, shortNames: unique(shortNames), certificate }
}

const ofMachines = (certificate: Certificate): readonly Wanted[] =>
  Object.entries(certificate.machines).map(([machine, names]) => ({
    label: `${certificate.secret}/${machine}`,
    secret: certificate.secret,
    machine,
    subject: names[0] ?? machine,
    names,
    shortNames: [],
    certificate,
  }))

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]
