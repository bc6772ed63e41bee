// What is known of Keycloak as a program: its image, its settings by version and what goes wrong with it.

import { keycloakVersions } from '../components/keycloak/versions.js'
import type { Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'

const source = 'keycloak/keycloak docs/guides/server/containers.adoc'

const server: Partial<SoftwareVersion> = {
  notSettings: [
    {
      key: 'ldap',
      instead: {
        en: 'LDAP is a user storage provider of a realm: import a realm that has it, or use the admin API',
        ko: 'LDAP은 realm의 사용자 저장소 공급자입니다. 이를 담은 realm을 가져오거나 관리 API로 만듭니다',
      },
    },
  ],
  metricsEndpoint: {
    port: 8080,
    path: '/metrics',
    needs: { en: 'metrics-enabled, a build option', ko: '빌드 옵션 metrics-enabled' },
    source: 'keycloak/keycloak 23.0 docs/guides/server/configuration-metrics.adoc',
  },
}

export const keycloak: Software = {
  name: 'keycloak',
  title: 'Keycloak',
  images: [{ repository: 'quay.io/keycloak/keycloak', part: 'server', source }],
  versions: versionsOf(keycloakVersions, server),
}
