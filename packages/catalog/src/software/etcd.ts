// What is known of etcd: its images and what goes wrong with it.

import type { Problem } from '../problem.js'
import type { Software } from '../software.js'
import { all, command, noMount, runs, unset } from './signs.js'

const source = 'etcd-io/etcd v3.5.17 Dockerfile-release.amd64, server/etcdmain/config.go'

const help = 'etcd-io/etcd release-3.5 server/etcdmain/help.go'

/** Each is a variable too: `--data-dir` is ETCD_DATA_DIR. */
const flags =
  `name data-dir wal-dir snapshot-count heartbeat-interval election-timeout initial-election-tick-advance
  listen-peer-urls listen-client-urls listen-client-http-urls max-snapshots max-wals quota-backend-bytes
  backend-bbolt-freelist-type backend-batch-interval backend-batch-limit max-txn-ops max-request-bytes
  max-concurrent-streams enable-grpc-gateway grpc-keepalive-min-time grpc-keepalive-interval grpc-keepalive-timeout
  socket-reuse-port socket-reuse-address raft-read-timeout raft-write-timeout initial-advertise-peer-urls
  initial-cluster initial-cluster-state initial-cluster-token advertise-client-urls discovery discovery-fallback
  discovery-proxy discovery-srv discovery-srv-name strict-reconfig-check pre-vote auto-compaction-retention
  auto-compaction-mode enable-v2 v2-deprecation cert-file key-file client-cert-auth client-cert-file client-key-file
  client-crl-file client-cert-allowed-hostname trusted-ca-file auto-tls peer-cert-file peer-key-file
  peer-client-cert-auth peer-trusted-ca-file peer-cert-allowed-cn peer-cert-allowed-hostname peer-auto-tls
  peer-client-cert-file peer-client-key-file self-signed-cert-validity peer-crl-file cipher-suites cors host-whitelist
  tls-min-version tls-max-version auth-token bcrypt-cost auth-token-ttl enable-pprof metrics listen-metrics-urls logger
  log-outputs log-level enable-log-rotation log-rotation-config-json force-new-cluster unsafe-no-fsync config-file`.split(
    /\s+/,
  )

const problems: readonly Problem[] = [
  {
    id: 'data-in-no-volume',
    severity: 'info',
    problem: {
      en: 'without data-dir etcd writes to default.etcd in its working directory, where no volume is mounted',
      ko: 'data-dir가 없으면 etcd는 작업 디렉터리의 default.etcd에 쓰는데, 그곳에 마운트된 볼륨이 없습니다',
    },
    remedy: {
      en: 'set --data-dir, or ETCD_DATA_DIR, to a directory in a volume',
      ko: '--data-dir나 ETCD_DATA_DIR를 볼륨 안의 디렉터리로 지정하세요',
    },
    source: 'etcd-io/etcd v3.5.17 server/etcdmain/config.go',
    sign: all(
      runs,
      unset('data-dir', 'ETCD_DATA_DIR', 'config-file', 'ETCD_CONFIG_FILE'),
      noMount('.'),
      command('^(.*/)?etcd( |$)'),
    ),
  },
]

export const etcd: Software = {
  name: 'etcd',
  title: 'etcd',
  ports: { part: 'server', numbers: [2379, 2380], source: 'etcd-io/etcd Dockerfile (EXPOSE)' },
  images: [
    {
      repository: 'quay.io/coreos/etcd',
      part: 'server',
      programs: ['etcd', 'etcdctl', 'etcdutl'],
      source,
    },
    {
      repository: 'gcr.io/etcd-development/etcd',
      part: 'server',
      programs: ['etcd', 'etcdctl', 'etcdutl'],
      source,
    },
    {
      repository: 'registry.k8s.io/etcd',
      part: 'server',
      programs: ['etcd', 'etcdctl', 'etcdutl'],
      source,
    },
  ],
  versions: [
    {
      version: '3.5',
      source,
      env: {
        isComplete: false,
        source: help,
        options: flags.map((flag) => ({
          name: `ETCD_${flag.toUpperCase().replaceAll('-', '_')}`,
          read: true,
        })),
      },
      args: {
        isComplete: false,
        source: help,
        options: flags.map((flag) => ({ name: `--${flag}`, read: true })),
      },
      metricsEndpoint: { port: 2379, path: '/metrics', source },
    },
  ],
  problems,
}
