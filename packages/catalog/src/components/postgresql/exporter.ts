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

/** Debian's own package (packages.debian.org/bookworm/prometheus-postgres-exporter). */
export const exporterProgram = (isSecured: boolean): HostProgram => ({
  packages: ['prometheus-postgres-exporter'],
  masks: ['prometheus-postgres-exporter.service'],
  user: 'prometheus',
  group: 'prometheus',
  command: [text`/bin/sh`, text`-c`, text`${readOwnServer(isSecured)}`],
  paths: { '/bin/postgres_exporter': '/usr/bin/prometheus-postgres-exporter' },
})
