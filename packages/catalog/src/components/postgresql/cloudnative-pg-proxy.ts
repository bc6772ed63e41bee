// Leads everybody to CloudNativePG's primary under the name that they know PostgreSQL by.

import type { Context } from '../../component.js'
import { primaryEdge, primaryHost } from './cloudnative-pg.js'
import { proxyFile, type ProxyTarget } from './proxy.js'

/**
 * The proxy stands inside the platform's own network policies, so that no other component has to know where the operator
 * keeps its pods. The Service behind it has no address while there is no primary.
 */
export const cloudNativeTarget = (context: Context, connections: number): ProxyTarget => ({
  file: proxyFile(connections, 'primary', [
    `  default-server inter 3s fall 2 rise 1 on-marked-down shutdown-sessions init-addr last,libc,none resolvers system
  server primary ${primaryHost(context)}:5432 check
`,
  ]),
  edges: [primaryEdge],
})
