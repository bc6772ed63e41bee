// What is known of APISIX at each version.

import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { metrics312 } from './metrics.js'
import { config312, env312 } from './options.js'

export const apisixVersions: { readonly [version: string]: VersionFacts } = {
  '3.12.0': {
    version: '3.12.0',
    life: [released('APISIX 3.12.0', '2025-04-01', 'apache/apisix 3.12.0 (75d94c051)')],
    images: {
      gateway: { repository: 'docker.io/apache/apisix', tag: '3.12.0-debian', asks: 'bash' },
      etcd: { repository: 'quay.io/coreos/etcd', tag: 'v3.5.17' },
      routes: { repository: 'quay.io/curl/curl', tag: '8.11.1' },
    },
    source:
      'apache/apisix@3.12.0; apache/apisix-docker@e0a2c51 (3.12.0), debian/Dockerfile; the guide’s 3.8 has no AI plugins',
    env: env312,
    config: config312,
    metrics: metrics312,
  },
}
