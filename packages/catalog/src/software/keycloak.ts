// What is known of Keycloak as a program: its image, its settings by version and what goes wrong with it.

import { keycloakVersions } from '../components/keycloak/versions.js'
import type { Problem } from '../problem.js'
import type { Software, SoftwareVersion } from '../software.js'
import { versionsOf, withoutArgument } from './settings.js'
import {
  all,
  any,
  command,
  image,
  not,
  runs,
  setting,
  severalReplicas,
  unset,
  unsetInValues,
} from './signs.js'

const source = 'keycloak/keycloak docs/guides/server/containers.adoc'

const server: Partial<SoftwareVersion> = {
  notSettings: [
    {
      key: 'config.ldap',
      instead: {
        en: 'LDAP is a user storage provider of a realm: import a realm with it, or use the admin API',
        ko: 'LDAP은 realm의 사용자 저장소 공급자입니다. 이를 포함한 realm을 가져오거나(import) 관리 API로 설정하세요',
      },
    },
  ],
  metricsEndpoint: {
    port: 8080,
    // The management interface, from 25 on.
    otherPorts: [9000],
    path: '/metrics',
    needs: { en: 'metrics-enabled, a build option', ko: '빌드 옵션 metrics-enabled' },
    source: 'keycloak/keycloak 23.0 docs/guides/server/configuration-metrics.adoc',
  },
}

const stock = image({ repository: '^quay[.]io/keycloak/keycloak$' })

/** An image that somebody built may have its options inside. */
const unbuilt = any(stock, not(command('--optimized')))

const problems: readonly Problem[] = [
  {
    id: 'optimized-start-of-the-stock-image',
    severity: 'error',
    problem: {
      en: 'start --optimized exits at once, because the stock image was never built with kc.sh build',
      ko: '기본 이미지는 kc.sh build로 빌드된 적이 없으므로 start --optimized가 바로 종료됩니다',
    },
    remedy: {
      en: 'start without --optimized, or run kc.sh build in an image of your own',
      ko: '--optimized 없이 시작하거나, 직접 만든 이미지에서 kc.sh build를 실행하세요',
    },
    source: 'keycloak/keycloak 23.0 docs/guides/server/containers.adoc; quarkus Messages.java',
    sign: all(command('(^|[ /])start .*--optimized'), stock),
  },
  {
    id: 'replicas-do-not-find-each-other',
    severity: 'warning',
    problem: {
      en: 'with the default cache stack replicas find each other by UDP multicast, which pod networks do not carry',
      ko: '기본 캐시 스택에서는 레플리카가 UDP 멀티캐스트로 서로를 찾는데, 파드 네트워크에서는 동작하지 않습니다',
    },
    remedy: {
      en: 'set the cache stack to kubernetes and jgroups.dns.query to a headless Service',
      ko: '캐시 스택을 kubernetes로 하고 jgroups.dns.query에 헤드리스 Service를 지정하세요',
    },
    source:
      'keycloak/keycloak 23.0 docs/guides/server/caching.adoc; 26.1 release notes (jdbc-ping)',
    until: '26.1',
    sign: all(
      severalReplicas,
      unsetInValues(
        'cache-stack',
        'KC_CACHE_STACK',
        'cache',
        'KC_CACHE',
        'cache-config-file',
        'KC_CACHE_CONFIG_FILE',
        'jgroups',
        'dnsPing',
      ),
      not(setting('JAVA_OPTS_APPEND', { matches: 'jgroups' })),
      not(setting('JAVA_OPTS', { matches: 'jgroups' })),
      not(command('--optimized')),
    ),
  },
  {
    id: 'health-not-enabled',
    severity: 'info',
    problem: {
      en: 'health-enabled is off by default, so health probes get no answer',
      ko: 'health-enabled가 기본으로 꺼져 있어 헬스 체크에 응답하지 않습니다',
    },
    remedy: { en: 'set KC_HEALTH_ENABLED=true', ko: 'KC_HEALTH_ENABLED=true를 지정하세요' },
    source: 'keycloak/keycloak 23.0 docs/guides/server/health.adoc',
    sign: all(unset('KC_HEALTH_ENABLED', 'health-enabled'), command('start(-dev)?( |$)'), unbuilt),
  },
  {
    id: 'metrics-not-enabled',
    severity: 'info',
    problem: {
      en: 'metrics-enabled is off by default, so there are no metrics to scrape',
      ko: 'metrics-enabled는 기본으로 꺼져 있어 메트릭을 수집할 수 없습니다',
    },
    remedy: { en: 'set KC_METRICS_ENABLED=true', ko: 'KC_METRICS_ENABLED=true를 지정하세요' },
    source: 'keycloak/keycloak 23.0 docs/guides/server/configuration-metrics.adoc',
    sign: all(
      unset('KC_METRICS_ENABLED', 'metrics-enabled'),
      command('start(-dev)?( |$)'),
      unbuilt,
    ),
  },
  {
    id: 'development-mode',
    severity: 'warning',
    problem: {
      en: 'start-dev keeps its data in a file and serves plain HTTP',
      ko: 'start-dev는 데이터를 파일에 두고 암호화하지 않은 HTTP로 응답합니다',
    },
    remedy: { en: 'use start', ko: 'start를 쓰세요' },
    source: 'keycloak/keycloak 23.0 docs/guides/server/configuration.adoc',
    sign: all(runs, command('(^|[ /])start-dev( |$)')),
  },
]

export const keycloak: Software = {
  name: 'keycloak',
  title: 'Keycloak',
  images: [{ repository: 'quay.io/keycloak/keycloak', part: 'server', source }],
  // The stock image refuses it, and an image that was built takes it.
  versions: versionsOf(keycloakVersions, server).map((version) =>
    withoutArgument(version, '--optimized'),
  ),
  problems,
}
