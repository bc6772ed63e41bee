// Says how PostgreSQL comes back, and what people run to look after it.

import { gibibytes, nodesOf, type OperatorCommand } from '@llmflow/spec'
import { backupScheduleOf } from '../../backup-job.js'
import type { ComponentSizes, Context, Store } from '../../component.js'
import { byDefault } from '../../part.js'
import { poolOf } from '../../pool.js'
import { bringBack, etcdHealth, inside, namesOfCopies, outside } from '../../recovery-steps.js'
import { etcdStore } from '../etcd/backup.js'
import { archiveOf, listCommand, patroniEtcd, postgresqlBackup } from './archive.js'
import { isSecured } from './certificates.js'
import { cloudNativeCommands, cloudNativeStore } from './cloudnative-pg-watch.js'
import { isCloudNative } from './cloudnative-pg.js'
import { memberPaths } from './paths.js'

const file = '--config-file /etc/patroni/patroni.yml'

export function postgresqlStores(context: Context, sizes: ComponentSizes): readonly Store[] {
  if (isCloudNative(context)) return [cloudNativeStore(context, sizes)]
  const isPatroni = context.topologyOf('postgresql') === 'patroni'
  const held = sizes['postgresql']?.storage ?? byDefault(gibibytes(20), 'LLMFlow’s own default')
  const common = { name: 'postgresql', bytes: held }
  if (!isPatroni) return [{ ...common, ...dumped(context) }]
  return [
    { ...common, ...archived(context) },
    etcdStore(context, sizes, patroniEtcd, {
      method: {
        en: 'Starts empty: Patroni writes its state anew from the members. A snapshot is for looking into what happened',
        ko: '빈 상태로 시작하면 Patroni가 구성원 상태를 다시 씁니다. 스냅숏은 원인 조사에 사용합니다',
      },
      after: ['etcd'],
      steps: [etcdHealth(patroniEtcd.etcd)],
    }),
  ]
}

function dumped(context: Context): Pick<Store, 'method' | 'workload' | 'after' | 'steps'> {
  const isCopied = backupScheduleOf(context, 'postgresql') !== undefined
  return {
    method: {
      en: 'Dumps of every database, with the roles',
      ko: '모든 데이터베이스의 덤프와 역할',
    },
    ...(isCopied ? { workload: postgresqlBackup } : {}),
    after: ['etcd', 'minio'],
    steps: isCopied
      ? [namesOfCopies(context, 'postgresql'), bringBack(postgresqlBackup), databases]
      : [],
  }
}

function archived(
  context: Context,
): Pick<Store, 'method' | 'workload' | 'after' | 'steps' | 'keepsLog'> {
  const isCopied = archiveOf(context) !== undefined
  return {
    method: {
      en: 'The newest base backup, and the WAL up to the wanted moment',
      ko: '가장 최근 베이스 백업에 원하는 시점까지의 WAL을 적용합니다',
    },
    ...(isCopied ? { workload: postgresqlBackup, keepsLog: true } : {}),
    after: ['etcd', 'minio', patroniEtcd.etcd],
    steps: !isCopied ? [] : isSecured(context) ? restoreOnMachines(context) : restoreInCluster,
  }
}

const databases = inside(
  'postgresql',
  'See the databases and their sizes',
  '데이터베이스와 크기를 확인합니다',
  ['psql --username=postgres --list'],
)

const members = inside(
  'postgresql',
  'See the members, who leads, and how far replicas are behind',
  '구성원과 리더, 복제 지연을 확인합니다',
  [`patronictl ${file} list`],
)

const setOption = outside(
  'Set components.postgresql.options.restore to latest, or to a moment such as 2026-11-23T09:30:00+09:00, and render again',
  'components.postgresql.options.restore를 latest 또는 2026-11-23T09:30:00+09:00 같은 시각으로 지정하고 다시 렌더링합니다',
  ['llmflow render .'],
)

const forgetCluster = `sh -c 'printf "llmflow-postgresql\\nYes I am aware\\n" | patronictl ${file} remove llmflow-postgresql'`

const seeResult: readonly OperatorCommand[] = [
  inside(
    'postgresql',
    'When a leader runs: see that it has left recovery (f)',
    '리더가 실행되면 복구 모드가 끝났는지(f) 확인합니다',
    ["psql --username=postgres --tuples-only --command='SELECT pg_is_in_recovery()'"],
  ),
  databases,
  outside(
    'Take components.postgresql.options.restore out again, and render',
    'components.postgresql.options.restore를 지우고 다시 렌더링합니다',
    ['llmflow render .'],
  ),
]

const restoreInCluster: readonly OperatorCommand[] = [
  setOption,
  inside(
    'postgresql',
    'With the new files in place: forget the old cluster. The members must have empty data directories',
    '새 파일을 적용한 뒤 이전 클러스터 정보를 지웁니다. 구성원의 데이터 디렉터리는 비어 있어야 합니다',
    [forgetCluster],
  ),
  members,
  ...seeResult,
]

const unit = 'llmflow-postgresql.service'
const data = memberPaths['/var/lib/postgresql/data']

/** Old data is moved aside, not removed: it is all there is when the archive should fail. */
function restoreOnMachines(context: Context): readonly OperatorCommand[] {
  const pool = poolOf(context, 'postgresql', 'postgresql', 'database')?.pool
  const machines = (pool === undefined ? [] : nodesOf(pool)).map(
    ({ name, address }) => address ?? name,
  )
  const [first = '', ...others] = machines
  const each = (among: readonly string[], command: string): string =>
    among.map((machine) => `ssh ${machine} '${command}'`).join('\n')
  return [
    setOption,
    outside('Put the new files in place', '새 파일을 배치합니다', [
      '(cd hosts && ansible-playbook site.yaml --tags files)',
    ]),
    outside('Stop every member, replicas first', '복제본부터 모든 구성원을 중지합니다', [
      each(machines.toReversed(), `sudo systemctl stop ${unit}`),
    ]),
    inside('postgresql', 'Forget the old cluster', '이전 클러스터 정보를 지웁니다', [
      forgetCluster,
    ]),
    outside(
      'Move the old data aside on every machine',
      '서버마다 이전 데이터를 옆으로 옮겨 둡니다',
      [each(machines, `sudo mv ${data}/pgdata ${data}/pgdata.before`)],
    ),
    outside(
      'Start one member, which fetches the backup and replays the WAL',
      '구성원 하나를 시작합니다. 이 구성원이 백업을 내려받고 WAL을 재생합니다',
      [each([first], `sudo systemctl start ${unit}`)],
    ),
    members,
    outside(
      'When it is the leader: start the others, which copy it',
      '리더가 되면 나머지를 시작합니다. 나머지는 리더를 복제합니다',
      [each(others, `sudo systemctl start ${unit}`)],
    ),
    ...seeResult,
  ]
}

export function postgresqlCommands(context: Context): readonly OperatorCommand[] {
  if (isCloudNative(context)) return cloudNativeCommands
  const connections = inside(
    'postgresql',
    'See the connections by role and state',
    '역할과 상태별 연결 수를 확인합니다',
    [
      "psql --username=postgres --command='SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2'",
    ],
  )
  if (context.topologyOf('postgresql') !== 'patroni') return [databases, connections]
  return [
    members,
    databases,
    connections,
    etcdHealth(patroniEtcd.etcd),
    ...(archiveOf(context) === undefined
      ? []
      : [
          inside(
            'postgresql',
            'See the base backups in the archive',
            '아카이브에 있는 베이스 백업을 확인합니다',
            [listCommand(context)],
          ),
          inside(
            'postgresql',
            'See what was archived last, and what failed',
            '마지막으로 보관한 WAL과 실패 기록을 확인합니다',
            ["psql --username=postgres --expanded --command='SELECT * FROM pg_stat_archiver'"],
          ),
        ]),
  ]
}
