// Milvus: searches passages by their vectors, as one server or as a cluster with its own etcd and queue.

import { backupSecrets } from '../../backup.js'
import type { Component } from '../../component.js'
import { keptInside } from '../../rotation.js'
import { milvusAlerts } from './alerts.js'
import { milvusDashboards } from './dashboards.js'
import { milvusParts, sizeMilvus } from './size.js'
import { milvusCommands, milvusStores } from './recovery.js'
import { milvusVersions } from './versions.js'
import { milvusWorkloads } from './workloads.js'

export const milvus: Component = {
  name: 'milvus',
  title: 'Milvus',
  summary: {
    en: 'Finds passages by the similarity of their vectors',
    ko: '벡터 유사도로 문서 조각을 검색합니다',
  },
  brings: ['milvus-backup'],
  topologies: ['cluster', 'standalone'],
  versions: milvusVersions,
  parts: milvusParts,
  auxiliaryParts: ['kafka', 'etcd', 'password', 'backup', 'etcd-backup'],
  needs: () => [
    {
      component: 'minio',
      purpose: {
        en: 'Milvus keeps segments and indexes in an object store',
        ko: 'Milvus는 세그먼트와 인덱스를 오브젝트 스토리지에 저장합니다',
      },
    },
  ],
  size: sizeMilvus,
  workloads: milvusWorkloads,
  secrets: (context) => ({
    ...backupSecrets(context),
    milvus: {
      keys: {
        'root-password': {
          format: 'alphanumeric',
          length: 32,
          purpose: 'the user root of Milvus',
          ...keptInside(
            'the job replaces only the password that Milvus is delivered with; update_password of a client changes a later one',
            '작업은 Milvus의 출고 암호만 바꿉니다. 그 뒤에는 클라이언트의 update_password로 바꾸세요',
          ),
        },
      },
      purpose: 'access to Milvus',
    },
  }),
  buckets: () => ['milvus'],
  stores: milvusStores,
  commands: milvusCommands,
  alerts: milvusAlerts,
  dashboards: milvusDashboards,
  backups: [
    {
      store: 'milvus',
      method: {
        en: 'milvus-backup into a bucket of its own; vectors can also be made anew from the documents',
        ko: 'milvus-backup으로 별도 버킷에 백업합니다. 벡터는 원본 문서에서 다시 만들 수도 있습니다',
      },
    },
  ],
}
