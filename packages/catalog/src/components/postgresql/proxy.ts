// Describes the proxy that leads writers to Patroni’s leader, wherever it is after a failover.

import {
  edgeTo,
  membersOf,
  mebibytes,
  seconds,
  text,
  type Edge,
  type Text,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe, tcpProbe } from '../../probe.js'
import { authorityVolume, serverName } from './certificates.js'

/** Where the proxy leads, and what it needs for that. */
export type ProxyTarget = {
  readonly file: Text
  readonly edges: readonly Edge[]
  readonly after?: readonly string[]
  readonly volumes?: readonly Volume[]
}

/** The proxy that leads to the leader of Patroni's members. */
export const patroniTarget = (connections: number, isSecured: boolean): ProxyTarget => ({
  file: proxyFile(
    connections,
    'leader',
    memberServers('/primary', isSecured, ' init-addr last,libc,none resolvers system'),
  ),
  ...(isSecured ? { volumes: [authorityVolume(authorityFolder)] } : {}),
  edges: [
    edgeTo('postgresql', 'postgresql', 'reads and writes of the leader'),
    edgeTo('postgresql', 'patroni', 'asks each member whether it leads'),
  ],
  after: ['postgresql'],
})

export function primaryWorkload(
  context: Context,
  sizes: PartSizes,
  { file, edges, after, volumes = [] }: ProxyTarget,
): Workload {
  const image = context.factsOf('postgresql').images['primary']
  return buildWorkload(context, sizes, {
    id: 'postgresql-primary',
    component: 'postgresql',
    part: 'primary',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateless',
    ...(image === undefined ? {} : { image }),
    files: [{ path: '/usr/local/etc/haproxy/haproxy.cfg', content: file }],
    ports: [
      { name: 'postgresql', number: 5432, scheme: 'postgresql' },
      {
        name: 'metrics',
        number: 8404,
        scheme: 'http',
        metrics: { path: '/metrics', interval: seconds(30) },
      },
    ],
    volumes: [
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(16) },
      ...volumes,
    ],
    probes: {
      // Ready when a leader is known; alive as long as the proxy itself answers.
      ready: httpProbe('/ready', 'metrics', { every: 5 }),
      live: tcpProbe('metrics', { every: 20 }),
    },
    role: 'application',
    spread: { nodes: 'required', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    security: { user: 99, group: 99, readOnlyRoot: true },
    edges,
    ...(after === undefined ? {} : { after }),
    stopWithin: seconds(60),
    priority: 900,
    handsOn: [...new Set(edges.flatMap(({ to }) => (to.kind === 'workload' ? [to.workload] : [])))],
  })
}

/** Where HAProxy has the authority of PostgreSQL's certificates. */
export const authorityFolder = '/usr/local/etc/haproxy/postgresql'

/**
 * Only members that answer `OPTIONS` on the path of a role with 200 get connections; when one loses the role, its open
 * connections are closed, so that clients reconnect to its successor.
 */
export function memberServers(path: string, isSecured: boolean, options = ''): Text {
  const check = isSecured
    ? ` check port 8008 check-ssl verify required ca-file ${authorityFolder}/ca.crt verifyhost ${serverName}`
    : ' check port 8008'
  return text`  option httpchk OPTIONS ${path}
  http-check expect status 200
  default-server inter 3s fall 3 rise 2 on-marked-down shutdown-sessions${options}
${membersOf('postgresql', 'postgresql', 'host-port', '\n', { before: '  server {name} ', after: check })}
`
}

/** One port in front of one backend, whose lines say how its servers are found and judged. */
export function proxyFile(connections: number, name: string, backend: Text): Text {
  return [
    `global
  maxconn ${connections * 2 + 100}
  log stdout format raw local0 notice

defaults
  mode tcp
  log global
  timeout connect 4s
  timeout client 24h
  timeout server 24h
  timeout check 5s

resolvers system
  parse-resolv-conf
  hold valid 10s

frontend metrics
  mode http
  bind :8404
  timeout client 10s
  monitor-uri /ready
  monitor fail if { nbsrv(${name}) lt 1 }
  http-request use-service prometheus-exporter if { path /metrics }

frontend postgresql
  bind :5432
  default_backend ${name}

backend ${name}
`,
    ...backend,
  ]
}
