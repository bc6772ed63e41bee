// Writes values as files that a playbook copies to the machines that read them.

import type { Plan } from '@llmflow/spec'
import type { Credentials } from '../store/document.js'
import type { KeyName } from '../values/keys.js'
import { certificatesAt, filesAt, lacking, type ValueForm } from './form.js'

/** The folder of the rendered machines. */
const folder = 'hosts'
const closed = { mode: 0o600, folderMode: 0o700 } as const

type Read = Pick<Plan, 'secrets' | 'workloads' | 'certificates' | 'registry'>

export function hostsForm(plan: Read, credentials: Credentials): ValueForm {
  const [values, certificates] = [keysOnMachines(plan), certificateKeys(plan)]
  return {
    files: [
      ...filesAt(credentials, values.map(placeOf), closed),
      ...certificatesAt(credentials, certificates.map(placeOf), closed),
    ],
    missing: lacking(credentials, [...values, ...certificates]),
    ignored: { folder, patterns: ['/secrets/'] },
  }
}

/** What programs on machines read, and what their container runtime shows to the registry. */
function keysOnMachines({ secrets, workloads, registry }: Read): readonly KeyName[] {
  return Object.entries(secrets).flatMap(([secret, { keys, consumers }]) => {
    const readers = consumers.filter(({ workload }) => workloads[workload]?.runsOn === 'hosts')
    return Object.keys(keys)
      .filter((key) => secret === registry?.pullSecret || readers.some((one) => isOf(one.key, key)))
      .map((key) => ({ secret, key }))
  })
}

const placeOf = ({ secret, key }: KeyName) => ({
  secret,
  key,
  path: `${folder}/secrets/${secret}/${key}`,
})

const isOf = (read: string, key: string): boolean => read === '*' || read === key

/** A machine's own certificates, each under its name. */
function certificateKeys({ certificates }: Read): readonly KeyName[] {
  return Object.values(certificates).flatMap(({ secret, machines }) =>
    Object.keys(machines).flatMap((machine) =>
      ['tls.crt', 'tls.key', 'ca.crt'].map((file) => ({ secret, key: `${machine}/${file}` })),
    ),
  )
}
