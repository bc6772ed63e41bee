// Refuses engines that this program has no adapter for, before anything is touched.

import type { Configuration } from '../configuration.js'
import { RuntimeError } from '../error.js'

const served = {
  parser: ['embedded'],
  vectorIndex: ['lancedb'],
  textIndex: ['lancedb'],
  graph: ['pglite', 'postgresql'],
  records: ['pglite', 'postgresql'],
  objects: ['disk'],
  limits: ['memory'],
  identity: ['local', 'oidc'],
  redaction: ['built-in'],
  traces: ['records'],
} as const

type Port = keyof typeof served

const ports: readonly Port[] = [
  'parser',
  'vectorIndex',
  'textIndex',
  'graph',
  'records',
  'objects',
  'limits',
  'identity',
  'redaction',
  'traces',
]

/** Throws `configuration`, naming all of them: nobody wants to learn of one after the other. */
export function refuseUnknownEngines(configuration: Configuration): void {
  const refused = ports.filter((port) => {
    const names: readonly string[] = served[port]
    return !names.includes(configuration[port].engine)
  })
  if (refused.length === 0) return
  const list = refused.map((port) => `${port}: ${configuration[port].engine}`).join(', ')
  throw new RuntimeError(
    'configuration',
    `this version has no adapter for ${list}; set components.llmflow.topology to embedded`,
  )
}
