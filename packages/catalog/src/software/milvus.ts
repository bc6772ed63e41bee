// What is known of Milvus as a program: its image, its settings by version and what goes wrong with it.

import { milvusVersions } from '../components/milvus/versions.js'
import type { Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'

const source = 'milvus-io/milvus 18c3cbe46 cmd/milvus/util.go, configs/milvus.yaml'

const server: Partial<SoftwareVersion> = {
  metricsEndpoint: { port: 9091, path: '/metrics', source },
}

export const milvus: Software = {
  name: 'milvus',
  title: 'Milvus',
  images: [{ repository: 'docker.io/milvusdb/milvus', part: 'milvus', source }],
  kinds: ['milvus.io/Milvus'],
  versions: versionsOf(milvusVersions, server),
}
