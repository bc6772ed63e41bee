// Says how a machine runs a member: Debian's programs, Patroni in the place of Debian's own clusters.

import { text, type FileMount, type HostProgram, type PackageRepository } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { machineAccessLines } from './access.js'
import { archivePackages } from './archive.js'
import { memberPaths } from './paths.js'
import { patroniFile } from './patroni.js'

export const patroniPath = '/etc/patroni/patroni.yml'

/** PostgreSQL's own packages for Debian, whose key Debian's postgresql-common brings (its folder pgdg). */
export const postgresqlRepository: PackageRepository = {
  name: 'pgdg',
  address: 'https://apt.postgresql.org/pub/repos/apt',
  suite: '{codename}-pgdg',
  components: ['main'],
  keyring: '/usr/share/postgresql-common/pgdg/apt.postgresql.org.asc',
  keyringPackage: 'postgresql-common',
}

/** Debian makes a cluster of its own when a server is installed, unless this says otherwise (postgresql-common, createcluster.conf). */
const noCluster: FileMount = {
  path: '/etc/postgresql-common/createcluster.conf',
  content: text`create_main_cluster = false\n`,
}

/**
 * Debian 12 has PostgreSQL 15; 16 is in the project's repository, with newer Patroni and pgBackRest than Debian's.
 * python3-etcd is what Patroni's client of etcd 3 imports. Memory is not overcommitted strictly: Redis, which may share
 * the machine, asks for the contrary.
 */
export function memberProgram(context: Context, sizes: PartSizes): HostProgram {
  return {
    repositories: [postgresqlRepository],
    filesBefore: [noCluster],
    packages: ['postgresql-16', 'patroni', 'python3-etcd', ...archivePackages(context)],
    masks: ['postgresql.service', 'postgresql@16-main.service', 'patroni.service'],
    user: 'postgres',
    group: 'postgres',
    command: [text`/usr/bin/patroni`, [patroniPath]],
    paths: { ...memberPaths, '/scripts': '/usr/local/lib/llmflow/postgresql' },
    files: [
      {
        path: patroniPath,
        content: patroniFile(context, sizes, machineAccessLines(context), true),
      },
    ],
    reload: ['/bin/kill', '-HUP', '$MAINPID'],
    leavesChildren: true,
    devices: ['/dev/watchdog'],
    kernelModules: ['softdog'],
  }
}
