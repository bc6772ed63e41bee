// What is known of MinIO as a program: its images, its settings by version and what goes wrong with it.

import { minioVersions } from '../components/minio/versions.js'
import type { Software, SoftwareVersion } from '../software.js'
import { advisingEnvironment, versionsOf } from './settings.js'

const source = 'minio/minio RELEASE.2024-01-01T16-36-33Z Dockerfile.release; minio/minio tags'

const buckets = '`mc mb` in a job beside the server'

const server: Partial<SoftwareVersion> = {
  requirements: [
    {
      anyOf: [
        'MINIO_ROOT_USER',
        'MINIO_ROOT_USER_FILE',
        'MINIO_ACCESS_KEY',
        'MINIO_ACCESS_KEY_FILE',
        'MINIO_CONFIG_ENV_FILE',
      ],
      parts: ['minio'],
      severity: 'warning',
      consequence: {
        en: 'anyone can log in as minioadmin',
        ko: '누구나 minioadmin으로 로그인할 수 있습니다',
      },
      source: 'minio/minio RELEASE.2024-01-01T16-36-33Z internal/auth/credentials.go',
    },
  ],
  metricsEndpoint: {
    port: 9000,
    path: '/minio/v2/metrics/cluster',
    needs: {
      en: 'a bearer token, or MINIO_PROMETHEUS_AUTH_TYPE=public',
      ko: 'bearer 토큰 또는 MINIO_PROMETHEUS_AUTH_TYPE=public',
    },
    source: 'minio/minio RELEASE.2024-01-01T16-36-33Z docs/metrics/prometheus/README.md',
  },
}

export const minio: Software = {
  name: 'minio',
  title: 'MinIO',
  ports: {
    part: 'minio',
    numbers: [9000],
    source: 'minio/minio cmd/globals.go (GlobalMinioDefaultPort)',
  },
  images: [
    { repository: 'quay.io/minio/minio', part: 'minio', source },
    { repository: 'docker.io/minio/minio', part: 'minio', source },
  ],
  wrongImages: [
    {
      repository: 'docker.io/minio/minio',
      tags: ['RELEASE.2024-01-01T00-00-00Z'],
      // What is on Docker Hub cannot be pulled any more.
      instead: 'quay.io/minio/minio:RELEASE.2024-01-01T16-36-33Z',
      source,
    },
    {
      repository: 'quay.io/minio/minio',
      tags: ['RELEASE.2024-01-01T00-00-00Z'],
      instead: 'RELEASE.2024-01-01T16-36-33Z',
      source,
    },
  ],
  versions: versionsOf(minioVersions, server).map((version) =>
    advisingEnvironment(version, { MINIO_BUCKETS: buckets, MINIO_DEFAULT_BUCKETS: buckets }),
  ),
}

/** A program of its own: it reads none of the server's variables. */
export const minioClient: Software = {
  name: 'mc',
  title: 'MinIO client',
  images: ['quay.io/minio/mc', 'docker.io/minio/mc'].map((repository) => ({
    repository,
    programs: ['mc'],
    source: 'minio/mc README.md, Dockerfile.release',
  })),
  versions: [],
}
