// What is known of MinIO: its images are gone from Docker Hub, and frozen copies stay on quay.io.

import type { LifeFact, VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { noConfiguration } from '../../options.js'
import { minioMetrics } from './metrics.js'
import { minioEnvironment } from './options.js'

const gone =
  'zilliztech/milvus-helm issue 315; makeplane/plane issue 9829; suitenumerique/docs pull request 2675'

const imageGone = (subject: string): LifeFact => ({
  subject,
  status: 'image-gone',
  since: '2026-09-11',
  note: {
    en: 'Docker Hub serves it no more; quay.io keeps a frozen copy of the same tags',
    ko: 'Docker Hub에서 더 이상 제공하지 않습니다. 같은 태그의 사본이 quay.io에 남아 있지만 갱신되지 않습니다',
  },
  source: gone,
})

const archived: LifeFact = {
  subject: 'minio/minio',
  status: 'archived',
  since: '2026-04-25',
  note: {
    en: 'The project is archived and gets no fixes; the S3 interface is what to rely on',
    ko: '저장소가 보관 처리되어 수정이 나오지 않습니다. S3 인터페이스를 기준으로 삼아야 합니다',
  },
  source: 'pgsty/silo issue 35; minio/minio README of 2026-02-11',
}

export const minioVersions: { readonly [version: string]: VersionFacts } = {
  'RELEASE.2024-01-01T16-36-33Z': {
    version: 'RELEASE.2024-01-01T16-36-33Z',
    images: {
      minio: {
        repository: 'quay.io/minio/minio',
        tag: 'RELEASE.2024-01-01T16-36-33Z',
        asks: 'bash',
      },
      buckets: { repository: 'quay.io/minio/mc', tag: 'RELEASE.2024-01-05T05-04-32Z' },
    },
    source:
      'minio/minio tags (RELEASE.2024-01-01T00-00-00Z is none of them); minio/mc tags; minio/minio Dockerfile.release',
    env: minioEnvironment,
    config: noConfiguration(
      'minio/minio docs/config/README.md: variables, or `mc admin config set`',
    ),
    metrics: minioMetrics,
    life: [
      released('MinIO RELEASE.2024-01-01T16-36-33Z', '2024-01-01', 'minio/minio tags'),
      imageGone('docker.io/minio/minio'),
      imageGone('docker.io/minio/mc'),
      archived,
    ],
  },
}
