// Describes OpenSearch Dashboards, in which people read logs after they signed in through Keycloak.

import {
  edgeTo,
  mebibytes,
  secretOf,
  seconds,
  text,
  urlOf,
  type Text,
  type Workload,
} from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { keycloakEndpoint, namespaces, opensearchEndpoint } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { tcpProbe } from '../../probe.js'
import { clientSecret, realmName } from '../keycloak/realm.js'
import { opensearchSecret } from './access.js'

export const dashboardsEndpoint = { workload: 'opensearch-dashboards', port: 'http' } as const
export const dashboardsClient = 'opensearch-dashboards'

const home = '/usr/share/opensearch-dashboards'
const { workload, port } = opensearchEndpoint

/** Values in `\${}` come from variables when the file is read, so no password stands in it. */
const settingsOf = ({ platform }: Context): Text => text`server.host: 0.0.0.0
server.name: logs
opensearch.hosts: ['${urlOf(workload, port)}']
opensearch.username: kibanaserver
opensearch.password: '\${SERVER_PASSWORD}'
opensearch.ssl.verificationMode: full
opensearch.ssl.certificateAuthorities: [/certificates/ca.crt]
opensearch.requestHeadersAllowlist: [Authorization, securitytenant]
opensearch_security.multitenancy.enabled: false
opensearch_security.cookie.secure: true
opensearch_security.cookie.password: '\${COOKIE_PASSWORD}'
opensearch_security.auth.type: openid
opensearch_security.openid.connect_url: ${urlOf(keycloakEndpoint.workload, keycloakEndpoint.port)}/realms/${realmName}/.well-known/openid-configuration
opensearch_security.openid.client_id: ${dashboardsClient}
opensearch_security.openid.client_secret: '\${CLIENT_SECRET}'
opensearch_security.openid.scope: openid profile email
opensearch_security.openid.base_redirect_url: https://logs.${platform.domain}
`

export function dashboardsWorkload(context: Context, sizes: PartSizes): Workload {
  const image = context.factsOf('opensearch').images['dashboards']
  return buildWorkload(context, sizes, {
    id: dashboardsEndpoint.workload,
    component: 'opensearch',
    part: 'dashboards',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateless',
    ...(image === undefined ? {} : { image }),
    environment: {
      SERVER_PASSWORD: [secretOf(opensearchSecret, 'dashboards-password')],
      COOKIE_PASSWORD: [secretOf(opensearchSecret, 'cookie-password')],
      CLIENT_SECRET: [secretOf(clientSecret, dashboardsClient)],
    },
    files: [{ path: `${home}/config/opensearch_dashboards.yml`, content: settingsOf(context) }],
    ports: [{ name: dashboardsEndpoint.port, number: 5601, scheme: 'http' }],
    volumes: [
      {
        kind: 'secret',
        name: 'certificates',
        path: '/certificates',
        secret: 'opensearch-dashboards-tls',
      },
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(256) },
    ],
    // What it answers asks for a login, so a port that is open is all that can be asked.
    probes: {
      startup: tcpProbe(dashboardsEndpoint.port, { failures: 60 }),
      ready: tcpProbe(dashboardsEndpoint.port),
      live: tcpProbe(dashboardsEndpoint.port, { every: 20, failures: 6 }),
    },
    role: 'application',
    spread: { nodes: 'preferred', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    // It writes what it has compiled beside its programs.
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: false },
    edges: [
      edgeTo(workload, port, 'the logs and its own records'),
      edgeTo(keycloakEndpoint.workload, keycloakEndpoint.port, 'signing in'),
    ],
    after: ['opensearch-setup', keycloakEndpoint.workload],
    stopWithin: seconds(30),
    priority: 300,
  })
}
