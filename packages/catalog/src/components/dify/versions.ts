// What is known of Dify at each version. It exports no metrics.

import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { noConfiguration } from '../../options.js'
import { environment0110 } from './options.js'

const version = '0.11.0'
const api = { repository: 'docker.io/langgenius/dify-api', tag: version, asks: 'curl' } as const

export const difyVersions: { readonly [version: string]: VersionFacts } = {
  [version]: {
    version,
    life: [released('Dify 0.11.0', '2024-11-05', 'langgenius/dify 7f583ec1a, which sets 0.11.0')],
    images: {
      api,
      worker: api,
      migrate: api,
      web: { repository: 'docker.io/langgenius/dify-web', tag: version, asks: 'wget' },
      sandbox: { repository: 'docker.io/langgenius/dify-sandbox', tag: '0.2.10', asks: 'curl' },
      // Upstream takes `latest`; this is the long-term tag of Ubuntu 22.04.
      proxy: { repository: 'docker.io/ubuntu/squid', tag: '5.2-22.04_beta', asks: 'bash' },
    },
    source:
      'langgenius/dify 0.11.0 (7f583ec1a), 2024-11-05, .github/workflows/build-push.yml, docker/docker-compose.yaml, api/Dockerfile, web/Dockerfile; langgenius/dify-sandbox docker/amd64/dockerfile',
    env: environment0110,
    config: noConfiguration('langgenius/dify 0.11.0 api/configs: variables alone'),
  },
}
