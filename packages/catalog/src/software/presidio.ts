// What is known of the two servers of Presidio: their images and what they read.

import { presidioVersions } from '../components/presidio/versions.js'
import type { Software } from '../software.js'
import { versionsOf } from './settings.js'

const source = 'microsoft/presidio README.md, docs/installation.md'

const versions = versionsOf(presidioVersions, { metricsEndpoint: 'none' })

export const presidioAnalyzer: Software = {
  name: 'presidio-analyzer',
  title: 'Presidio analyzer',
  images: [
    { repository: 'mcr.microsoft.com/presidio-analyzer', part: 'analyzer', source },
    {
      repository: 'docker.io/llmflow/presidio-analyzer',
      part: 'analyzer',
      source:
        'packages/catalog/src/components/presidio/versions.ts: the recipe with the Korean model',
    },
  ],
  versions,
}

export const presidioAnonymizer: Software = {
  name: 'presidio-anonymizer',
  title: 'Presidio anonymizer',
  images: [{ repository: 'mcr.microsoft.com/presidio-anonymizer', part: 'anonymizer', source }],
  versions,
}
