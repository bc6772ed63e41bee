// What is known of Langfuse: its images, its settings and what goes wrong with it.

import { langfuseVersions } from '../components/langfuse/versions.js'
import type { Problem } from '../problem.js'
import type { Requirement, Software } from '../software.js'
import { versionsOf } from './settings.js'
import { all, command, form, not, unsetInValues } from './signs.js'

const source = 'langfuse/langfuse v2.95.12 web/src/env.mjs, docker-compose.yml'

const thirdSource = 'langfuse/langfuse v3.176.0 docker-compose.yml'

const environment = 'langfuse/langfuse v2.95.12 web/src/env.mjs'

/** Somebody may borrow the image for its shell alone. */
const isStarted = not(command('(^|/)(ba)?sh( |$)|chown'))

const requirements: readonly Requirement[] = [
  {
    anyOf: ['DATABASE_URL', 'DATABASE_HOST'],
    where: isStarted,
    severity: 'error',
    consequence: { en: 'it does not start', ko: '기동하지 않습니다' },
    source: environment,
  },
  ...['NEXTAUTH_SECRET', 'SALT', 'NEXTAUTH_URL'].map((name): Requirement => ({
    anyOf: [name],
    parts: ['web'],
    where: isStarted,
    severity: 'error',
    consequence: {
      en: 'it rejects its environment and does not start',
      ko: '환경 변수 검사에 걸려 기동하지 않습니다',
    },
    source: environment,
  })),
]

/** From 3 on traces come in through a bucket and a queue, and lie in ClickHouse. */
const thirdRequirements: readonly Requirement[] = [
  ...['CLICKHOUSE_URL', 'CLICKHOUSE_USER', 'CLICKHOUSE_PASSWORD'].map((name): Requirement => ({
    anyOf: [name],
    where: isStarted,
    severity: 'error',
    consequence: {
      en: 'it rejects its environment and does not start',
      ko: '환경 변수 검사에 걸려 기동하지 않습니다',
    },
    source: 'langfuse/langfuse v3.176.0 packages/shared/src/env.ts',
  })),
  {
    anyOf: ['LANGFUSE_S3_EVENT_UPLOAD_BUCKET'],
    where: isStarted,
    severity: 'error',
    consequence: {
      en: 'it has nowhere to put what comes in, and does not start',
      ko: '들어온 이벤트를 둘 버킷이 없어 기동하지 않습니다',
    },
    source: 'langfuse/langfuse v3.176.0 packages/shared/src/env.ts',
  },
]

const problems: readonly Problem[] = [
  {
    id: 'secrets-not-in-values',
    severity: 'warning',
    problem: {
      en: 'these values set no NEXTAUTH_SECRET, SALT or NEXTAUTH_URL, without which Langfuse does not start',
      ko: '이 값 파일에 NEXTAUTH_SECRET, SALT, NEXTAUTH_URL이 없어 기동하지 못합니다',
    },
    remedy: {
      en: 'set all three, and ENCRYPTION_KEY, from a Secret',
      ko: '세 값과 ENCRYPTION_KEY를 Secret에서 가져오세요',
    },
    source: environment,
    sign: all(
      form('values'),
      unsetInValues(
        'NEXTAUTH_SECRET',
        'SALT',
        'NEXTAUTH_URL',
        'nextauth',
        'nextauthSecret',
        'auth',
        'secretName',
        'secretRef',
        'secrets',
        'envFrom',
        'extraEnvFrom',
        'additionalEnv',
        'extraEnv',
        'env',
      ),
    ),
  },
]

export const langfuse: Software = {
  name: 'langfuse',
  title: 'Langfuse',
  images: [
    { repository: 'docker.io/langfuse/langfuse', part: 'web', source },
    { repository: 'ghcr.io/langfuse/langfuse', part: 'web', source },
    { repository: 'docker.io/langfuse/langfuse-worker', part: 'worker', source: thirdSource },
  ],
  versions: versionsOf(langfuseVersions, { metricsEndpoint: 'none', requirements }).map((known) =>
    known.version.startsWith('2.')
      ? known
      : { ...known, requirements: [...requirements, ...thirdRequirements] },
  ),
  problems,
}
