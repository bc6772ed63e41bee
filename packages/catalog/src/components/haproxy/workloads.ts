// Describes the pair of machines before the cluster: the proxy, and what moves its addresses.

import { edgeTo, seconds, type Edge, type Workload } from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { authorityVolume, isSecured } from '../postgresql/certificates.js'
import { authorityFolder } from '../postgresql/proxy.js'
import { haproxyFile, rolesOf } from './configuration.js'
import { addressProgram, proxyProgram } from './host.js'
import { keepalivedFile } from './keepalived.js'

export function haproxyWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { haproxy, keepalived } = sizes
  if (haproxy === undefined || keepalived === undefined) return []
  return [proxyWorkload(context, haproxy), addressWorkload(context, keepalived)]
}

function proxyWorkload(context: Context, sizes: PartSizes): Workload {
  const connections = sizes.figures['connections']?.value.value ?? 1000
  return buildWorkload(context, sizes, {
    ...onMachines,
    id: 'haproxy',
    component: 'haproxy',
    part: 'haproxy',
    host: proxyProgram(connections),
    // What it leads to are ports of the cluster's nodes and its API; a gateway on one machine needs no way in.
    tends: 'cluster',
    files: [
      { path: '/usr/local/etc/haproxy/haproxy.cfg', content: haproxyFile(context, connections) },
    ],
    ...(isSecured(context) && context.enabled.has('postgresql')
      ? { volumes: [authorityVolume(authorityFolder)] }
      : {}),
    ports: [
      ...rolesOf(context).map(({ port }) => port),
      {
        name: 'metrics',
        number: 8404,
        scheme: 'http',
        metrics: { path: '/metrics', interval: seconds(30) },
      },
    ],
    exposed: {
      ports: Object.fromEntries(rolesOf(context).map(({ port }) => [port.name, port.number])),
    },
    probes: {
      ready: httpProbe('/ready', 'metrics'),
      live: httpProbe('/ready', 'metrics', { every: 20 }),
    },
    security: { user: 99, group: 99, readOnlyRoot: true, capabilities: ['NET_BIND_SERVICE'] },
    edges: edgesOf(context),
    handsOn: [
      ...new Set(
        edgesOf(context).flatMap(({ to }) => (to.kind === 'workload' ? [to.workload] : [])),
      ),
    ],
    stopWithin: seconds(60),
    priority: 950,
  })
}

/** The API server and the nodes' ports are no workloads of the plan: only what is one can be an edge. */
function edgesOf(context: Context): readonly Edge[] {
  const hasPatroni =
    context.enabled.has('postgresql') && context.topologyOf('postgresql') === 'patroni'
  return [
    ...(context.enabled.has('apisix')
      ? [edgeTo('apisix', 'proxied-http', 'users'), edgeTo('apisix', 'proxied-https', 'users')]
      : []),
    ...(hasPatroni
      ? [
          edgeTo('postgresql', 'postgresql', 'clients outside the cluster'),
          edgeTo('postgresql', 'patroni', 'asks each member for its role'),
        ]
      : []),
  ]
}

function addressWorkload(context: Context, sizes: PartSizes): Workload {
  return buildWorkload(context, sizes, {
    ...onMachines,
    id: 'keepalived',
    component: 'haproxy',
    part: 'keepalived',
    host: addressProgram,
    tends: 'machine',
    files: [{ path: '/etc/keepalived/keepalived.conf', content: keepalivedFile(context) }],
    security: {
      user: 0,
      group: 0,
      readOnlyRoot: true,
      // The last three start the script as an account of its own, and end it.
      capabilities: ['NET_ADMIN', 'NET_RAW', 'NET_BROADCAST', 'SETUID', 'SETGID', 'KILL'],
    },
    edges: [],
    priority: 950,
  })
}

const onMachines = {
  runsOn: 'hosts',
  servesMachines: true,
  namespace: namespaces.infra,
  kind: 'stateful',
  role: 'edge',
  spread: { nodes: 'required', zones: 'preferred' },
  unavailableMax: 1,
  movable: false,
} as const
