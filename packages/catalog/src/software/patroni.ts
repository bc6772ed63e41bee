// What is known of Patroni: where its images come from and which configurations lose data or let strangers in.

import type { Problem } from '../problem.js'
import type { Software } from '../software.js'

const documentation = 'patroni/patroni docs/yaml_configuration.rst'

const problems: readonly Problem[] = [
  {
    id: 'open-rest-api',
    severity: 'warning',
    problem: {
      en: 'the REST API accepts changes from anyone who reaches it: a PATCH of /config without a password changes the whole cluster',
      ko: 'REST API에 접근할 수 있으면 누구나 설정을 바꿀 수 있습니다. 비밀번호 없이 보낸 PATCH /config가 클러스터 전체에 적용됩니다',
    },
    remedy: {
      en: 'set restapi.authentication, and a certificate with verify_client',
      ko: 'restapi.authentication과 인증서, verify_client를 설정하세요',
    },
    source: 'patroni/patroni docs/security.rst, patroni/api.py',
    sign: {
      kind: 'all',
      of: [
        { kind: 'form', anyOf: ['configuration'] },
        { kind: 'reached' },
        { kind: 'setting', name: 'restapi' },
        { kind: 'setting', name: 'restapi.listen', matches: String.raw`^(?!127\.|localhost)` },
        {
          kind: 'unset',
          anyOf: ['restapi.authentication', 'restapi.verify_client', 'restapi.allowlist'],
        },
      ],
    },
  },
  ...['etcd', 'etcd3'].map((name): Problem => ({
    id: `unprotected-${name}`,
    severity: 'warning',
    problem: {
      en: 'the connection to the etcd that decides which server is primary has no TLS, certificate or user, so anyone who reaches that etcd can trigger a failover',
      ko: '어느 서버가 primary인지 정하는 etcd에 TLS, 인증서, 사용자 없이 접속하므로, etcd에 접근할 수 있으면 누구나 장애 조치를 일으킬 수 있습니다',
    },
    remedy: {
      en: 'set protocol: https with cacert, cert and key, or a username and a password',
      ko: 'protocol: https와 cacert, cert, key 또는 username과 password를 설정하세요',
    },
    source: `${documentation} (Etcdv3)`,
    sign: {
      kind: 'all',
      of: [
        { kind: 'form', anyOf: ['configuration'] },
        { kind: 'reached' },
        { kind: 'setting', name },
        {
          kind: 'unset',
          anyOf: ['protocol', 'cacert', 'cert', 'username', 'url'].map((key) => `${name}.${key}`),
        },
      ],
    },
  })),
  {
    id: 'asynchronous-failover',
    severity: 'warning',
    problem: {
      en: 'without synchronous_mode a failover may lose commits already confirmed to clients, up to maximum_lag_on_failover',
      ko: 'synchronous_mode가 없으면 장애 조치 때 클라이언트에 이미 완료를 알린 커밋을 최대 maximum_lag_on_failover만큼 잃을 수 있습니다',
    },
    remedy: {
      en: 'set bootstrap.dcs.synchronous_mode: true where no commit may be lost',
      ko: '커밋을 잃어서는 안 된다면 bootstrap.dcs.synchronous_mode: true로 설정하세요',
    },
    source: 'patroni/patroni docs/replication_modes.rst',
    sign: {
      kind: 'all',
      of: [
        { kind: 'form', anyOf: ['configuration'] },
        { kind: 'setting', name: 'bootstrap.dcs.maximum_lag_on_failover' },
        { kind: 'unset', anyOf: ['bootstrap.dcs.synchronous_mode'] },
      ],
    },
  },
  {
    id: 'no-log-archive',
    severity: 'warning',
    problem: {
      en: 'archive_mode is off by default, so no point in time between two base backups can be restored',
      ko: 'archive_mode는 기본으로 꺼져 있어, 베이스 백업 사이의 시점으로는 복구할 수 없습니다',
    },
    remedy: {
      en: 'set archive_mode: "on", archive_command and archive_timeout, and restore_command in recovery_conf',
      ko: 'archive_mode: "on", archive_command, archive_timeout과 recovery_conf의 restore_command를 설정하세요',
    },
    source:
      'postgres/postgres doc/src/sgml/backup.sgml, src/backend/utils/misc/postgresql.conf.sample',
    sign: {
      kind: 'all',
      of: [
        { kind: 'form', anyOf: ['configuration'] },
        { kind: 'setting', name: 'bootstrap.dcs.postgresql.parameters' },
        {
          kind: 'unset',
          anyOf: [
            'bootstrap.dcs.postgresql.parameters.archive_mode',
            'postgresql.parameters.archive_mode',
          ],
        },
      ],
    },
  },
  {
    id: 'local-trust-stays',
    severity: 'warning',
    problem: {
      en: 'bootstrap.pg_hba is appended to the file that initdb creates, whose trust lines allow local superuser logins without a password',
      ko: 'bootstrap.pg_hba는 initdb가 만든 파일 뒤에 덧붙으므로 그 파일의 trust 줄이 남아 로컬에서는 비밀번호 없이 슈퍼유저로 로그인할 수 있습니다',
    },
    remedy: {
      en: 'set auth-host and auth-local below bootstrap.initdb, or postgresql.pg_hba, which replaces the file',
      ko: 'bootstrap.initdb에 auth-host와 auth-local을 설정하거나 파일을 대체하는 postgresql.pg_hba를 쓰세요',
    },
    source: 'patroni/patroni patroni/postgresql/config.py, patroni/postgresql/bootstrap.py',
    sign: {
      kind: 'all',
      of: [
        { kind: 'form', anyOf: ['configuration'] },
        { kind: 'setting', name: 'bootstrap.pg_hba' },
        {
          kind: 'unset',
          anyOf: [
            'postgresql.pg_hba',
            'postgresql.parameters.hba_file',
            'bootstrap.initdb.auth-host',
            'bootstrap.initdb.auth',
          ],
        },
      ],
    },
  },
  {
    id: 'plain-connections',
    severity: 'warning',
    problem: {
      en: 'PostgreSQL listens on every address without ssl, so data crosses the network unencrypted',
      ko: 'PostgreSQL이 ssl 없이 모든 주소에서 연결을 받으므로 데이터가 평문으로 전송됩니다',
    },
    remedy: {
      en: 'set ssl, ssl_cert_file and ssl_key_file, and hostssl in pg_hba',
      ko: 'ssl, ssl_cert_file, ssl_key_file을 설정하고 pg_hba에 hostssl을 쓰세요',
    },
    source: 'postgres/postgres doc/src/sgml/client-auth.sgml, doc/src/sgml/runtime.sgml',
    sign: {
      kind: 'all',
      of: [
        { kind: 'form', anyOf: ['configuration'] },
        { kind: 'reached' },
        { kind: 'setting', name: 'postgresql.listen', matches: String.raw`^(0\.0\.0\.0|\*)` },
        {
          kind: 'unset',
          anyOf: ['bootstrap.dcs.postgresql.parameters.ssl', 'postgresql.parameters.ssl'],
        },
      ],
    },
  },
]

export const patroni: Software = {
  name: 'patroni',
  title: 'Patroni',
  images: [],
  versions: [],
  problems,
}
