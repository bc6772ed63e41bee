// Writes values as files that a playbook copies to the machines that read them.

import type { Plan } from '@llmflow/spec'
import type { Credentials } from '../store/document.js'
import type { KeyName } from '../values/keys.js'
import { filesAt, lacking, type ValueForm } from './form.js'

/** The folder of the rendered machines. */
const folder = 'hosts'
const closed = { mode: 0o600, folderMode: 0o700 } as const

type Read = Pick<Plan, 'secrets' | 'workloads' | 'certificates'>

export function hostsForm(plan: Read, credentials: Credentials): ValueForm {
  const values = Object.entries(plan.secrets).flatMap(([secret, { keys, consumers }]) =>
    Object.keys(keys)
      .filter((key) =>
        consumers.some((one) => isOf(one.key, key) && runsOnMachines(plan, one.workload)),
      )
      .map((key) => ({ secret, key })),
  )
  const files = [...values, ...certificateKeys(plan, credentials)]
  return {
    files: filesAt(credentials, files.map(placeOf), closed),
    missing: lacking(credentials, values),
    ignored: { folder, patterns: ['/secrets/'] },
  }
}

const placeOf = ({ secret, key }: KeyName) => ({
  secret,
  key,
  path: `${folder}/secrets/${secret}/${key}`,
})

const isOf = (read: string, key: string): boolean => read === '*' || read === key

const runsOnMachines = ({ workloads }: Read, id: string): boolean =>
  workloads[id]?.runsOn === 'hosts'

/** Those of machines, each under the name of its own; none of a request that waits for the company's signature. */
function certificateKeys({ certificates }: Read, credentials: Credentials): readonly KeyName[] {
  return Object.values(certificates)
    .filter(({ machines }) => Object.keys(machines).length > 0)
    .flatMap(({ secret, machines }) =>
      Object.keys(credentials[secret] ?? {})
        .filter((key) => Object.keys(machines).some((machine) => key.startsWith(`${machine}/`)))
        .filter((key) => /\/(tls\.crt|tls\.key|ca\.crt)$/.test(key))
        .map((key) => ({ secret, key })),
    )
}
