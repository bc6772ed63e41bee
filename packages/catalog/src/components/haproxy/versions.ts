// What is known of HAProxy and Keepalived at each version.

import type { Image } from '@llmflow/spec'
import type { VersionFacts } from '../../facts.js'
import { noConfiguration } from '../../options.js'
import { haproxyMetrics } from './metrics.js'

/** Nobody publishes a maintained image; Debian keeps the package. */
const keepalived: Image = {
  repository: 'docker.io/llmflow/keepalived',
  tag: '2.2.7',
  recipe: [
    'FROM docker.io/library/debian:bookworm-slim',
    'RUN apt-get update && apt-get install --yes --no-install-recommends keepalived=1:2.2.7-1* && rm -rf /var/lib/apt/lists/*',
    'ENTRYPOINT ["keepalived", "--dont-fork", "--log-console"]',
  ],
}

export const haproxyVersions: { readonly [version: string]: VersionFacts } = {
  '3.0.7': {
    version: '3.0.7',
    images: {
      haproxy: { repository: 'docker.io/library/haproxy', tag: '3.0.7', asks: 'bash' },
      keepalived,
    },
    source:
      'docker-library/official-images library/haproxy; Debian bookworm keepalived 1:2.2.7-1+b2; acassen/keepalived v2.2.7 doc/source/configuration_synopsis.rst',
    config: noConfiguration('LLMFlow writes haproxy.cfg and keepalived.conf from the plan'),
    metrics: haproxyMetrics,
    life: [
      {
        subject: 'HAProxy 3.0',
        status: 'released',
        since: '2024-05-29',
        note: {
          en: 'a branch with long-term support',
          ko: '장기 지원 버전입니다',
        },
        source: 'haproxy/haproxy CHANGELOG, 3.0.0',
      },
    ],
  },
}
