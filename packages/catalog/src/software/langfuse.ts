// What is known of Langfuse: its images, its settings and what goes wrong with it.

import { readOptions } from '../options.js'
import type { Software } from '../software.js'

const source = 'langfuse/langfuse v2.95.12 web/src/env.mjs, docker-compose.yml'

export const langfuse: Software = {
  name: 'langfuse',
  title: 'Langfuse',
  images: [
    { repository: 'docker.io/langfuse/langfuse', part: 'web', source },
    { repository: 'ghcr.io/langfuse/langfuse', part: 'web', source },
  ],
  versions: [
    {
      version: '2.95.12',
      source,
      env: {
        isComplete: false,
        source,
        options: readOptions(`
          DATABASE_URL DATABASE_HOST DATABASE_USERNAME DATABASE_PASSWORD DATABASE_NAME NEXTAUTH_URL NEXTAUTH_SECRET SALT
          ENCRYPTION_KEY TELEMETRY_ENABLED AUTH_KEYCLOAK_CLIENT_ID AUTH_KEYCLOAK_CLIENT_SECRET AUTH_KEYCLOAK_ISSUER
          CLICKHOUSE_URL REDIS_HOST
        `),
        prefixes: ['LANGFUSE_', 'AUTH_'],
      },
      metricsEndpoint: 'none',
    },
  ],
}
