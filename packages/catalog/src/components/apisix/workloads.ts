// Describes the gateway: three servers alike, their etcd, and the job that hands them the routes.

import {
  edgeTo,
  gibibytes,
  seconds,
  secretOf,
  type Edge,
  type FileMount,
  type Port,
  type SecretText,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { gatewayNodePorts, keycloakEndpoint, namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { tcpProbe } from '../../probe.js'
import { etcdBackupWorkloads } from '../etcd/backup.js'
import { etcdWorkload } from '../etcd/workload.js'
import { clientSecret } from '../keycloak/realm.js'
import {
  certificateFolder,
  configurationText,
  etcdId,
  gatewayEtcd,
  proxiedNumbers,
  standaloneText,
} from './configuration.js'
import { gatewaySecret, handoverWorkloads, tlsSecret } from './handover.js'
import { routesOf } from '../../route.js'
import { routeEdges } from './routes.js'

export function apisixWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { gateway, etcd, routes } = sizes
  if (gateway === undefined) return []
  if (etcd === undefined || routes === undefined) return [gatewayWorkload(context, gateway)]
  return [
    gatewayWorkload(context, gateway),
    etcdWorkload(context, etcd, {
      id: etcdId,
      component: 'apisix',
      part: 'etcd',
      runsOn: 'cluster',
      namespace: namespaces.system,
      role: 'application',
      priority: 950,
    }),
    ...handoverWorkloads(context, routes),
    ...etcdBackupWorkloads(context, sizes['etcd-backup'], gatewayEtcd),
  ]
}

function gatewayWorkload(context: Context, sizes: PartSizes): Workload {
  const hasEtcd = context.topologyOf('apisix') === 'etcd'
  return buildWorkload(context, sizes, {
    id: 'apisix',
    component: 'apisix',
    part: 'gateway',
    runsOn: 'cluster',
    namespace: namespaces.system,
    kind: 'stateless',
    ...(hasEtcd ? {} : { command: ['/bin/sh', '-c', standaloneStart] }),
    environment: environmentOf(context, hasEtcd),
    files: filesOf(context, sizes, hasEtcd),
    ports: portsOf(context, hasEtcd),
    exposed: exposedTo(context),
    volumes: [
      // Mounted by the gateway itself, so that the certificate is made for the names that lead here.
      { kind: 'secret', name: 'certificate', path: certificateFolder, secret: tlsSecret },
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(2) },
    ],
    // 3.12 answers no health request, and every path without a route is 404.
    probes: {
      startup: tcpProbe('http', { failures: 60 }),
      ready: tcpProbe('http'),
      live: tcpProbe('http', { every: 20, failures: 6 }),
    },
    role: 'application',
    spread: { nodes: 'preferred', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    // `apisix init` writes nginx.conf beside the files that the image ships.
    security: { user: 636, group: 636, volumesGroup: 636, readOnlyRoot: false },
    edges: edgesOf(context, hasEtcd),
    ...(hasEtcd ? { after: [etcdId] } : {}),
    stopWithin: seconds(60),
    priority: 900,
  })
}

/** Without an Admin API the certificate reaches the gateway through its variables, once at each start. */
const standaloneStart = [
  `export APISIX_CERTIFICATE="$(cat ${certificateFolder}/tls.crt)"`,
  `export APISIX_CERTIFICATE_KEY="$(cat ${certificateFolder}/tls.key)"`,
  'exec /docker-entrypoint.sh docker-start',
].join('\n')

function environmentOf(
  context: Context,
  hasEtcd: boolean,
): { readonly [name: string]: SecretText } {
  return {
    APISIX_KEYRING: [secretOf(gatewaySecret, 'keyring')],
    ...(hasEtcd
      ? { APISIX_ADMIN_KEY: [secretOf(gatewaySecret, 'admin-key')] }
      : { APISIX_STAND_ALONE: ['true'] }),
    ...(context.enabled.has('keycloak')
      ? {
          APISIX_CLIENT_SECRET: [secretOf(clientSecret, 'apisix')],
          APISIX_SESSION_SECRET: [secretOf(gatewaySecret, 'session')],
        }
      : {}),
  }
}

function filesOf(context: Context, sizes: PartSizes, hasEtcd: boolean): readonly FileMount[] {
  const configuration: FileMount = {
    path: '/usr/local/apisix/conf/config.yaml',
    content: configurationText(context, sizes),
  }
  if (hasEtcd) return [configuration]
  return [
    configuration,
    { path: '/usr/local/apisix/conf/apisix.yaml', content: standaloneText(context) },
  ]
}

function portsOf({ enabled }: Context, hasEtcd: boolean): readonly Port[] {
  const admin: Port = { name: 'admin', number: 9180, scheme: 'http' }
  return [
    { name: 'http', number: 9080, scheme: 'http' },
    { name: 'https', number: 9443, scheme: 'https' },
    {
      name: 'metrics',
      number: 9091,
      scheme: 'http',
      metrics: { path: '/apisix/prometheus/metrics', interval: seconds(30) },
    },
    ...(hasEtcd ? [admin] : []),
    ...(enabled.has('haproxy') ? proxiedPorts : []),
  ]
}

/** Where HAProxy hands connections on, with the address of the caller in front. */
const proxiedPorts: readonly Port[] = [
  { name: 'proxied-http', number: proxiedNumbers.http, scheme: 'http' },
  { name: 'proxied-https', number: proxiedNumbers.https, scheme: 'https' },
]

/** The numbers that browsers use, at the address that the platform keeps for its users. */
function exposedTo(context: Context): NonNullable<Workload['exposed']> {
  const { platform, enabled } = context
  const { virtualAddress } = platform.network
  const ports = { http: 80, https: 443 }
  if (enabled.has('haproxy')) {
    const { http, https } = gatewayNodePorts
    return { ports, nodePorts: { 'proxied-http': http, 'proxied-https': https } }
  }
  return {
    ports,
    ...(virtualAddress === undefined ? {} : { address: virtualAddress }),
    // The node that answers for the address is any node, and hands requests on to those that run the gateway.
    ...(enabled.has('cilium') && context.topologyOf('cilium') === 'l2'
      ? { throughAnyNode: true }
      : {}),
  }
}

function edgesOf(context: Context, hasEtcd: boolean): readonly Edge[] {
  const routes = routeEdges(routesOf(context))
  const { workload, port } = keycloakEndpoint
  const knows = routes.some(({ to }) => to.kind === 'workload' && to.workload === workload)
  return [
    ...routes,
    ...(context.enabled.has('keycloak') && !knows ? [edgeTo(workload, port, 'logging in')] : []),
    ...(hasEtcd ? [edgeTo(etcdId, 'client', 'routes and certificates')] : []),
  ]
}
