// What is known of etcd: its images and what goes wrong with it.

import type { Problem } from '../problem.js'
import type { Software } from '../software.js'
import { all, command, noMount, runs, unset } from './signs.js'

const source = 'etcd-io/etcd v3.5.17 Dockerfile-release.amd64, server/etcdmain/config.go'

const problems: readonly Problem[] = [
  {
    id: 'data-in-no-volume',
    severity: 'info',
    problem: {
      en: 'without data-dir etcd writes to default.etcd in its working directory, and nothing is mounted that keeps it',
      ko: 'data-dir가 없으면 etcd는 작업 디렉터리의 default.etcd에 쓰며, 보존할 볼륨도 마운트되어 있지 않습니다',
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
  versions: [{ version: '3.5', source, metricsEndpoint: { port: 2379, path: '/metrics', source } }],
  problems,
}
