// Says how the buckets come back, and what people run to look after MinIO.

import { bytes, explained, fromPlan, printBytes, type OperatorCommand } from '@llmflow/spec'
import { backupTargetOf } from '../../backup.js'
import { backupScheduleOf } from '../../backup-job.js'
import type { ComponentSizes, Context, Store } from '../../component.js'
import { bringBack, clientOf, inside, outside } from '../../recovery-steps.js'
import { minioBackup } from './backup.js'

const need = '/sizes/minio/minio/figures/need'

export function minioStores(context: Context, { minio }: ComponentSizes): readonly Store[] {
  const isCopied = backupScheduleOf(context, 'minio') !== undefined
  const held = bytes(minio?.figures['need']?.value.value ?? 0)
  const target = backupTargetOf(context)
  return [
    {
      name: 'minio',
      method: {
        en: 'Every bucket but Milvus’ own is mirrored to the second site, which keeps versions of what is removed',
        ko: 'Milvus 버킷을 뺀 모든 버킷을 다른 사이트로 복제합니다. 삭제한 오브젝트는 그곳에 버전으로 남습니다',
      },
      ...(isCopied ? { workload: minioBackup } : {}),
      bytes: explained(held, 'minio/bytes', 'what the object store has to hold', [
        fromPlan('need', printBytes(held), need),
      ]),
      after: ['etcd'],
      steps: isCopied
        ? [
            outside(
              'See what the second site holds of each bucket',
              '다른 사이트에 버킷별로 남은 용량을 확인합니다',
              [`${clientOf(context)} du --depth 2 backup/${target?.bucket ?? ''}/minio/`],
            ),
            bringBack(minioBackup),
          ]
        : [],
    },
  ]
}

export function minioCommands(context: Context): readonly OperatorCommand[] {
  const target = backupTargetOf(context)
  const servers = inside(
    'minio',
    'See the servers, their drives and the space in use',
    '서버와 드라이브, 사용 공간을 확인합니다',
    [
      `bash -c 'mc --quiet alias set own http://127.0.0.1:9000 "$MINIO_ROOT_USER" "$MINIO_ROOT_PASSWORD" && mc admin info own'`,
    ],
  )
  if (target === undefined) return [servers]
  const place = `backup/${target.bucket}`
  const days = Math.ceil((context.platform.backup.stores['minio']?.keep ?? 0) / 86_400_000)
  return [
    servers,
    outside(
      'Once: make the bucket at the second site, whose versions nobody can remove early',
      '최초 1회: 다른 사이트에 버킷을 만듭니다. 버전은 기간 안에 아무도 지울 수 없습니다',
      [`${clientOf(context)} mb --ignore-existing --with-lock ${place}`],
    ),
    ...(days === 0
      ? []
      : [
          outside(
            'Once: let versions go that are older than what is kept',
            '최초 1회: 보관 기간이 지난 버전이 삭제되게 합니다',
            [`${clientOf(context)} ilm rule add --noncurrent-expire-days ${days} ${place}`],
          ),
        ]),
    outside(
      'See whether the second site keeps versions',
      '다른 사이트가 버전을 보관하는지 확인합니다',
      [`${clientOf(context)} version info ${place}`],
    ),
  ]
}
