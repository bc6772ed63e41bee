// What is known of LLMFlow's own service as a program.

import { llmflowVersions } from '../components/llmflow/versions.js'
import type { Software } from '../software.js'
import { versionsOf } from './settings.js'

export const llmflow: Software = {
  name: 'llmflow',
  title: 'LLMFlow',
  images: [
    {
      repository: 'docker.io/llmflow/llmflow',
      part: 'llmflow',
      source: 'packages/catalog/src/components/llmflow/versions.ts',
    },
  ],
  versions: versionsOf(llmflowVersions),
}
