// Describes the workload that runs the code of workflows, apart from everything else.

import { edgeTo, secretOf, seconds, urlOf } from '@llmflow/spec'
import { namespaces } from '../../endpoints.js'
import type { WorkloadBase } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { proxyWorkload, sandboxWorkload } from './environment.js'

/**
 * It must be root: it makes its own user at start, and locks each job into a root directory, a user and a filter of
 * system calls. So it has a namespace of its own at the baseline level, and reaches nothing but the proxy.
 */
export function sandboxBase(): WorkloadBase {
  return {
    id: sandboxWorkload,
    component: 'dify',
    part: 'sandbox',
    runsOn: 'cluster',
    namespace: namespaces.sandbox,
    kind: 'stateless',
    environment: {
      API_KEY: [secretOf('dify', 'sandbox-key')],
      GIN_MODE: ['release'],
      WORKER_TIMEOUT: ['15'],
      SANDBOX_PORT: ['8194'],
      ENABLE_NETWORK: ['true'],
      HTTP_PROXY: [urlOf(proxyWorkload, 'http')],
      HTTPS_PROXY: [urlOf(proxyWorkload, 'http')],
    },
    ports: [{ name: 'http', number: 8194, scheme: 'http' }],
    probes: {
      startup: httpProbe('/health', 'http', { every: 5, failures: 60 }),
      ready: httpProbe('/health', 'http'),
      live: httpProbe('/health', 'http', { every: 20, failures: 6 }),
    },
    role: 'application',
    spread: { nodes: 'preferred', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    security: {
      user: 0,
      group: 0,
      readOnlyRoot: false,
      capabilities: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID', 'SYS_CHROOT'],
    },
    edges: [edgeTo(proxyWorkload, 'http', 'requests of code')],
    stopWithin: seconds(30),
    priority: 500,
  }
}
