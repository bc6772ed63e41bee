// What is known of Dify as a program: its images, its settings by version and what goes wrong with it.

import { difyVersions } from '../components/dify/versions.js'
import type { Bilingual } from '../facts.js'
import type { NotSetting, QueueFacts, Software } from '../software.js'
import { versionsOf } from './settings.js'

const source = 'langgenius/dify 0.11.0 .github/workflows/build-push.yml, docker/docker-compose.yaml'

const none: Bilingual = {
  en: 'Dify has no such setting; variables alone configure it',
  ko: 'Dify에는 이런 설정이 없으며 환경 변수로만 설정합니다',
}

const notSettings: readonly NotSetting[] = ['editMode', 'contentPolicy', 'httpOnly'].map((key) => ({
  key,
  instead: none,
}))

/** `generation` is listened to, and nothing is put there. */
const queues: QueueFacts = {
  names: ['dataset', 'generation', 'mail', 'ops_trace', 'app_deletion'],
  variable: 'CELERY_QUEUES',
  source: 'langgenius/dify 0.11.0 api/docker/entrypoint.sh, shared_task(queue=…) in api/tasks',
}

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
  versions: versionsOf(difyVersions, { notSettings, metricsEndpoint: 'none', queues }),
}
