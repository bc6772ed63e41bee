// What is known of Milvus and the queue and metadata store beside it.

import type { LifeFact, VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { etcdImage } from '../etcd/workload.js'
import { milvusMetrics } from './metrics.js'
import { milvusConfig, milvusEnvironment } from './options.js'

const repository = 'docker.io/milvusdb/milvus'

/** The charts of this version took etcd, Kafka and ZooKeeper from there. */
const bitnami: LifeFact = {
  subject: 'docker.io/bitnami',
  status: 'image-gone',
  since: '2025-08-28',
  note: {
    en: 'Versioned images moved to bitnamilegacy, without updates',
    ko: '버전 태그 이미지는 bitnamilegacy로 옮겨졌고 갱신되지 않습니다',
  },
  source: 'bitnami/charts issue 35164; bitnami/containers issue 83267',
}

export const milvusVersions: { readonly [version: string]: VersionFacts } = {
  '2.4.0': {
    version: '2.4.0',
    images: {
      milvus: { repository, tag: 'v2.4.0', asks: 'bash' },
      etcd: etcdImage,
      kafka: { repository: 'docker.io/apache/kafka', tag: '3.9.0', asks: 'bash' },
      password: { repository: 'docker.io/curlimages/curl', tag: '8.11.1' },
      // Its newest release reads every Milvus from 2.2 on, and copies of 2.4 come back into 2.4 and later.
      backup: { repository: 'docker.io/milvusdb/milvus-backup', tag: 'v0.5.16' },
    },
    source:
      'milvus-io/milvus 18c3cbe46 configs/milvus.yaml, cmd/milvus/util.go, build/docker/milvus; apache/kafka docker/README.md, docker/jvm; curl/curl-container tags; zilliztech/milvus-backup v0.5.16 README.md, internal/cfg/cfg.go',
    env: milvusEnvironment,
    config: milvusConfig,
    metrics: milvusMetrics,
    life: [
      released('Milvus 2.4.0', '2024-04-16', 'zilliztech/milvus-helm 039c381, which sets v2.4.0'),
      bitnami,
    ],
  },
}
