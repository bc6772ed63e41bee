// What is known of the Unstructured API as a program: its images, its settings by version and what goes wrong with it.

import { unstructuredVersions } from '../components/unstructured/versions.js'
import type { Bilingual } from '../facts.js'
import type { Problem } from '../problem.js'
import type { Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'
import { all, any, field, setting, unsetInValues } from './signs.js'

const source = 'Unstructured-IO/unstructured-api 0.0.80 prepline_general/api/models/form_params.py'

/** Names of the form field that a client sends with each document. */
const asked = (field: string): Bilingual => ({
  en: `each request sets it in the form field ${field}`,
  ko: `서버 설정이 아니라 요청마다 보내는 폼 필드 ${field}로 지정합니다`,
})

const server: Partial<SoftwareVersion> = {
  metricsEndpoint: 'none',
  requirements: [
    {
      anyOf: ['UNSTRUCTURED_PARALLEL_MODE_URL'],
      when: { name: 'UNSTRUCTURED_PARALLEL_MODE_ENABLED', values: ['true'] },
      severity: 'error',
      consequence: {
        en: 'every PDF of two or more pages is answered with status 500',
        ko: '두 쪽 이상인 PDF에는 항상 500 오류로 응답합니다',
      },
      source:
        'Unstructured-IO/unstructured-api 0.0.80 prepline_general/api/general.py partition_file_via_api',
    },
  ],
  notSettings: [
    { key: 'enableOCR', instead: asked('strategy') },
    { key: 'ocrLanguages', instead: asked('languages') },
    { key: 'chunkingStrategy', instead: asked('chunking_strategy') },
    { key: 'maxCharacters', instead: asked('max_characters') },
    { key: 'newAfterNChars', instead: asked('new_after_n_chars') },
    { key: 'combineUnderNChars', instead: asked('combine_under_n_chars') },
  ],
}

const problems: readonly Problem[] = [
  {
    id: 'memory-guard-reads-host',
    severity: 'info',
    problem: {
      en: 'the low-memory guard reads the memory of the node, so reaching this limit ends in an OOM kill rather than a 503 response',
      ko: '메모리 부족 보호 기능은 노드 메모리를 읽으므로, 이 한도에 닿으면 503이 아니라 OOM으로 종료됩니다',
    },
    remedy: {
      en: 'determine the limit by testing, and let clients retry',
      ko: '부하를 시험해 한도를 정하고, 클라이언트가 재시도하게 하세요',
    },
    source:
      'Unstructured-IO/unstructured-api 0.0.80 prepline_general/api/general.py _check_free_memory',
    sign: all(
      any(
        field('resources.limits.memory'),
        field('deploy.resources.limits.memory'),
        field('mem_limit'),
      ),
      unsetInValues('UNSTRUCTURED_MEMORY_FREE_MINIMUM_MB'),
    ),
  },
  {
    id: 'parallel-mode-off-by-spelling',
    severity: 'warning',
    problem: {
      en: 'only the exact value true turns parallel mode on',
      ko: '병렬 모드는 정확히 true라고 써야만 켜집니다',
    },
    remedy: { en: 'write "true"', ko: '"true"로 쓰세요' },
    source: 'Unstructured-IO/unstructured-api 0.0.80 prepline_general/api/general.py',
    sign: setting('UNSTRUCTURED_PARALLEL_MODE_ENABLED', {
      matches: '^(True|TRUE|1|yes|Yes|on|ON)$',
    }),
  },
]

export const unstructured: Software = {
  name: 'unstructured',
  title: 'Unstructured API',
  aliases: ['unstructured-api'],
  images: [
    { repository: 'quay.io/unstructured-io/unstructured-api', part: 'unstructured', source },
    {
      repository: 'downloads.unstructured.io/unstructured-io/unstructured-api',
      part: 'unstructured',
      source: 'Unstructured-IO/unstructured-api 0.0.80 README.md',
    },
  ],
  versions: versionsOf(unstructuredVersions, server),
  problems,
}
