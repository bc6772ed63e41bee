// What is known of etcd: its images and what goes wrong with it.

import type { Software } from '../software.js'

const source = 'etcd-io/etcd v3.5.17 Dockerfile-release.amd64, server/etcdmain/config.go'

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
}
