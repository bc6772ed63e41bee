// Says what a drill needs of this machine and does not find: then it is left out, with the reason.

import { existsSync } from 'node:fs'

import { run } from './world/run.js'

/** Programs by the Debian package that brings them. */
const programs = {
  '/usr/bin/nsenter': 'util-linux',
  '/usr/bin/curl': 'curl',
  '/usr/bin/openssl': 'openssl',
  '/usr/sbin/ip': 'iproute2',
  '/usr/sbin/nft': 'nftables',
  '/usr/bin/systemd-sysusers': 'systemd',
  '/usr/bin/patroni': 'patroni',
  '/usr/bin/etcd': 'etcd-server',
  '/usr/bin/etcdctl': 'etcd-client',
  '/usr/bin/psql': 'postgresql-client-common',
  '/usr/sbin/haproxy': 'haproxy',
  '/usr/bin/redis-server': 'redis-server',
  '/usr/bin/redis-sentinel': 'redis-sentinel',
  '/usr/bin/pgbackrest': 'pgbackrest',
} as const

/** A machine in small: what it takes, and nothing more. */
const trial = `set -e
mount -t tmpfs drills "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay drills -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
ip link set lo up`

/** Undefined when everything is there. */
export async function lackOf(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'machines are made of Linux namespaces'
  if (process.getuid?.() !== 0) return 'namespaces with a network need root'
  const absent = Object.entries(programs).filter(([path]) => !existsSync(path))
  if (absent.length > 0) {
    const names = [...new Set(absent.map(([, name]) => name))]
    return `not installed: ${names.join(', ')} (LLMFLOW_INSTALL=1 installs them)`
  }
  const spaces = ['--net', '--mount', '--pid', '--fork', '--propagation', 'private']
  const { code, error } = await run('unshare', [...spaces, 'sh', '-c', trial, 'trial', '/mnt'])
  return code === 0 ? undefined : `namespaces are refused here: ${error.trim()}`
}

/** The object store that takes backups; a drill of backups is left out without it. */
export const minioProgram = (): string | undefined => process.env['LLMFLOW_MINIO']
