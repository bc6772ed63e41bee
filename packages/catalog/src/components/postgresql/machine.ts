// Says how a machine runs a member: Debian's programs, Patroni in the place of Debian's own clusters.

import { text, type HostProgram } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { machineAccessLines } from './access.js'
import { archivePackages } from './archive.js'
import { memberPaths } from './paths.js'
import { patroniFile } from './patroni.js'

export const patroniPath = '/etc/patroni/patroni.yml'

/**
 * PostgreSQL 16 comes from the project's own packages for Debian (apt.postgresql.org), as do Patroni and pgBackRest there;
 * Debian has Patroni and pgBackRest too, and python3-etcd, which Patroni's client of etcd 3 imports.
 */
export function memberProgram(context: Context, sizes: PartSizes): HostProgram {
  return {
    packages: [
      'postgresql-16',
      'patroni',
      'python3-etcd',
      'python3-idna',
      ...archivePackages(context),
    ],
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
    devices: ['/dev/watchdog'],
    kernelModules: ['softdog'],
  }
}
