// What is known of Keycloak at each version.

import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { metrics23 } from './metrics.js'
import { args23, config23, env23 } from './options.js'

export const keycloakVersions: { readonly [version: string]: VersionFacts } = {
  '23.0': {
    version: '23.0',
    life: [
      released('Keycloak 23.0.7', '2024-02-22', 'keycloak/keycloak-quickstarts 23.0.7 (f6bc4486)'),
    ],
    // The tag names the patch: 23.0 itself moves.
    images: { server: { repository: 'quay.io/keycloak/keycloak', tag: '23.0.7', asks: 'bash' } },
    source:
      'keycloak/keycloak docs/guides/server; org.keycloak:keycloak-config-api 23.0.7; keycloak/keycloak 23.0.7 quarkus/container/Dockerfile',
    env: env23,
    args: args23,
    config: config23,
    metrics: metrics23,
  },
}
