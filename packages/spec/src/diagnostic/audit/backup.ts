// Lists the audit's findings about backups, restores, scripts and what they need, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

/** Words that a fact of the catalog brings along, in both languages. */
type Bilingual = { readonly en: string; readonly ko: string }

/** What is used and has to be made before. */
type MadeThing = 'database' | 'role' | 'bucket' | 'realm' | 'client'

/** What a cron parser refuses: a field, how many there are, or what stands behind an `@`. */
type CronFault = 'fields' | 'macro' | 'minute' | 'hour' | 'day' | 'month' | 'weekday'

export type BackupParams = {
  /** A script calls a program that its image does not hold. */
  'backup/missing-program': { readonly program: string; readonly image: string }
  /** A command that is known to fail, or to do something else. */
  'backup/wrong-command': {
    readonly program: string
    readonly problem: Bilingual
    readonly remedy: Bilingual
  }
  'backup/schedule-as-backup': { readonly schedule: string }
  'backup/one-password': { readonly users: readonly string[] }
  'backup/pruned-first': { readonly program: string }
  'backup/cleanup-skipped': { readonly program: string }
  'backup/hook-never-runs': { readonly hook: string }
  'backup/literal-pattern': { readonly pattern: string }
  /** `part` is what is wrong of the schedule. */
  'backup/invalid-schedule': {
    readonly kind: string
    readonly schedule: string
    readonly fault: CronFault
    readonly part: string
  }
  'backup/no-time-zone': { readonly kind: string; readonly schedule: string }
  'backup/resources-left-out': { readonly kinds: readonly string[] }
  'backup/job-unbounded': { readonly missing: readonly string[] }
  /** `every` is undefined when nothing saves it at all. */
  'backup/objective-missed': {
    readonly job: string
    readonly everyMinutes: number
    readonly objectiveMinutes: number
  }
  'backup/runbook-inside': { readonly name: string }
  'backup/replication-refused': { readonly network: string }
  'wiring/never-created': {
    readonly thing: MadeThing
    readonly name: string
    readonly on: string
    /** A folder of init scripts that is mounted and not among the files. */
    readonly unread: string
  }
}

export const backupSeverities: { readonly [C in keyof BackupParams]: Severity } = {
  'backup/missing-program': 'error',
  'backup/wrong-command': 'warning',
  'backup/schedule-as-backup': 'error',
  'backup/one-password': 'warning',
  'backup/pruned-first': 'warning',
  'backup/cleanup-skipped': 'warning',
  'backup/hook-never-runs': 'error',
  'backup/literal-pattern': 'warning',
  'backup/invalid-schedule': 'error',
  'backup/no-time-zone': 'info',
  'backup/resources-left-out': 'warning',
  'backup/job-unbounded': 'warning',
  'backup/objective-missed': 'warning',
  'backup/runbook-inside': 'warning',
  'backup/replication-refused': 'warning',
  'wiring/never-created': 'warning',
}

const things: { readonly [T in MadeThing]: { readonly en: string; readonly ko: string } } = {
  database: { en: 'database', ko: '데이터베이스' },
  role: { en: 'role', ko: '역할' },
  bucket: { en: 'bucket', ko: '버킷' },
  realm: { en: 'realm', ko: '렐름' },
  client: { en: 'client', ko: '클라이언트' },
}

const cronFields: {
  readonly [F in Exclude<CronFault, 'fields' | 'macro'>]: {
    readonly en: string
    readonly ko: string
    readonly range: string
  }
} = {
  minute: { en: 'minute', ko: '분', range: '0-59' },
  hour: { en: 'hour', ko: '시', range: '0-23' },
  day: { en: 'day of the month', ko: '일', range: '1-31' },
  month: { en: 'month', ko: '월', range: '1-12' },
  weekday: { en: 'day of the week', ko: '요일', range: '0-6' },
}

function cronEnglish(fault: CronFault, part: string): string {
  if (fault === 'macro') return `${part} is no interval that cron knows`
  if (fault === 'fields')
    return `${part} has ${counted(part.split(/\s+/).length, 'field')}, but a schedule has 5`
  const { en, range } = cronFields[fault]
  return `${part} is no valid ${en} (${range})`
}

function cronKorean(fault: CronFault, part: string): string {
  if (fault === 'macro') return `${part}: cron에 없는 주기입니다`
  if (fault === 'fields')
    return `${part}: 필드가 ${part.split(/\s+/).length}개인데 일정에는 5개가 필요합니다`
  const { ko, range } = cronFields[fault]
  return `${ko} 필드 ${part}: ${range} 범위의 값이나 목록, 구간만 쓸 수 있습니다`
}

function durationEnglish(minutes: number): string {
  if (minutes % 1440 === 0) return counted(minutes / 1440, 'day')
  return minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute')
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** `every day`, `every 6 hours`. */
const every = (minutes: number): string => `every ${durationEnglish(minutes).replace(/^1 /, '')}`

function durationKorean(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}일`
  return minutes % 60 === 0 ? `${minutes / 60}시간` : `${minutes}분`
}

export const backupEnglish: { readonly [C in keyof BackupParams]: Wording<BackupParams[C]> } = {
  'backup/missing-program': {
    title: 'A script calls a program that its image lacks',
    message: ({ program, image }) =>
      `the image ${image} has no ${program}, so the script fails here`,
    why: 'A shell returns 127 for a program that does not exist. Under `set -e` everything after it is skipped.',
    fix: 'Use an image that has all programs of the script, or run this step in a container of its own.',
  },
  'backup/wrong-command': {
    title: 'A command that does something else',
    message: ({ problem, remedy }) => `${problem.en}; ${remedy.en}`,
    why: 'A runbook is read when there is no time left to find out what a command really does.',
    fix: 'Do what the message says, and rehearse the procedure before it is needed.',
  },
  'backup/schedule-as-backup': {
    title: 'A schedule named in place of a backup',
    message: ({ schedule }) =>
      `${schedule} is a Schedule: its backups are called ${schedule}-<time>, so this command finds none`,
    why: 'Velero names each backup of a schedule after the schedule and the time.',
    fix: 'Restore with --from-schedule, or name the backup that `velero backup get` lists.',
  },
  'backup/one-password': {
    title: 'One password for several users',
    message: ({ users }) =>
      `PGPASSWORD holds one password, but the script logs in as ${users.join(' and ')}`,
    why: 'Each PostgreSQL user has a password of its own, so all logins but one are refused.',
    fix: 'Mount a .pgpass file with a line for each user, or set PGPASSWORD for each command.',
  },
  'backup/pruned-first': {
    title: 'Old backups are deleted before the new one is safe',
    message: ({ program }) => `old backups are deleted before ${program} has stored the new one`,
    why: 'When the upload fails day after day, the script deletes the last good backup and stores none.',
    fix: 'Store the new backup, check it, and delete old ones last.',
  },
  'backup/cleanup-skipped': {
    title: 'A failure that skips the clean-up',
    message: ({ program }) =>
      `under set -e, a failing ${program} ends the script before old files are deleted, and each retry leaves another dump`,
    why: 'A job is retried, by default six times, and every attempt writes to a folder with a new name until the volume is full.',
    fix: 'Delete unfinished files in `trap … EXIT`, or run each step in a container of its own.',
  },
  'backup/hook-never-runs': {
    title: 'A hook in a backup without pods',
    message: ({ hook }) =>
      `the hook ${hook} never runs: this backup includes no pods, and Velero runs hooks only in pods that it backs up`,
    why: 'Nothing reports a hook that did not run, so the backup looks complete.',
    fix: 'Include pods in the backup, or dump the database in a job of its own.',
  },
  'backup/literal-pattern': {
    title: 'A namespace pattern that older versions take literally',
    message: ({ pattern }) =>
      `before Velero 1.18, ${pattern} is read as a literal namespace name, so none of the namespaces meant is backed up`,
    why: 'Patterns in namespace lists were added in 1.18. Earlier versions only know a single *.',
    fix: 'Run Velero 1.18 or later, use * with excludedNamespaces, or select by label.',
  },
  'backup/invalid-schedule': {
    title: 'A schedule that cannot be read',
    message: ({ kind, fault, part }) => `this ${kind} never runs: ${cronEnglish(fault, part)}`,
    why: 'Kubernetes refuses a CronJob whose schedule it cannot read, and Velero marks such a Schedule as failed.',
    fix: 'Write minute, hour, day of the month, month and day of the week, such as 0 2 * * *. A range begins with its lower value.',
  },
  'backup/no-time-zone': {
    title: 'A schedule without a time zone',
    message: ({ kind, schedule }) =>
      `the ${kind} runs at ${schedule} in the time zone of its controller, which is usually UTC`,
    why: 'What is meant as the middle of the night may fall into working hours.',
    fix: 'CronJob: set spec.timeZone. Velero: begin the schedule with CRON_TZ, such as CRON_TZ=Asia/Seoul.',
  },
  'backup/resources-left-out': {
    title: 'A backup that leaves out kinds',
    message: ({ kinds }) =>
      `this backup leaves out kinds that its namespaces contain: ${kinds.join(', ')}`,
    why: 'What is not listed in includedResources cannot be restored, and nothing reports that.',
    fix: 'Remove includedResources, or add these kinds to it.',
  },
  'backup/job-unbounded': {
    title: 'A job without limits',
    message: ({ missing }) => `the job does not set ${missing.join(', ')}`,
    why: 'Without concurrencyPolicy a slow run overlaps with the next one. Without limits a backup takes memory from its neighbours.',
    fix: 'Set concurrencyPolicy: Forbid, startingDeadlineSeconds, backoffLimit and the resources of the container.',
  },
  'backup/objective-missed': {
    title: 'Backups less frequent than the objective allows',
    message: ({ job, everyMinutes, objectiveMinutes }) =>
      `${job} runs ${every(everyMinutes)}, but at most ${durationEnglish(objectiveMinutes)} of data may be lost`,
    why: 'Everything written since the last backup is lost, so the time between two backups is the loss to expect.',
    fix: 'Back up as often as the objective requires, archive the log continuously, or state an objective that can be met.',
  },
  'backup/runbook-inside': {
    title: 'A recovery procedure kept in the cluster it rebuilds',
    message: ({ name }) => `${name} describes how to rebuild the cluster that it is stored in`,
    why: 'When the cluster is gone, so are the instructions for bringing it back.',
    fix: 'Keep it in Git and offline; a copy in the cluster does no harm.',
  },
  'backup/replication-refused': {
    title: 'Replication from a network that is not allowed',
    message: ({ network }) =>
      `pg_basebackup runs in a pod, but replication is allowed from ${network} only`,
    why: 'In pg_hba.conf the database `all` does not include replication, so this login needs a line of its own.',
    fix: 'Add a replication line for the network of the pods or the nodes, or take base backups on the database hosts.',
  },
  'wiring/never-created': {
    title: 'Something that is used but never created',
    message: ({ thing, name, on, unread }) =>
      `the ${things[thing].en} ${name} on ${on} is used, but nothing here creates it${unread === '' ? '' : `, and ${unread} is not among these files`}`,
    why: 'Programs expect their database, bucket or realm to exist, and fail when they first use it.',
    fix: 'Create it in an init script, in a job, in a realm import, or in the values of the chart.',
  },
}

export const backupKorean: { readonly [C in keyof BackupParams]: Wording<BackupParams[C]> } = {
  'backup/missing-program': {
    title: '이미지에 없는 프로그램을 호출하는 스크립트',
    message: ({ program, image }) =>
      `${image} 이미지에 ${program} 프로그램이 없어 스크립트가 여기서 실패합니다`,
    why: '없는 프로그램을 호출하면 셸이 127을 반환합니다. `set -e`라면 그 뒤의 단계를 모두 건너뜁니다.',
    fix: '스크립트의 모든 프로그램이 들어 있는 이미지를 쓰거나 이 단계를 별도 컨테이너로 나누세요.',
  },
  'backup/wrong-command': {
    title: '의도와 다르게 동작하는 명령',
    message: ({ problem, remedy }) => `${problem.ko}. ${remedy.ko}`,
    why: '복구 절차서는 명령의 실제 동작을 알아볼 시간이 없을 때 읽는 문서입니다.',
    fix: '메시지대로 고치고, 실제로 필요해지기 전에 절차를 연습해 보세요.',
  },
  'backup/schedule-as-backup': {
    title: '백업 이름 자리에 적은 스케줄',
    message: ({ schedule }) =>
      `${schedule}: 백업이 아니라 Schedule의 이름입니다. 백업 이름은 ${schedule}-<시각>이므로 이 명령은 백업을 찾지 못합니다`,
    why: 'Velero는 스케줄로 만든 백업에 스케줄 이름과 시각을 이어 붙인 이름을 줍니다.',
    fix: '--from-schedule로 복원하거나 `velero backup get`에 나오는 백업 이름을 적으세요.',
  },
  'backup/one-password': {
    title: '여러 사용자가 함께 쓰는 비밀번호 하나',
    message: ({ users }) =>
      `PGPASSWORD는 비밀번호 하나인데 스크립트는 ${users.join(', ')} 사용자로 로그인합니다`,
    why: 'PostgreSQL 사용자는 저마다 비밀번호가 달라 하나를 뺀 나머지 로그인은 거부됩니다.',
    fix: '사용자마다 한 줄씩 적은 .pgpass 파일을 마운트하거나 명령마다 PGPASSWORD를 지정하세요.',
  },
  'backup/pruned-first': {
    title: '새 백업을 저장하기 전에 지우는 이전 백업',
    message: ({ program }) =>
      `${program} 명령으로 새 백업을 저장하기 전에 오래된 백업을 먼저 지웁니다`,
    why: '업로드가 며칠째 실패하면 마지막 정상 백업까지 지우고 아무것도 남기지 않습니다.',
    fix: '새 백업을 올리고 확인한 뒤 마지막에 오래된 것을 지우세요.',
  },
  'backup/cleanup-skipped': {
    title: '실패하면 건너뛰는 정리 단계',
    message: ({ program }) =>
      `set -e이므로 ${program} 명령이 실패하면 오래된 파일을 지우기 전에 스크립트가 끝나고, 재시도할 때마다 덤프가 하나씩 더 쌓입니다`,
    why: '잡은 기본으로 여섯 번까지 재시도하며, 시도할 때마다 새 이름의 폴더에 써서 볼륨이 가득 찹니다.',
    fix: '`trap … EXIT`로 만들다 만 것을 지우거나 단계마다 컨테이너를 나누세요.',
  },
  'backup/hook-never-runs': {
    title: '파드 없는 백업의 훅',
    message: ({ hook }) =>
      `${hook} 훅은 실행되지 않습니다. 이 백업에는 파드가 포함되지 않는데 Velero는 백업하는 파드의 훅만 실행합니다`,
    why: '실행되지 않은 훅은 어디에도 보고되지 않아 백업이 온전한 것처럼 보입니다.',
    fix: '파드도 함께 백업하거나 데이터베이스는 별도 잡으로 덤프하세요.',
  },
  'backup/literal-pattern': {
    title: '이전 버전에서는 패턴으로 쓸 수 없는 네임스페이스 이름',
    message: ({ pattern }) =>
      `Velero 1.18 이전 버전은 ${pattern} 패턴을 네임스페이스 이름 그대로 읽으므로, 의도한 네임스페이스가 하나도 백업되지 않습니다`,
    why: '네임스페이스 목록의 패턴은 1.18에서 추가되었습니다. 이전 버전은 단독으로 쓴 *만 인식합니다.',
    fix: 'Velero 1.18 이상을 쓰거나, *와 excludedNamespaces를 함께 쓰거나, 레이블로 고르세요.',
  },
  'backup/invalid-schedule': {
    title: '해석할 수 없는 일정',
    message: ({ kind, fault, part }) =>
      `이 ${kind}은(는) 실행되지 않습니다. ${cronKorean(fault, part)}`,
    why: '쿠버네티스는 일정을 해석할 수 없는 CronJob을 거부하고, Velero는 그런 Schedule을 실패로 표시합니다.',
    fix: '0 2 * * *처럼 분, 시, 일, 월, 요일 순서로 쓰세요. 구간은 작은 값을 앞에 씁니다.',
  },
  'backup/no-time-zone': {
    title: '시간대가 없는 일정',
    message: ({ kind, schedule }) =>
      `${kind} 일정 ${schedule}: 컨트롤러의 시간대(보통 UTC)를 기준으로 실행됩니다`,
    why: '한밤중으로 생각한 시각이 실제로는 업무 시간일 수 있습니다.',
    fix: 'CronJob은 spec.timeZone을 지정하고, Velero는 일정 앞에 CRON_TZ=Asia/Seoul처럼 시간대를 붙이세요.',
  },
  'backup/resources-left-out': {
    title: '일부 종류가 빠진 백업',
    message: ({ kinds }) =>
      `대상 네임스페이스에 있는 다음 종류가 이 백업에서 빠져 있습니다: ${kinds.join(', ')}`,
    why: 'includedResources에 없는 종류는 복원할 수 없으며, 이를 알려 주는 경고도 없습니다.',
    fix: 'includedResources를 지우거나 이 종류도 목록에 넣으세요.',
  },
  'backup/job-unbounded': {
    title: '한도를 정하지 않은 잡',
    message: ({ missing }) => `이 잡에 다음 설정이 없습니다: ${missing.join(', ')}`,
    why: 'concurrencyPolicy가 없으면 느린 실행이 다음 실행과 겹칩니다. 자원 한도가 없으면 백업이 이웃의 메모리를 차지합니다.',
    fix: 'concurrencyPolicy: Forbid, startingDeadlineSeconds, backoffLimit과 컨테이너의 resources를 지정하세요.',
  },
  'backup/objective-missed': {
    title: '백업 주기가 목표를 만족하지 못함',
    message: ({ job, everyMinutes, objectiveMinutes }) =>
      `${job}: 백업 간격은 ${durationKorean(everyMinutes)}인데, 잃어도 되는 데이터는 최대 ${durationKorean(objectiveMinutes)} 분량입니다`,
    why: '마지막 백업 뒤에 쓴 데이터는 모두 사라지므로, 백업 간격만큼 잃을 수 있습니다.',
    fix: '목표만큼 자주 백업하거나, 로그를 계속 보관하거나, 실제로 지킬 수 있는 목표를 적으세요.',
  },
  'backup/runbook-inside': {
    title: '복구할 클러스터 안에 둔 복구 절차',
    message: ({ name }) => `${name}: 클러스터를 복구하는 절차가 그 클러스터 안에 저장되어 있습니다`,
    why: '클러스터가 사라지면 복구 방법을 적은 문서도 함께 사라집니다.',
    fix: 'Git과 오프라인에 보관하세요. 클러스터 안의 사본은 있어도 괜찮습니다.',
  },
  'backup/replication-refused': {
    title: '허용되지 않은 네트워크의 복제 연결',
    message: ({ network }) =>
      `pg_basebackup은 파드에서 실행되는데 복제 연결은 ${network}에서만 허용합니다`,
    why: 'pg_hba.conf의 데이터베이스 `all`에는 복제가 포함되지 않으므로, 복제 연결에는 별도의 줄이 필요합니다.',
    fix: '파드나 노드 네트워크에 대한 replication 줄을 추가하거나 베이스 백업을 데이터베이스 서버에서 받으세요.',
  },
  'wiring/never-created': {
    title: '사용하지만 만들지 않는 대상',
    message: ({ thing, name, on, unread }) =>
      `${on}의 ${things[thing].ko} ${name}: 사용하지만 이 파일들에 만드는 단계가 없습니다${unread === '' ? '' : `. ${unread} 폴더는 검사한 파일에 없습니다`}`,
    why: '프로그램은 데이터베이스, 버킷, 렐름이 이미 있다고 보므로 처음 사용할 때 실패합니다.',
    fix: '초기화 스크립트, 잡, 렐름 가져오기 또는 차트 값에서 만드세요.',
  },
}
