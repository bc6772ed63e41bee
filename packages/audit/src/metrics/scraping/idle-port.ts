// Finds containers that announce a port for metrics on which their program does not listen.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Process } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { portsServing, servedBy } from './endpoint.js'

export const idlePort: AuditRule = ({ processes }) =>
  processes.filter(({ origin }) => origin === 'kubernetes').flatMap(idlePorts)

const forMetrics = /^(?:metrics|prometheus|prom|http-metrics|metrics-http|prom-metrics)$/

function idlePorts(process: Process): readonly Diagnostic[] {
  const ports = process.ports.filter(({ name }) => forMetrics.test(name))
  if (ports.length === 0) return []
  const served = servedBy(process)
  if (served?.endpoint === undefined || !served.isCertain) return []
  const { software, endpoint } = served
  // A program whose endpoint must be configured first may have it anywhere.
  if (endpoint.needs !== undefined) return []
  const right = portsServing(served)
  return ports
    .filter(({ number }) => !right.includes(number))
    .map(({ number, place }) =>
      diagnostic('metrics/idle-port', place, {
        number,
        software: software.title,
        served: endpoint.port,
      }),
    )
}
