// What is known of MLflow: its image, its settings and what goes wrong with it.

import { mlflowVersions } from '../components/mlflow/versions.js'
import type { Problem } from '../problem.js'
import type { Software } from '../software.js'
import { versionsOf } from './settings.js'
import { all, any, command, form, image, not, setting, unsetInValues } from './signs.js'

const source = 'mlflow/mlflow v2.10.0 docker/Dockerfile, mlflow/cli.py'

const dockerfile = 'mlflow/mlflow v2.10.0 docker/Dockerfile'
const stock = image({ repository: '(^|/)mlflow/mlflow$', tag: '^(?!.*full)' })

/** Values that say how MLflow logs in somewhere. */
const credentials = [
  'user',
  'username',
  'password',
  'accessKey',
  'accessKeyId',
  'secretKey',
  'secretAccessKey',
  'awsAccessKeyId',
  'AWS_ACCESS_KEY_ID',
  'MLFLOW_BACKEND_STORE_URI',
  'existingSecret',
  'secretName',
  'secretRef',
  'envFrom',
  'extraEnvFrom',
  'extraSecretNamesForEnvFrom',
  'serviceAccount.annotations',
]

const problems: readonly Problem[] = [
  {
    id: 'no-database-driver',
    severity: 'error',
    problem: {
      en: 'the image contains only mlflow, without a driver for this database',
      ko: '이미지에는 mlflow만 있고 이 데이터베이스의 드라이버가 없습니다',
    },
    remedy: {
      en: 'build an image with psycopg2-binary or pymysql, and boto3 for S3',
      ko: 'psycopg2-binary나 pymysql, S3를 쓴다면 boto3까지 넣은 이미지를 만드세요',
    },
    source: dockerfile,
    until: '3.0',
    sign: all(
      any(
        setting('MLFLOW_BACKEND_STORE_URI', { matches: '^(postgres|mysql|mssql)' }),
        setting('backend-store-uri', { matches: '^(postgres|mysql|mssql)' }),
      ),
      stock,
      not(command('pip |psycopg|pymysql')),
    ),
  },
  {
    id: 'no-object-store-driver',
    severity: 'error',
    problem: {
      en: 'the image contains only mlflow, without boto3 for S3',
      ko: '이미지에는 mlflow만 있고 S3에 필요한 boto3가 없습니다',
    },
    remedy: { en: 'build an image with boto3', ko: 'boto3를 넣은 이미지를 만드세요' },
    source: dockerfile,
    until: '3.0',
    sign: all(
      any(
        setting('MLFLOW_ARTIFACTS_DESTINATION', { matches: '^s3:' }),
        setting('MLFLOW_DEFAULT_ARTIFACT_ROOT', { matches: '^s3:' }),
        setting('artifacts-destination', { matches: '^s3:' }),
        setting('default-artifact-root', { matches: '^s3:' }),
      ),
      stock,
      not(command('pip |boto3')),
    ),
  },
  {
    id: 'server-is-no-program',
    severity: 'error',
    problem: {
      en: 'the image has no entrypoint, and contains no program called server',
      ko: '이미지에 entrypoint가 없고, server라는 프로그램도 없습니다',
    },
    remedy: { en: 'write mlflow server', ko: 'mlflow server로 쓰세요' },
    source: `${dockerfile}, mlflow/cli.py`,
    until: '3.0',
    sign: all(command('^(server|ui|gc|db)( |$)'), stock),
  },
  {
    id: 'stores-without-credentials',
    severity: 'warning',
    problem: {
      en: 'a database or an object store is set, but no credentials for it',
      ko: '데이터베이스나 오브젝트 스토리지를 지정했지만 로그인 정보가 없습니다',
    },
    remedy: {
      en: 'refer to a Secret with the database user and password, and to one with the AWS_ keys',
      ko: '데이터베이스 사용자와 비밀번호, AWS_ 키가 담긴 Secret을 지정하세요',
    },
    source: 'mlflow/mlflow v2.10.0 docs/source/tracking/backend-stores.rst, artifact-stores.rst',
    sign: any(
      all(form('values'), setting('backendStore.host'), unsetInValues(...credentials)),
      all(form('values'), setting('artifactStore.bucket'), unsetInValues(...credentials)),
    ),
  },
]

export const mlflow: Software = {
  name: 'mlflow',
  title: 'MLflow',
  images: [
    { repository: 'ghcr.io/mlflow/mlflow', part: 'server', runsAsRoot: true, source },
    {
      repository: 'docker.io/llmflow/mlflow',
      part: 'server',
      source:
        'packages/catalog/src/components/mlflow/versions.ts: the recipe of LLMFlow’s own image',
    },
  ],
  versions: versionsOf(mlflowVersions, {
    metricsEndpoint: {
      port: 5000,
      path: '/metrics',
      needs: {
        en: '--expose-prometheus and the package prometheus-flask-exporter, which the image lacks',
        ko: '--expose-prometheus 옵션과, 이미지에 없는 prometheus-flask-exporter 패키지',
      },
      source: 'mlflow/mlflow v2.10.0 mlflow/server/prometheus_exporter.py',
    },
  }),
  problems,
}
