// Writes haproxy.cfg: a frontend for each of the roles that the platform gives the machines.

import { nodesOf, type Inventory, type Port, type Text } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { gatewayNodePorts } from '../../endpoints.js'
import { isSecured } from '../postgresql/certificates.js'
import { memberServers } from '../postgresql/proxy.js'

/** What one name and port in front leads to. */
type Role = {
  readonly port: Port
  /** Lines of the backend, its servers among them. */
  readonly backend: Text
}

/** Three roles (guide 5.1): users, the Kubernetes API, PostgreSQL. Each only where there is something behind it. */
export function rolesOf(context: Context): readonly Role[] {
  return [...usersRoles(context), ...controlPlaneRoles(context), ...postgresqlRoles(context)]
}

/** With the PROXY protocol the gateway sees the address of the caller, which its limits look at. */
function usersRoles(context: Context): readonly Role[] {
  if (!context.enabled.has('apisix')) return []
  const nodes = addressesOf(
    context.inventory,
    ({ kind, roles }) => kind === 'cluster' && roles.includes('application'),
  )
  return (['http', 'https'] as const).map((name): Role => ({
    port: { name, number: name === 'http' ? 80 : 443, scheme: name },
    backend: [
      serversOf(
        nodes,
        gatewayNodePorts[name],
        'check inter 2s fall 2 rise 2 send-proxy-v2 check-send-proxy',
      ),
    ],
  }))
}

/** `/readyz` is open to everybody, so the check needs no account; its certificate is for names, not addresses. */
function controlPlaneRoles({ inventory }: Context): readonly Role[] {
  const masters = addressesOf(inventory, ({ kind }) => kind === 'control-plane')
  if (masters.length === 0) return []
  return [
    {
      port: { name: 'kubernetes', number: 6443, scheme: 'tcp' },
      backend: [
        [
          '  option httpchk GET /readyz',
          '  http-check expect status 200',
          serversOf(masters, 6443, 'check check-ssl verify none inter 2s fall 3 rise 2'),
        ].join('\n'),
      ],
    },
  ]
}

/** For clients outside the cluster; pods have a proxy of their own beside them. */
function postgresqlRoles(context: Context): readonly Role[] {
  if (!context.enabled.has('postgresql') || context.topologyOf('postgresql') !== 'patroni')
    return []
  return [
    patroniRole(context, 'postgresql', 5432, '/primary'),
    patroniRole(context, 'replicas', 5433, '/replica?replication_state=streaming'),
  ]
}

const patroniRole = (context: Context, name: string, number: number, path: string): Role => ({
  port: { name, number, scheme: 'postgresql' },
  backend: memberServers(path, isSecured(context)),
})

type Pool = Inventory['pools'][number]

function addressesOf(
  inventory: Inventory | undefined,
  isWanted: (pool: Pool) => boolean,
): readonly { readonly name: string; readonly address: string }[] {
  return (inventory?.pools ?? [])
    .filter(isWanted)
    .flatMap(nodesOf)
    .flatMap(({ name, address }) => (address === undefined ? [] : [{ name, address }]))
}

const serversOf = (
  nodes: readonly { readonly name: string; readonly address: string }[],
  port: number,
  options: string,
): string =>
  nodes.map(({ name, address }) => `  server ${name} ${address}:${port} ${options}`).join('\n')

export const haproxyFile = (context: Context, connections: number): Text => [
  `global
  maxconn ${connections}
  log stdout format raw local0 notice

defaults
  mode tcp
  log global
  option tcplog
  option dontlognull
  timeout connect 4s
  timeout client 1h
  timeout server 1h
  timeout check 5s

frontend metrics
  mode http
  bind :8404
  timeout client 10s
  monitor-uri /ready
  http-request use-service prometheus-exporter if { path /metrics }
`,
  ...rolesOf(context).flatMap(({ port, backend }) => [
    `
frontend ${port.name}
  bind :${port.number}
  default_backend ${port.name}

backend ${port.name}
`,
    ...backend,
    '\n',
  ]),
]
