// Says how a machine runs Redis, its Sentinels and the exporter from Debian's packages.

import type { HostProgram } from '@llmflow/spec'
import { serverOfSamePlace } from '../../beside.js'

/**
 * A snapshot is written by a copy of the process, which the kernel must promise memory that it will hardly use; and a
 * queue of connections cannot be longer than the kernel's own. Transparent huge pages are left alone: since 6.2 Redis
 * switches them off for itself (redis/redis@7.0 redis.conf `disable-thp`; redis.io, “Redis administration”).
 */
const kernelSettings = { 'vm.overcommit_memory': 1, 'net.core.somaxconn': 4096 } as const

/** `maxclients` is 10,000; files, replicas and Redis' own reserve of 32 come on top. */
const openFilesMax = 16_384

const scripted = {
  user: 'redis',
  group: 'redis',
  command: [['/bin/sh'], ['/scripts/start.sh']],
  openFilesMax,
  start: 'exec',
} as const satisfies Partial<HostProgram>

/** The package's own file at /etc/redis stays as it is: an update of the package would ask about a changed one. */
export const serverProgram: HostProgram = {
  ...scripted,
  packages: ['redis-server', 'redis-tools'],
  masks: ['redis-server.service'],
  paths: {
    '/data': '/var/lib/redis',
    '/etc/redis': '/etc/llmflow/redis',
    '/scripts': '/usr/local/lib/llmflow/redis',
  },
  kernelSettings,
}

export const sentinelProgram: HostProgram = {
  ...scripted,
  packages: ['redis-sentinel', 'redis-tools'],
  masks: ['redis-sentinel.service'],
  paths: {
    '/data': '/var/lib/redis-sentinel',
    '/scripts': '/usr/local/lib/llmflow/redis-sentinel',
  },
}

/** The script that starts an exporter, in a container as on a machine. */
export const readOwnServer = [
  serverOfSamePlace,
  'export REDIS_ADDR="redis://$1"',
  'exec /redis_exporter',
].join('\n')

export const exporterProgram: HostProgram = {
  packages: ['prometheus-redis-exporter'],
  masks: ['prometheus-redis-exporter.service'],
  user: 'prometheus',
  group: 'prometheus',
  command: [['/bin/sh'], ['-c'], [readOwnServer]],
  paths: { '/redis_exporter': '/usr/bin/prometheus-redis-exporter' },
}
