// What is known of commands in scripts and runbooks that fail, or do something else than what they are called for.

import type { CommandFact } from '../command.js'

export const commandFacts: readonly CommandFact[] = [
  {
    id: 'etcdctl-snapshot-restore',
    severity: 'warning',
    command: {
      program: 'etcdctl',
      words: ['snapshot', 'restore'],
    },
    problem: {
      en: 'etcdctl snapshot restore is deprecated since etcd 3.5 and gone in 3.6 in favour of etcdutl, and without --data-dir, --name and --initial-cluster it creates a member called default in ./default.etcd instead of a member of the cluster',
      ko: 'etcdctl snapshot restore는 etcd 3.5에서 사용 중단(deprecated)되었고 3.6에는 없으며, etcdutl이 대신합니다. 또한 --data-dir, --name, --initial-cluster가 없으면 클러스터 멤버가 아니라 default라는 이름의 멤버를 ./default.etcd에 만듭니다',
    },
    remedy: {
      en: 'run `etcdutl snapshot restore` for each member with --name, --initial-cluster, --initial-advertise-peer-urls and --data-dir',
      ko: '멤버마다 --name, --initial-cluster, --initial-advertise-peer-urls, --data-dir를 지정해 `etcdutl snapshot restore`를 실행하세요',
    },
    source:
      'etcd-io/etcd etcdutl/README.md, CHANGELOG/CHANGELOG-3.6.md, etcdutl/snapshot/v3_snapshot.go',
  },
  {
    id: 'etcdutl-restore-nowhere',
    severity: 'warning',
    command: { program: 'etcdutl', words: ['snapshot', 'restore'], lacks: ['--data-dir'] },
    problem: {
      en: 'without --data-dir the snapshot is restored into a folder below the current one, where etcd does not look for it',
      ko: '--data-dir가 없으면 스냅샷이 현재 폴더 아래에 복원되며 etcd는 그곳을 읽지 않습니다',
    },
    remedy: {
      en: 'name the data directory of the member with --data-dir, and the member with --name and --initial-cluster',
      ko: '--data-dir로 멤버의 데이터 디렉터리를, --name과 --initial-cluster로 멤버를 지정하세요',
    },
    source: 'etcd-io/etcd etcdutl/etcdutl/snapshot_command.go',
  },
  ...['etcdctl', 'etcdutl'].map((program): CommandFact => ({
    id: `kubeadm-init-after-${program}-restore`,
    severity: 'warning',
    command: { program: 'kubeadm', words: ['init'], lacks: ['--ignore-preflight-errors'] },
    after: { program, words: ['snapshot', 'restore'] },
    problem: {
      en: 'kubeadm init stops if /var/lib/etcd is not empty; if it is empty, a new cluster starts without the restored data',
      ko: 'kubeadm init은 /var/lib/etcd가 비어 있지 않으면 멈추고, 비어 있으면 복원한 데이터 없이 새 클러스터를 시작합니다',
    },
    remedy: {
      en: 'put the old /etc/kubernetes/pki and the restored data in place, then add --ignore-preflight-errors=DirAvailable--var-lib-etcd',
      ko: '기존 /etc/kubernetes/pki와 복원한 데이터를 제자리에 둔 뒤 --ignore-preflight-errors=DirAvailable--var-lib-etcd를 붙이세요',
    },
    source: 'kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go',
  })),
  {
    id: 'cilium-manifest',
    severity: 'warning',
    command: {
      program: 'kubectl',
      words: ['apply'],
      argument: String.raw`^(?:\./)?cilium\.ya?ml$`,
    },
    unlessBeside: [{ program: 'helm', words: ['template'] }, { program: 'cilium' }],
    problem: {
      en: 'Cilium is not released as a single manifest, so this file exists only if someone generated it from the chart',
      ko: 'Cilium은 단일 매니페스트로 배포되지 않으므로, 차트에서 미리 생성해 두지 않았다면 이 파일은 없습니다',
    },
    remedy: {
      en: 'run `helm upgrade --install cilium` with the pinned chart version and values',
      ko: '고정한 차트 버전과 값으로 `helm upgrade --install cilium`을 실행하세요',
    },
    source:
      'cilium/cilium install/kubernetes/cilium, Documentation/installation/k8s-install-helm.rst',
  },
  {
    id: 'redis-cli-rdb-restore',
    severity: 'error',
    command: { program: 'redis-cli', has: ['--rdb'] },
    purpose: 'restore',
    problem: {
      en: 'redis-cli --rdb copies the data of the running server into the file, so this restores nothing and overwrites the backup',
      ko: 'redis-cli --rdb는 실행 중인 서버의 데이터를 파일로 내려받는 명령이므로 복원은 되지 않고 백업 파일을 덮어씁니다',
    },
    remedy: {
      en: 'stop Redis, put dump.rdb into its data folder, start it with appendonly no, then turn appendonly on',
      ko: 'Redis를 멈추고 dump.rdb를 데이터 폴더에 둔 뒤 appendonly no로 시작하고, 그다음 appendonly를 켜세요',
    },
    source: 'redis/redis src/redis-cli.c',
  },
  {
    id: 'pg-restore-into-nothing',
    severity: 'warning',
    command: {
      program: 'pg_restore',
      has: ['-d', '--dbname'],
      lacks: ['-C', '--create', '-l', '--list'],
    },
    unlessAfter: ['createdb', 'psql'],
    purpose: 'restore',
    problem: {
      en: 'pg_restore -d needs an existing database, and a dump of one database does not contain the roles that own its tables',
      ko: 'pg_restore -d에는 이미 만들어진 데이터베이스가 필요하고, 데이터베이스 하나의 덤프에는 테이블을 소유한 역할이 들어 있지 않습니다',
    },
    remedy: {
      en: 'restore roles first with `psql -f globals.sql`, then run `pg_restore -C -d postgres` for every database',
      ko: '`psql -f globals.sql`로 역할을 먼저 복원한 뒤 데이터베이스마다 `pg_restore -C -d postgres`를 실행하세요',
    },
    source: 'postgres/postgres doc/src/sgml/ref/pg_restore.sgml, doc/src/sgml/ref/pg_dump.sgml',
  },
  {
    id: 'pg-dump-without-roles',
    severity: 'info',
    command: { program: 'pg_dump' },
    unlessBeside: [{ program: 'pg_dumpall' }],
    problem: {
      en: 'pg_dump leaves out roles and their passwords, so the dump alone does not restore a working database',
      ko: 'pg_dump는 역할과 비밀번호를 담지 않으므로 이 덤프만으로는 동작하는 데이터베이스를 복원할 수 없습니다',
    },
    remedy: {
      en: 'add `pg_dumpall --globals-only`',
      ko: '`pg_dumpall --globals-only`를 추가하세요',
    },
    source: 'postgres/postgres doc/src/sgml/ref/pg_dumpall.sgml, doc/src/sgml/backup.sgml',
  },
  {
    id: 'milvus-restore-endpoint',
    severity: 'error',
    command: {
      program: 'curl',
      argument: String.raw`/v[12]/vector(?:db)?/collections?/(?:restore|backup)\b`,
    },
    problem: {
      en: 'Milvus has no such endpoint: its API neither creates nor restores backups of collections',
      ko: 'Milvus에는 이런 엔드포인트가 없습니다. 컬렉션의 백업과 복원은 API로 할 수 없습니다',
    },
    remedy: {
      en: 'run `milvus-backup create` and `milvus-backup restore`',
      ko: '`milvus-backup create`와 `milvus-backup restore`를 사용하세요',
    },
    source:
      'milvus-io/milvus internal/distributed/proxy/httpserver/constant.go; zilliztech/milvus-backup README.md',
  },
]

/** Programs that are in an image only when its list says so, and that no POSIX system brings along. */
export const foreignPrograms: readonly string[] = [
  'mc',
  'aws',
  'gcloud',
  'gsutil',
  'az',
  'rclone',
  's3cmd',
  'restic',
  'kubectl',
  'helm',
  'velero',
  'etcdctl',
  'etcdutl',
  'psql',
  'pg_dump',
  'pg_dumpall',
  'pg_restore',
  'pg_basebackup',
  'pgbackrest',
  'wal-g',
  'redis-cli',
  'mysql',
  'mysqldump',
  'mongodump',
  'mongorestore',
  'milvus-backup',
  'neo4j-admin',
  'cypher-shell',
]
