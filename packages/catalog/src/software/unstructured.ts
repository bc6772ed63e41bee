// What is known of the Unstructured API as a program: its images, its settings by version and what goes wrong with it.

import { unstructuredVersions } from '../components/unstructured/versions.js'
import type { Bilingual } from '../facts.js'
import type { Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'

const source = 'Unstructured-IO/unstructured-api 0.0.80 prepline_general/api/models/form_params.py'

/** Names of the form field that a client sends with each document. */
const asked = (field: string): Bilingual => ({
  en: `each request asks for it with the form field ${field}; the server has no such setting`,
  ko: `서버 설정이 아니라 요청마다 보내는 폼 필드 ${field}로 지정합니다`,
})

const server: Partial<SoftwareVersion> = {
  metricsEndpoint: 'none',
  notSettings: [
    { key: 'enableOCR', instead: asked('strategy') },
    { key: 'ocrLanguages', instead: asked('languages') },
    { key: 'chunkingStrategy', instead: asked('chunking_strategy') },
    { key: 'maxCharacters', instead: asked('max_characters') },
    { key: 'newAfterNChars', instead: asked('new_after_n_chars') },
    { key: 'combineUnderNChars', instead: asked('combine_under_n_chars') },
  ],
}

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
}
