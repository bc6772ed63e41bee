// Says how a machine runs MinIO, for which Debian has no package: the program comes out of its image.

import type { HostProgram, SecretText } from '@llmflow/spec'

const program = '/usr/local/lib/llmflow/minio/minio'
const account = 'minio'

/** Where a machine's drives are mounted, by their number; MinIO refuses those that lie on the root drive. */
export const driveOnMachine = (number: number): string => `/srv/minio/${number}`

/**
 * As many open files as MinIO's own unit asks for (minio/minio-service@master linux-systemd/distributed/minio.service):
 * each object that is read or written is open on every drive of its set.
 */
const openFilesMax = 1_048_576

export const serverProgram = (drives: number, volumes: SecretText): HostProgram => ({
  packages: ['skopeo'],
  programs: { '/usr/bin/minio': program },
  accounts: [account],
  user: account,
  group: account,
  command: [[program], ['server'], ['--console-address=:9001']],
  paths: Object.fromEntries(
    Array.from({ length: drives }, (_, index) => [`/data${index + 1}`, driveOnMachine(index + 1)]),
  ),
  // The other servers' drives stand behind a port, where no path is looked for.
  environment: { MINIO_VOLUMES: volumes },
  openFilesMax,
})
