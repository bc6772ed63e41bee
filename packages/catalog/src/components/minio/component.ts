// MinIO: keeps documents, vectors and weights as objects, on machines with drives or on volumes.

import { backupSecrets } from '../../backup.js'
import type { Component } from '../../component.js'
import { minioAlerts } from './alerts.js'
import { minioDashboards } from './dashboards.js'
import { bucketSecrets } from './buckets.js'
import { backupParts, sizeMinio } from './size.js'
import { minioCommands, minioStores } from './recovery.js'
import { minioVersions } from './versions.js'
import { minioWorkloads } from './workloads.js'

export const minio: Component = {
  name: 'minio',
  title: 'MinIO',
  summary: {
    en: 'Keeps documents, vectors and backups as objects behind the S3 interface',
    ko: '문서와 벡터, 백업을 S3 인터페이스의 오브젝트로 보관합니다',
  },
  topologies: ['distributed', 'standalone'],
  versions: minioVersions,
  parts: (context) => ['minio', 'buckets', ...backupParts(context)],
  auxiliaryParts: ['buckets', 'backup'],
  needs: () => [],
  size: sizeMinio,
  workloads: minioWorkloads,
  secrets: (context) => ({
    ...backupSecrets(context),
    minio: {
      keys: {
        'root-user': {
          format: 'alphanumeric',
          length: 20,
          purpose: 'administrator of the object store',
        },
        'root-password': { format: 'alphanumeric', length: 40, purpose: 'its password' },
      },
      purpose: 'administration of MinIO',
    },
    ...bucketSecrets(context),
  }),
  stores: minioStores,
  commands: minioCommands,
  alerts: minioAlerts,
  dashboards: minioDashboards,
  backups: [
    {
      store: 'minio',
      method: {
        en: 'Replication of the buckets to a second site',
        ko: '다른 사이트로 버킷을 복제합니다',
      },
    },
  ],
}
