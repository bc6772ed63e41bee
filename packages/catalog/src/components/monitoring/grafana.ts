// Computes the values of Grafana: its database, the login through Keycloak, and where it finds dashboards.

import type { Edge, JsonObject } from '@llmflow/spec'
import { edgeTo } from '@llmflow/spec'
import { registryFor, resourcesOf, serviceHost } from '../../addon.js'
import type { ComponentSizes, Context } from '../../component.js'
import { keycloakEndpoint, namespaces, postgresqlOf } from '../../endpoints.js'
import { clientSecret, realmName } from '../keycloak/realm.js'
import { lokiHost, lokiPort } from '../loki/chart.js'
import { isSecured } from '../postgresql/certificates.js'
import { databaseSecret } from '../postgresql/databases.js'
import { chartEndpoints } from './chart.js'
import { grafanaConnections } from './size.js'

export const grafanaSecret = 'grafana-admin'

export function grafanaValues(context: Context, sizes: ComponentSizes): JsonObject {
  const { grafana } = sizes
  return {
    ...(grafana === undefined
      ? {}
      : { replicas: grafana.replicas.minimum.value, resources: resourcesOf(grafana) }),
    image: { registry: registryFor(context, 'docker.io') },
    admin: { existingSecret: grafanaSecret, userKey: 'user', passwordKey: 'password' },
    // Its port is that of its pods, so that one number serves Services and policies alike.
    service: { port: chartEndpoints.grafana.port },
    testFramework: { enabled: false },
    deploymentStrategy: { type: 'RollingUpdate' },
    envValueFrom: variablesOf(context),
    'grafana.ini': settingsOf(context),
    sidecar: {
      image: { registry: registryFor(context, 'quay.io') },
      dashboards: {
        enabled: true,
        label: 'grafana_dashboard',
        labelValue: '1',
        searchNamespace: 'ALL',
      },
      datasources: { enabled: true },
    },
    ...logSources(context),
  }
}

/** Where it finds logs, when Loki keeps them. */
function logSources(context: Context): JsonObject {
  if (!context.enabled.has('loki')) return {}
  const url = `http://${lokiHost(context)}:${lokiPort}`
  const source = { name: 'Loki', uid: 'loki', type: 'loki', access: 'proxy', url, isDefault: false }
  return { additionalDataSources: [source] }
}

function variablesOf({ enabled }: Context): JsonObject {
  return {
    ...(enabled.has('postgresql')
      ? { GF_DATABASE_PASSWORD: fromSecret(databaseSecret('monitoring'), 'password') }
      : {}),
    ...(enabled.has('keycloak')
      ? { GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: fromSecret(clientSecret, 'grafana') }
      : {}),
  }
}

const fromSecret = (name: string, key: string): JsonObject => ({ secretKeyRef: { name, key } })

export function settingsOf(context: Context): JsonObject {
  const { platform, enabled } = context
  return {
    server: {
      domain: `grafana.${platform.domain}`,
      root_url: `https://grafana.${platform.domain}`,
    },
    // A closed network: nothing is reported or looked up outside.
    analytics: {
      check_for_updates: false,
      check_for_plugin_updates: false,
      reporting_enabled: false,
    },
    news: { news_feed_enabled: false },
    plugins: { plugin_admin_enabled: false },
    users: { default_language: 'detect' },
    // Prometheus and Alertmanager alert; two Grafanas would each send everything twice.
    unified_alerting: { enabled: false },
    ...(enabled.has('postgresql') ? { database: databaseOf(context) } : {}),
    ...(enabled.has('keycloak') ? { 'auth.generic_oauth': loginOf(context) } : {}),
  }
}

function databaseOf(context: Context): JsonObject {
  const host = serviceHost(context, postgresqlOf(context), namespaces.infra)
  return {
    type: 'postgres',
    host: `${host}:5432`,
    name: 'grafana',
    user: 'grafana',
    // The driver verifies nothing in this mode, but takes no plain connection.
    ssl_mode: isSecured(context) ? 'require' : 'disable',
    max_open_conn: grafanaConnections,
  }
}

/** People go to Keycloak by its public name; Grafana itself asks it inside the cluster. */
function loginOf(context: Context): JsonObject {
  const path = `/realms/${realmName}/protocol/openid-connect`
  const outside = `https://auth.${context.platform.domain}${path}`
  const inside = `http://${serviceHost(context, keycloakEndpoint, namespaces.system)}:8080${path}`
  return {
    enabled: true,
    name: 'Keycloak',
    client_id: 'grafana',
    scopes: 'openid profile email',
    auth_url: `${outside}/auth`,
    token_url: `${inside}/token`,
    api_url: `${inside}/userinfo`,
    use_pkce: true,
    allow_sign_up: true,
    role_attribute_path: "contains(groups[*], '/platform-admins') && 'Admin' || 'Viewer'",
  }
}

/** What Grafana opens to workloads of the platform. */
export function grafanaEdges(context: Context): readonly Edge[] {
  const { workload, port } = postgresqlOf(context)
  return [
    ...(context.enabled.has('postgresql')
      ? [edgeTo(workload, port, 'dashboards and people of Grafana')]
      : []),
    ...(context.enabled.has('keycloak')
      ? [edgeTo(keycloakEndpoint.workload, keycloakEndpoint.port, 'logging in to Grafana')]
      : []),
  ]
}

export function grafanaSecrets({ enabled }: Context): readonly string[] {
  return [
    grafanaSecret,
    ...(enabled.has('postgresql') ? [databaseSecret('monitoring')] : []),
    ...(enabled.has('keycloak') ? [clientSecret] : []),
  ]
}
