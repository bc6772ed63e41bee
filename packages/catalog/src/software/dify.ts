// What is known of Dify as a program: its images, its settings by version and what goes wrong with it.

import { difyVersions } from '../components/dify/versions.js'
import type { Bilingual } from '../facts.js'
import type { Problem } from '../problem.js'
import type { NotSetting, QueueFacts, Requirement, Software } from '../software.js'
import { versionsOf } from './settings.js'
import { all, any, beside, command, elsewhere, not, part, runs, setting, unset } from './signs.js'

const source = 'langgenius/dify 0.11.0 .github/workflows/build-push.yml, docker/docker-compose.yaml'

const none: Bilingual = {
  en: 'Dify is configured by environment variables only',
  ko: 'Dify는 환경 변수로만 설정합니다',
}

const notSettings: readonly NotSetting[] = ['editMode', 'contentPolicy', 'httpOnly'].map((key) => ({
  key,
  instead: none,
}))

const queues: QueueFacts = {
  names: ['dataset', 'generation', 'mail', 'ops_trace', 'app_deletion'],
  idle: ['generation'],
  variable: 'CELERY_QUEUES',
  worker: { variable: 'MODE', value: 'worker' },
  source: 'langgenius/dify 0.11.0 api/docker/entrypoint.sh, shared_task(queue=…) in api/tasks',
}

const api = ['api']
const serves = any(unset('MODE'), setting('MODE', { is: ['api'] }))
const needsMilvus = { name: 'VECTOR_STORE', values: ['milvus'] }
const milvusConfig =
  'langgenius/dify 0.11.0 api/configs/middleware/vdb/milvus_config.py, api/core/rag/datasource/vdb/milvus/milvus_vector.py'

const requirements: readonly Requirement[] = [
  {
    anyOf: ['CELERY_BROKER_URL'],
    parts: api,
    where: not(command('flask|upgrade')),
    near: ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD'],
    severity: 'error',
    consequence: {
      en: 'Celery looks for a broker on localhost, so no task is ever queued or run',
      ko: 'Celery가 localhost에서 브로커를 찾으므로 작업이 큐에 들어가지도 실행되지도 않습니다',
    },
    source: 'langgenius/dify 0.11.0 api/configs/middleware/__init__.py',
  },
  {
    anyOf: ['MIGRATION_ENABLED'],
    parts: api,
    where: all(
      serves,
      not(command('.')),
      not(elsewhere(any(setting('MIGRATION_ENABLED', { is: ['true'] }), command('upgrade')))),
    ),
    severity: 'warning',
    consequence: {
      en: 'the entrypoint creates no tables, and nothing else here does',
      ko: 'entrypoint가 테이블을 만들지 않으며, 이 파일들에 대신 만드는 단계도 없습니다',
    },
    source: 'langgenius/dify 0.11.0 api/docker/entrypoint.sh',
  },
  {
    anyOf: ['VECTOR_STORE'],
    parts: api,
    where: not(command('flask|upgrade')),
    severity: 'error',
    consequence: {
      en: 'indexing stops with “Vector store must be specified”',
      ko: '색인이 “Vector store must be specified” 오류로 멈춥니다',
    },
    source: 'langgenius/dify 0.11.0 api/core/rag/datasource/vdb/vector_factory.py',
  },
  {
    anyOf: ['STORAGE_TYPE'],
    parts: api,
    where: all(
      not(command('flask|upgrade')),
      elsewhere(setting('STORAGE_TYPE', { isNot: ['local', ''] })),
    ),
    severity: 'error',
    consequence: {
      en: 'it looks for files on its own disk, while other parts keep them in a store',
      ko: '다른 파트는 저장소에 파일을 두는데 이 파트는 자기 디스크에서 찾습니다',
    },
    source: 'langgenius/dify 0.11.0 api/configs/middleware/__init__.py',
  },
  {
    anyOf: ['MILVUS_URI'],
    parts: api,
    when: needsMilvus,
    near: ['MILVUS_HOST', 'VECTOR_STORE'],
    severity: 'error',
    consequence: {
      en: 'it connects to 127.0.0.1:19530',
      ko: '127.0.0.1:19530으로 연결합니다',
    },
    source: milvusConfig,
  },
  ...['MILVUS_USER', 'MILVUS_PASSWORD'].map((name): Requirement => ({
    anyOf: [name],
    parts: api,
    when: needsMilvus,
    near: ['MILVUS_URI', 'MILVUS_HOST', 'VECTOR_STORE'],
    severity: 'error',
    consequence: {
      en: 'it refuses to use Milvus, even one without authentication',
      ko: '인증이 없는 Milvus라도 사용을 거부합니다',
    },
    source: milvusConfig,
  })),
  {
    anyOf: ['ETL_TYPE'],
    parts: api,
    where: all(beside('unstructured'), not(command('flask|upgrade'))),
    severity: 'warning',
    consequence: {
      en: 'Unstructured runs here but is never called',
      ko: '함께 실행되는 Unstructured를 전혀 호출하지 않습니다',
    },
    source: 'langgenius/dify 0.11.0 api/core/rag/extractor/extract_processor.py',
  },
  {
    anyOf: ['UNSTRUCTURED_API_URL'],
    parts: api,
    when: { name: 'ETL_TYPE', values: ['Unstructured'] },
    severity: 'error',
    consequence: { en: 'it has no server to call', ko: '호출할 서버가 없습니다' },
    source: 'langgenius/dify 0.11.0 api/core/rag/extractor/extract_processor.py',
  },
]

/** A host of one label, or of the cluster, with any port. */
const internal = '^https?://([a-z0-9-]+|[a-z0-9-.]+[.]svc([.]cluster[.]local)?)(:[0-9]+)?(/|$)'
const inBrowser = { matches: internal.replace('(', '(?!localhost(:|/|$))(') }

const problems: readonly Problem[] = [
  {
    id: 'browser-cannot-reach-the-api',
    severity: 'warning',
    problem: {
      en: 'the browser calls this address, but cannot resolve names of the cluster or of Compose',
      ko: '이 주소는 브라우저가 호출하는데, 브라우저는 클러스터나 Compose 내부 이름을 찾지 못합니다',
    },
    remedy: {
      en: 'set the public URL, or leave it empty behind a single reverse proxy',
      ko: '외부 URL을 지정하거나, 하나의 리버스 프록시 뒤에 있다면 비워 두세요',
    },
    source: 'langgenius/dify 0.11.0 web/docker/entrypoint.sh',
    sign: any(
      all(setting('CONSOLE_API_URL', inBrowser), part('web'), runs),
      all(setting('APP_API_URL', inBrowser), part('web'), runs),
    ),
  },
]

export const dify: Software = {
  name: 'dify',
  title: 'Dify',
  aliases: ['dify-api', 'dify-worker', 'dify-web'],
  images: [
    { repository: 'docker.io/langgenius/dify-api', part: 'api', runsAsRoot: true, source },
    { repository: 'docker.io/langgenius/dify-web', part: 'web', source },
    { repository: 'docker.io/langgenius/dify-sandbox', part: 'sandbox', source },
  ],
  wrongImages: [
    {
      repository: 'docker.io/langgenius/dify',
      instead: 'docker.io/langgenius/dify-api',
      source,
    },
  ],
  versions: versionsOf(difyVersions, {
    notSettings,
    requirements,
    metricsEndpoint: 'none',
    queues,
  }),
  problems,
}
