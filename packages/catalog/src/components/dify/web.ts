// Describes the workload of Dify's pages.

import { gibibytes, mebibytes, seconds } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { difyWeb, namespaces } from '../../endpoints.js'
import type { WorkloadBase } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { publicUrl } from './environment.js'

export function webWorkload(context: Context): WorkloadBase {
  const url = publicUrl(context)
  return {
    id: difyWeb.workload,
    component: 'dify',
    part: 'web',
    runsOn: 'cluster',
    namespace: namespaces.system,
    kind: 'stateless',
    environment: {
      // The browser asks these, not the pod.
      CONSOLE_API_URL: [url],
      APP_API_URL: [url],
      NEXT_TELEMETRY_DISABLED: ['1'],
      HOSTNAME: ['0.0.0.0'],
      HOME: ['/tmp'],
      PM2_HOME: ['/tmp/.pm2'],
    },
    ports: [{ name: difyWeb.port, number: 3000, scheme: 'http' }],
    volumes: [
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) },
      { kind: 'scratch', name: 'cache', path: '/app/web/.next/cache', size: mebibytes(512) },
    ],
    probes: {
      startup: httpProbe('/signin', difyWeb.port, { every: 5, failures: 24 }),
      ready: httpProbe('/signin', difyWeb.port),
      live: httpProbe('/signin', difyWeb.port, { every: 20, failures: 6 }),
    },
    role: 'application',
    spread: { nodes: 'preferred', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    security: { user: 1001, group: 0, volumesGroup: 0, readOnlyRoot: true },
    edges: [],
    stopWithin: seconds(30),
    priority: 700,
  }
}
