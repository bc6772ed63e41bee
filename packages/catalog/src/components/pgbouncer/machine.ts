// Says how a machine runs PgBouncer and its exporter.

import { text, type HostProgram } from '@llmflow/spec'
import { serverOfSamePlace } from '../../beside.js'
import type { Context, PartSizes } from '../../component.js'
import type { Endpoint } from '../../endpoints.js'
import { postgresqlRepository } from '../postgresql/machine.js'
import { configurationText, startScript } from './configuration.js'

export const configurationPath = '/etc/pgbouncer/platform.ini'

/** What leads machines to PostgreSQL's leader: they reach no proxy of the cluster's. */
export const machineEndpoint: Endpoint = { workload: 'haproxy', port: 'postgresql' }

/** From PostgreSQL's own packages: Debian 12 has 1.18, which follows no prepared statements. */
export function poolerProgram(context: Context, sizes: PartSizes): HostProgram {
  const hasProxy = context.enabled.has('haproxy')
  return {
    repositories: [postgresqlRepository],
    packages: ['pgbouncer'],
    masks: ['pgbouncer.service'],
    user: 'postgres',
    group: 'postgres',
    command: [text`/bin/sh`, text`-c`, text`${startScript(context)}`],
    paths: { '/usr/bin/pgbouncer': '/usr/sbin/pgbouncer' },
    ...(hasProxy
      ? {
          files: [
            {
              path: configurationPath,
              content: configurationText(context, sizes, machineEndpoint),
            },
          ],
        }
      : {}),
    reload: ['/bin/kill', '-HUP', '$MAINPID'],
    openFilesMax: 65_536,
  }
}

export const readOwnPooler = [
  serverOfSamePlace,
  'export PGBOUNCER_EXPORTER_CONNECTION_STRING="postgres://$CREDENTIALS@$1/pgbouncer?sslmode=disable"',
  'exec /bin/pgbouncer_exporter',
].join('\n')

const program = '/usr/local/lib/llmflow/pgbouncer-exporter/pgbouncer_exporter'

/** The exporter of Debian is another one, with series of other names. */
export const exporterProgram: HostProgram = {
  packages: ['skopeo'],
  programs: { '/bin/pgbouncer_exporter': program },
  accounts: ['pgbouncer-exporter'],
  user: 'pgbouncer-exporter',
  group: 'pgbouncer-exporter',
  command: [text`/bin/sh`, text`-c`, text`${readOwnPooler}`],
  paths: { '/bin/pgbouncer_exporter': program },
}
