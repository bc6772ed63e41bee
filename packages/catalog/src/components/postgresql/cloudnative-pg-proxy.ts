// Leads everybody to CloudNativePG's primary under the name that they know PostgreSQL by.

import { text, type Workload } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { primaryEdge, primaryHost } from './cloudnative-pg.js'
import { primaryWorkload } from './proxy.js'

/**
 * The proxy stands inside the platform's own network policies, so that no other component has to know where the operator
 * keeps its pods. The Service behind it has no address while there is no primary.
 */
export function cloudNativeProxy(
  context: Context,
  sizes: PartSizes,
  connections: number,
): Workload {
  const { after: _, ...base } = primaryWorkload(context, sizes, connections)
  const path = '/usr/local/etc/haproxy/haproxy.cfg'
  return {
    ...base,
    files: [{ path, content: text`${fileFor(primaryHost(context), connections)}` }],
    edges: [primaryEdge],
  }
}

const fileFor = (host: string, connections: number): string => `global
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
  monitor fail if { nbsrv(primary) lt 1 }
  http-request use-service prometheus-exporter if { path /metrics }

frontend postgresql
  bind :5432
  default_backend primary

backend primary
  default-server inter 3s fall 2 rise 1 on-marked-down shutdown-sessions init-addr last,libc,none resolvers system
  server primary ${host}:5432 check
`
