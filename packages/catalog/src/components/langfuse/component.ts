// Langfuse: shows what each answer asked, found and cost.

import type { OperatorCommand, SecretKey } from '@llmflow/spec'
import { backupSecrets } from '../../backup.js'
import type { Component, Context, Need, SecretDeclaration } from '../../component.js'
import { langfuseEndpoint } from '../../endpoints.js'
import { keptInside, neverRotated } from '../../rotation.js'
import { langfuseAlerts } from './alerts.js'
import { langfuseStores, traceBackupOf } from './backup.js'
import { hasLogin, ownerOf, redisPrefix, redisUser } from './environment.js'
import {
  authorityFile,
  authoritySecret,
  clickhouseSecret,
  clickhouseWorkload,
  langfuseSecret,
} from './names.js'
import { langfuseParts, sizeLangfuse } from './size.js'
import { hasClickhouse, langfuseVersions } from './versions.js'
import { langfuseWorkloads } from './workloads.js'

export const langfuse: Component = {
  name: 'langfuse',
  title: 'Langfuse',
  summary: {
    en: 'Shows what each answer asked, found and cost, as traces',
    ko: '답변마다 질문, 검색 결과, 비용을 트레이스로 보여 줍니다',
  },
  brings: ['clickhouse'],
  topologies: ['server'],
  versions: langfuseVersions,
  options: [
    {
      name: 'owner',
      type: 'string',
      description: {
        en: 'E-mail address of the first owner, who lets the others in. With Keycloak it must be that of a person who has an account there already: who comes with this address gets the project',
        ko: '다른 사람을 초대할 첫 소유자의 이메일 주소입니다. Keycloak을 쓰면 Keycloak에 계정이 이미 있는 사람의 주소여야 합니다. 이 주소로 로그인하는 사람이 프로젝트를 갖기 때문입니다',
      },
    },
  ],
  parts: langfuseParts,
  auxiliaryParts: ['migrate', 'clickhouse', 'clickhouse-backup'],
  needs: (context) => (hasClickhouse(context) ? [database, queue, bucket] : [database]),
  size: sizeLangfuse,
  workloads: langfuseWorkloads,
  secrets: secretsOf,
  databases: () => ['langfuse'],
  buckets: (context) => (hasClickhouse(context) ? ['langfuse'] : []),
  redisClients: (context) =>
    hasClickhouse(context) ? [{ name: redisUser, keys: [`${redisPrefix}*`] }] : [],
  logins: () => [{ id: 'langfuse', prefixes: ['langfuse'], path: '/api/auth/callback/keycloak' }],
  routes: () => [
    {
      id: 'langfuse',
      prefix: 'langfuse',
      paths: ['/*'],
      target: { kind: 'workload', endpoint: langfuseEndpoint },
      readSeconds: 60,
      access: 'own',
      purpose: 'traces of answers',
    },
  ],
  alerts: langfuseAlerts,
  backups: [
    {
      store: 'postgresql',
      method: {
        en: 'Projects, people and keys lie in PostgreSQL and are backed up with it; with version 2 the traces too',
        ko: '프로젝트, 사용자, 키는 PostgreSQL에 있어 함께 백업됩니다. 2 버전은 트레이스도 여기에 있습니다',
      },
    },
    {
      store: 'clickhouse',
      when: hasClickhouse,
      method: {
        en: 'ClickHouse copies the traces to S3, full once a day and incremental in between',
        ko: 'ClickHouse가 트레이스를 S3에 백업합니다. 하루 한 번 전체, 그 사이에는 증분입니다',
      },
    },
    {
      store: 'minio',
      when: hasClickhouse,
      method: {
        en: 'What came in lies in a bucket and is backed up with MinIO',
        ko: '들어온 원본 이벤트는 버킷에 있어 MinIO와 함께 백업됩니다',
      },
    },
  ],
  stores: langfuseStores,
  commands: commandsOf,
}

const database: Need = {
  component: 'postgresql',
  purpose: { en: 'projects, people and keys', ko: '프로젝트·사용자·키 저장' },
}
const queue: Need = {
  component: 'redis',
  purpose: { en: 'the queue of traces', ko: '트레이스 대기열' },
}
const bucket: Need = {
  component: 'minio',
  purpose: { en: 'traces before they are written', ko: '기록 전 트레이스 보관' },
}

const key = (format: SecretKey['format'], length: number, purpose: string): SecretKey => ({
  format,
  length,
  purpose,
})

function secretsOf(context: Context): { readonly [name: string]: SecretDeclaration } {
  return {
    [langfuseSecret]: {
      keys: {
        'nextauth-secret': key('alphanumeric', 32, 'signs the cookies of people'),
        salt: {
          ...key('alphanumeric', 32, 'goes into the hashes of API keys; never changes'),
          ...neverRotated(
            'API keys are known by their hashes with it; none would be accepted any more',
            'API 키를 이 값과 함께 해시해 보관하므로, 바꾸면 어떤 키도 받아들여지지 않습니다',
          ),
        },
        'encryption-key': {
          ...key('hex', 64, 'encrypts the keys of models; never changes'),
          ...neverRotated(
            'keys of models are encrypted with it, and Langfuse reads them with one key only',
            '모델 키가 이 값으로 암호화되어 있고, Langfuse는 키 하나로만 읽습니다',
          ),
        },
        'public-key': key('alphanumeric', 32, 'user of the platform’s own project'),
        'secret-key': {
          ...key('alphanumeric', 40, 'its password'),
          ...keptInside(
            'Langfuse makes it when it starts with a public key that it does not know: rotate both, then remove the old pair in the settings of the project',
            'Langfuse는 모르는 공개 키로 시작할 때 이 키를 만듭니다. 둘을 함께 바꾼 뒤 프로젝트 설정에서 이전 쌍을 지우세요',
          ),
        },
        ...(ownerOf(context) === undefined
          ? {}
          : {
              'owner-password': {
                ...key('alphanumeric', 24, 'password of the first owner'),
                ...keptInside(
                  'it makes the first owner, who changes it in Langfuse afterwards',
                  '첫 소유자를 만들 때 씁니다. 그 뒤에는 소유자가 Langfuse에서 바꿉니다',
                ),
              },
            }),
      },
      purpose: 'keys of Langfuse itself',
    },
    ...(hasLogin(context) ? { [authoritySecret]: authority } : {}),
    ...(hasClickhouse(context) ? { [clickhouseSecret]: clickhouse } : {}),
    ...(traceBackupOf(context) === undefined ? {} : backupSecrets(context)),
  }
}

const authority: SecretDeclaration = {
  keys: {
    [authorityFile]: key('given', 0, 'certificate of the authority that signed the gateway’s'),
  },
  purpose: 'lets Langfuse trust the public name of Keycloak',
}

const clickhouse: SecretDeclaration = {
  keys: { password: key('alphanumeric', 32, 'password of Langfuse’s user in ClickHouse') },
  purpose: 'access to ClickHouse',
}

function commandsOf(context: Context): readonly OperatorCommand[] {
  return [askHealth, ...(hasClickhouse(context) ? clickhouseCommands : [])]
}

const askHealth: OperatorCommand = {
  purpose: {
    en: 'Whether the server and its database answer',
    ko: '서버와 데이터베이스가 응답하는지 확인합니다',
  },
  within: langfuseEndpoint.workload,
  command: ['wget --quiet --output-document=- http://localhost:3000/api/public/ready'],
}

const clickhouseCommands: readonly OperatorCommand[] = [
  {
    purpose: {
      en: 'What the tables of the traces take on disk',
      ko: '트레이스 테이블이 차지하는 디스크를 봅니다',
    },
    within: clickhouseWorkload,
    command: [
      'clickhouse-client --query "SELECT table, formatReadableSize(sum(bytes_on_disk)) FROM system.parts WHERE active GROUP BY table ORDER BY sum(bytes_on_disk) DESC"',
    ],
  },
  {
    purpose: {
      en: 'Which copies were made since the server started, and how they ended',
      ko: '서버가 시작된 뒤 만든 백업과 그 결과를 봅니다',
    },
    within: clickhouseWorkload,
    command: [
      'clickhouse-client --query "SELECT name, status, start_time, error FROM system.backups ORDER BY start_time DESC LIMIT 10"',
    ],
  },
]
