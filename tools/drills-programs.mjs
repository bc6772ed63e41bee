// Gets what machines of the drills run: Debian's packages, installed, and MinIO, built.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { run } from './process.mjs'
import { say } from './setup.mjs'

/** What the machines run, from Debian; PostgreSQL is the release that this Debian has. */
const packages = [
  'curl',
  'etcd-client',
  'etcd-server',
  'haproxy',
  'iproute2',
  'keepalived',
  'nftables',
  'openssl',
  'patroni',
  'pgbackrest',
  'pgbouncer',
  'postgresql',
  'procps',
  'python3-etcd',
  'python3-idna',
  'redis-sentinel',
  'redis-server',
  'redis-tools',
  'systemd',
]

/** Services do not start, and no cluster is made that would stand beside Patroni's. */
const installing = `set -eu
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d
  chmod 0755 /usr/sbin/policy-rc.d
  trap 'rm /usr/sbin/policy-rc.d' EXIT
fi
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  mkdir -p /etc/postgresql-common
  printf 'create_main_cluster = false\\n' > /etc/postgresql-common/createcluster.conf
fi
export DEBIAN_FRONTEND=noninteractive
get() { apt-get -qq --yes --no-install-recommends -o Dpkg::Options::=--force-confold install "$@"; }
get "$@" 2>/dev/null || { apt-get -qq update; get "$@"; }
`

/**
 * Accounts and folders of these packages are needed too, so they are installed: where nobody minds, which is a machine of
 * CI. Elsewhere the drills say what they lack.
 */
export async function installPrograms() {
  const isAsked = process.env['CI'] !== undefined || process.env['LLMFLOW_INSTALL'] !== undefined
  if (!isAsked || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const installed = '/var/lib/dpkg/info'
  const missing = packages.filter((name) =>
    [name, `${name}:amd64`, `${name}:arm64`].every(
      (one) => !existsSync(join(installed, `${one}.list`)),
    ),
  )
  if (missing.length === 0) return
  say(`installing the Debian packages ${missing.join(' ')}`)
  await run('/bin/sh', ['-c', installing, 'install', ...missing], { isQuiet: true })
}

const minioModule = 'github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c'

/**
 * MinIO, which no Debian package brings, out of its Go module.
 * @param {string} folder
 * @param {string | undefined} go
 */
export async function findMinio(folder, go) {
  const built = join(process.cwd(), folder, 'minio')
  if (existsSync(built)) return built
  if (go === undefined) return undefined
  mkdirSync(folder, { recursive: true })
  say(`building ${minioModule}`)
  const install = `CGO_ENABLED=0 GOBIN=$PWD/${folder} go install -trimpath -ldflags '-s -w' ${minioModule}`
  await run('sh', ['-c', install], { isQuiet: true })
  return existsSync(built) ? built : undefined
}
