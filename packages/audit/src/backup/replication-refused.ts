// Finds base backups from pods while PostgreSQL admits replication from other networks only.

import { diagnostic, type Diagnostic, type Field, type Location } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import { ofKind } from '../graph/lookup.js'
import { invocationsOf } from '../graph/invocations.js'
import type { AuditRule } from '../rule.js'

export const replicationRefused: AuditRule = (graph) => {
  const pods = podNetworks(graph)
  const backup = baseBackupIn(graph)
  if (pods.length === 0 || backup === undefined) return []
  return graph.configurations
    .filter(({ software }) => software === 'patroni')
    .flatMap(({ root }) =>
      root === undefined
        ? []
        : [root.get('bootstrap', 'pg_hba'), root.get('postgresql', 'pg_hba')].flatMap((list) =>
            refusedBy(list, pods, backup),
          ),
    )
}

/** The networks of pods that the cluster's own configuration names. */
function podNetworks(graph: Graph): readonly Network[] {
  return ofKind(graph, 'ClusterConfiguration')
    .flatMap(({ field }) => [
      field.get('networking', 'podSubnet').text ?? '',
      field.get('spec', 'networking', 'podSubnet').text ?? '',
    ])
    .flatMap((text) => text.split(','))
    .flatMap((text) => networkOf(text.trim()) ?? [])
}

function baseBackupIn({ scripts }: Graph): Location | undefined {
  return scripts
    .filter(({ process }) => process?.origin === 'kubernetes')
    .flatMap(invocationsOf)
    .filter(({ name, isElsewhere }) => name === 'pg_basebackup' && !isElsewhere)
    .map(({ program }) => program.excerpt.place(0, program.text.length))[0]
}

function refusedBy(list: Field, pods: readonly Network[], backup: Location): readonly Diagnostic[] {
  const lines = list.items.flatMap((line) => {
    const [kind = '', databases = '', , address = ''] = (line.text ?? '').split(/\s+/)
    const isReplication = kind.startsWith('host') && databases.split(',').includes('replication')
    return isReplication ? [{ line, address, network: networkOf(address) }] : []
  })
  const [first] = lines
  const isAdmitted = lines.some(
    ({ network }) => network === undefined || pods.some((pod) => overlap(pod, network)),
  )
  if (first === undefined || isAdmitted) return []
  const network = lines.map(({ address }) => address).join(', ')
  return [
    diagnostic(
      'backup/replication-refused',
      first.line.place,
      { network },
      { advice: [{ kind: 'frame', location: backup, label: 'pg_basebackup' }] },
    ),
  ]
}

/** A range of IPv4 addresses, as its first one and how many bits it fixes. */
type Network = { readonly first: number; readonly bits: number }

/** Undefined for names and keywords such as `samenet`: what they admit is not known here. */
function networkOf(text: string): Network | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text)
  if (match === null) return undefined
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number)
  return { first: ((a * 256 + b) * 256 + c) * 256 + d, bits }
}

function overlap(left: Network, right: Network): boolean {
  const size = 2 ** (32 - Math.min(left.bits, right.bits))
  return Math.floor(left.first / size) === Math.floor(right.first / size)
}
