// Says how Milvus and its metadata come back, and what people run to look after them.

import { bytes, explained, fromPlan, fromFact, type OperatorCommand } from '@llmflow/spec'
import { backupScheduleOf } from '../../backup-job.js'
import type { ComponentSizes, Context, Store } from '../../component.js'
import { milvusOf } from '../../endpoints.js'
import { bringBack, etcdHealth, inside, namesOfCopies } from '../../recovery-steps.js'
import { etcdStore } from '../etcd/backup.js'
import { milvusBackup, milvusEtcd } from './backup.js'
import { dimensionsOf } from './vectors.js'

export function milvusStores(context: Context, sizes: ComponentSizes): readonly Store[] {
  const isCopied = backupScheduleOf(context, 'milvus') !== undefined
  const dimensions = dimensionsOf(context)
  const passages = context.load.passages.value
  // The row beside the vector is text, and as long as the vector of a small model.
  const value = bytes(passages * (dimensions.value * 4 + 4096))
  return [
    {
      name: 'milvus',
      method: {
        en: 'Collections by milvus-backup, whose indexes are built anew; without a copy, from the documents',
        ko: 'milvus-backup으로 컬렉션을 되돌리고 인덱스를 다시 만듭니다. 백업이 없으면 원본 문서에서 다시 만듭니다',
      },
      ...(isCopied ? { workload: milvusBackup } : {}),
      bytes: explained(value, 'milvus/bytes', 'passages × (dimensions × 4 B + 4 KiB of text)', [
        fromPlan('passages', `${passages}`, '/load/passages'),
        dimensions.term,
        fromFact('text', '4KiB', 'estimate: 1,500 characters of Korean'),
      ]),
      after: ['minio', milvusEtcd.etcd],
      steps: isCopied ? [namesOfCopies(context, 'milvus'), bringBack(milvusBackup)] : [],
    },
    etcdStore(context, sizes, milvusEtcd, {
      method: {
        en: 'Starts empty where Milvus comes back from its own copy; a snapshot serves when only this etcd is lost',
        ko: 'Milvus를 자체 백업에서 되돌릴 때는 빈 상태로 시작합니다. 스냅숏은 이 etcd만 유실되었을 때 사용합니다',
      },
      after: ['minio'],
    }),
  ]
}

export const milvusCommands = (context: Context): readonly OperatorCommand[] => [
  inside(
    milvusOf(context).workload,
    'See whether Milvus and what it depends on are well',
    'Milvus와 의존하는 저장소의 상태를 확인합니다',
    ['curl --silent http://127.0.0.1:9091/healthz'],
  ),
  etcdHealth(milvusEtcd.etcd),
]
