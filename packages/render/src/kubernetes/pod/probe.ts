// Builds the probes by which the kubelet learns whether a container has started, serves and lives.

import type { Probe as PlannedProbe, Workload } from '@llmflow/spec'
import type { Container, Probe } from 'kubernetes-types/core/v1.js'
import { wholeSeconds } from '../object.js'

type Probes = Pick<Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>

export function probesOf({ probes = {} }: Workload): Probes {
  const { startup, ready, live } = probes
  return {
    ...(startup === undefined ? {} : { startupProbe: buildProbe(startup) }),
    ...(ready === undefined ? {} : { readinessProbe: buildProbe(ready) }),
    ...(live === undefined ? {} : { livenessProbe: buildProbe(live) }),
  }
}

function buildProbe({ check, every, timeout, failures }: PlannedProbe): Probe {
  return {
    ...actionOf(check),
    periodSeconds: wholeSeconds(every),
    timeoutSeconds: wholeSeconds(timeout),
    failureThreshold: failures,
  }
}

function actionOf(check: PlannedProbe['check']): Pick<Probe, 'httpGet' | 'tcpSocket' | 'exec'> {
  switch (check.kind) {
    case 'http':
      return { httpGet: { path: check.path, port: check.port, scheme: check.scheme ?? 'HTTP' } }
    case 'tcp':
      return { tcpSocket: { port: check.port } }
    case 'command':
      return { exec: { command: [...check.command] } }
  }
}
