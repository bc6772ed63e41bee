// Says how Redis comes back, and what people run to look after it.

import { explained, fromPlan, bytes, printBytes, type OperatorCommand } from '@llmflow/spec'
import { backupScheduleOf } from '../../backup-job.js'
import type { ComponentSizes, Context, Store } from '../../component.js'
import { redisEndpoint, redisMaster, redisSentinel } from '../../endpoints.js'
import { bringBack, inside, namesOfCopies } from '../../recovery-steps.js'
import { redisBackup } from './backup.js'
import { adminUser } from './users.js'

export function redisStores(context: Context, { redis }: ComponentSizes): readonly Store[] {
  const isCopied = backupScheduleOf(context, 'redis') !== undefined
  const held = bytes(redis?.figures['maxMemory']?.value.value ?? 2 ** 30)
  return [
    {
      name: 'redis',
      method: {
        en: 'A snapshot from a replica; the servers start empty and get its keys while they run',
        ko: '복제본에서 뜬 스냅숏. 서버를 빈 상태로 시작한 뒤 실행 중에 키를 되돌립니다',
      },
      ...(isCopied ? { workload: redisBackup } : {}),
      bytes: explained(held, 'redis/bytes', 'at most maxmemory', [
        fromPlan('maxmemory', printBytes(held), '/sizes/redis/redis/figures/maxMemory'),
      ]),
      after: ['etcd'],
      steps: isCopied
        ? [
            ...redisCommands(context).slice(0, 1),
            namesOfCopies(context, 'redis'),
            bringBack(redisBackup),
            keysPerDatabase,
          ]
        : [],
    },
  ]
}

const keysPerDatabase = inside(
  redisEndpoint.workload,
  'See how many keys each database has',
  '데이터베이스별 키 수를 확인합니다',
  [`redis-cli --user ${adminUser} INFO keyspace`],
)

export function redisCommands(context: Context): readonly OperatorCommand[] {
  const replication = inside(
    redisEndpoint.workload,
    'See the role of the server, and its replicas or master',
    '서버의 역할과 복제본 또는 마스터를 확인합니다',
    [`redis-cli --user ${adminUser} INFO replication`],
  )
  const memory = inside(
    redisEndpoint.workload,
    'See the memory in use and its limit',
    '메모리 사용량과 한도를 확인합니다',
    [`redis-cli --user ${adminUser} INFO memory`],
  )
  if (context.topologyOf('redis') !== 'sentinel') return [replication, memory, keysPerDatabase]
  return [
    inside(
      redisSentinel.workload,
      'See which server the Sentinels take for the master',
      'Sentinel이 마스터로 보는 서버를 확인합니다',
      [`redis-cli -p 26379 SENTINEL GET-MASTER-ADDR-BY-NAME ${redisMaster}`],
    ),
    inside(
      redisSentinel.workload,
      'See whether enough Sentinels are there for a failover',
      '장애 조치에 필요한 Sentinel이 충분한지 확인합니다',
      [`redis-cli -p 26379 SENTINEL CKQUORUM ${redisMaster}`],
    ),
    replication,
    memory,
    keysPerDatabase,
  ]
}
