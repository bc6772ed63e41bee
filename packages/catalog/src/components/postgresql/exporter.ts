// Says how the exporter beside each server starts, in an image and on a machine.

import { text, type HostProgram } from '@llmflow/spec'
import { serverOfSamePlace } from '../../beside.js'

export const exporterCertificateFolder = '/etc/postgres-exporter/certificate'

export function readOwnServer(isSecured: boolean): string {
  const safety = isSecured
    ? `sslmode=verify-full&sslrootcert=${exporterCertificateFolder}/ca.crt`
    : 'sslmode=disable'
  return [
    serverOfSamePlace,
    `export DATA_SOURCE_URI="$1/postgres?${safety}"`,
    'exec /bin/postgres_exporter',
  ].join('\n')
}

const program = '/usr/local/lib/llmflow/postgresql-exporter/postgres_exporter'

/** Debian 12 has 0.11.1, which knows neither the lag of a replica nor its own errors by the names that alerts read. */
export const exporterProgram = (isSecured: boolean): HostProgram => ({
  packages: ['skopeo'],
  programs: { '/bin/postgres_exporter': program },
  accounts: ['postgres-exporter'],
  user: 'postgres-exporter',
  group: 'postgres-exporter',
  command: [text`/bin/sh`, text`-c`, text`${readOwnServer(isSecured)}`],
  paths: { '/bin/postgres_exporter': program },
})
