// Holds the ports of probes and hooks against the ports that their container declares.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { isTemplate } from '../../graph/lookup.js'
import type { Process } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { isSet } from './listening.js'
import { adviceFor, similarTo } from '../objects/similar.js'
import { isWhole } from '../../graph/whole.js'

export const probePorts: AuditRule = (graph) =>
  graph.pods
    .filter(isWhole)
    .flatMap(({ processes }) => processes.flatMap((process) => probesOf(process, graph.isComplete)))

const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const
const hooks = ['postStart', 'preStop'] as const

function probesOf(process: Process, isComplete: boolean): readonly Diagnostic[] {
  const { field } = process
  return [
    ...probes.flatMap((name) => judge({ process, isComplete }, name, field.get(name))),
    ...hooks.flatMap((name) => judge({ process, isComplete }, name, field.get('lifecycle', name))),
  ]
}

type Subject = { readonly process: Process; readonly isComplete: boolean }

function judge(subject: Subject, name: string, probe: Field): readonly Diagnostic[] {
  return ['httpGet', 'tcpSocket', 'grpc'].flatMap((action) => {
    // A probe of another host asks that host's port.
    if (probe.get(action, 'host').value !== undefined) return []
    const port = probe.get(action, 'port')
    return port.text === undefined || isTemplate(port.text) ? [] : judgePort(subject, name, port)
  })
}

/**
 * A name must be there. A number need not be declared, and many leave out the ports of probes; who says that the files
 * are all there is wants to know.
 */
function judgePort(
  { process, isComplete }: Subject,
  probe: string,
  port: Field,
): readonly Diagnostic[] {
  const text = port.text ?? ''
  const declared = process.field.get('ports').items
  const names = declared.flatMap((item) => item.get('name').text ?? [])
  const numbers = declared.flatMap((item) => item.get('containerPort').text ?? [])
  const isNumber = port.number !== undefined
  const known = isNumber ? numbers : names
  if (known.includes(text) || known.some(isTemplate)) return []
  if (isNumber && (declared.length === 0 || isSet(process, text))) return []
  const container = process.field.get('name').text ?? process.name
  return [
    diagnostic(
      'wiring/probe-port',
      port.place,
      { probe, port: text, container, ports: isNumber ? numbers : names },
      {
        severity: isNumber ? (isComplete ? 'warning' : 'info') : 'error',
        advice: isNumber ? [] : adviceFor(text, similarTo(text, names), []),
      },
    ),
  ]
}
