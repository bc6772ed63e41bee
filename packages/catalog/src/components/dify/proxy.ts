// Describes the proxy through which workflows and their code reach anything: it keeps them out of the platform.

import { edgeTo, hostOf, mebibytes, seconds, text, type Text } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { llmflowEndpoint, namespaces } from '../../endpoints.js'
import type { WorkloadBase } from '../../part.js'
import { tcpProbe } from '../../probe.js'
import { proxyWorkload } from './environment.js'

const scratch = (name: string, path: string) =>
  ({ kind: 'scratch', name, path, size: mebibytes(256) }) as const

/** Debian's and Ubuntu's user `proxy`. The image's entrypoint would need root, so squid is started itself. */
const squidUser = 13

export function proxyBase(context: Context): WorkloadBase {
  return {
    id: proxyWorkload,
    component: 'dify',
    part: 'proxy',
    runsOn: 'cluster',
    namespace: namespaces.system,
    kind: 'stateless',
    command: ['squid', '-f', '/etc/squid/llmflow.conf', '-NYC'],
    files: [{ path: '/etc/squid/llmflow.conf', content: configuration(context) }],
    ports: [{ name: 'http', number: 3128, scheme: 'http' }],
    volumes: [
      scratch('temporary', '/tmp'),
      scratch('run', '/run'),
      scratch('spool', '/var/spool/squid'),
      scratch('log', '/var/log/squid'),
    ],
    probes: { ready: tcpProbe('http'), live: tcpProbe('http', { every: 20 }) },
    role: 'application',
    spread: { nodes: 'preferred', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    security: { user: squidUser, group: squidUser, volumesGroup: squidUser, readOnlyRoot: true },
    edges: context.enabled.has('llmflow')
      ? [edgeTo(llmflowEndpoint.workload, llmflowEndpoint.port, 'external knowledge of Dify')]
      : [],
    stopWithin: seconds(30),
    priority: 500,
  }
}

/**
 * Upstream's proxy lets every private address through. This one refuses the cluster's, but LLMFlow: Dify fetches
 * external knowledge through the proxy. What else it may reach is for network policies, which know no exception yet.
 */
function configuration(context: Context): Text {
  const { podRange, serviceRange } = context.platform.network
  const knowledge = context.enabled.has('llmflow')
    ? text`acl knowledge dstdomain ${hostOf(llmflowEndpoint.workload, llmflowEndpoint.port)}
http_access allow knowledge
`
    : text``
  return [
    ...text`http_port 3128
acl SSL_ports port 443
acl Safe_ports port 80 443 1025-65535
acl CONNECT method CONNECT
acl cluster dst ${podRange} ${serviceRange} 127.0.0.0/8 169.254.0.0/16
http_access deny !Safe_ports
http_access deny CONNECT !SSL_ports
`,
    ...knowledge,
    ...text`http_access deny cluster
http_access allow all
cache deny all
pid_filename none
pinger_enable off
access_log stdio:/dev/stdout
cache_log /dev/stderr
coredump_dir /tmp
max_filedescriptors 4096
shutdown_lifetime 10 seconds
`,
  ]
}
