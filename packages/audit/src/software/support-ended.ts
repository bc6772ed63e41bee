// Finds programs and releases of Kubernetes that get no fixes any more.

import { components, releases, type LifeFact } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Location } from '@llmflow/spec'
import { ofKind } from '../graph/lookup.js'
import type { Graph } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'
import { grouped } from '../graph/grouped.js'

export const supportEnded: AuditRule = (graph) => [...ofKubernetes(graph), ...ofPrograms(graph)]

/** By component, whatever its version: an archived project mends none. */
const archived: ReadonlyMap<string, LifeFact> = new Map(
  components.flatMap(({ name, versions }) =>
    Object.values(versions)
      .flatMap(({ life = [] }) => life)
      .filter(({ status }) => status === 'archived')
      .map((fact) => [name, fact] as const),
  ),
)

const kubernetesFacts: ReadonlyMap<string, LifeFact> = new Map(
  releases.flatMap(({ life }) => life).map((fact) => [fact.subject, fact]),
)

/** The version that kubeadm is told to install. */
function ofKubernetes(graph: Graph): readonly Diagnostic[] {
  return ofKind(graph, 'ClusterConfiguration').flatMap(({ field }) => {
    const version = [field.get('kubernetesVersion'), field.get('spec', 'kubernetesVersion')].find(
      ({ text }) => text !== undefined,
    )
    const minor = /^v?(\d+\.\d+)/.exec(version?.text ?? '')?.[1] ?? ''
    const fact = kubernetesFacts.get(`Kubernetes ${minor}`)
    return fact === undefined || version === undefined ? [] : [told(fact, version.place)]
  })
}

/** Once for a program, at its first image. */
function ofPrograms({ processes }: Graph): readonly Diagnostic[] {
  const places = grouped(
    processes.flatMap(({ software, image }) => {
      const fact = archived.get(software?.software.name ?? '')
      return fact === undefined || image === undefined ? [] : [[fact, image.place] as const]
    }),
  )
  return [...places].flatMap(([fact, [first, ...others]]) =>
    first === undefined ? [] : [told(fact, first, others)],
  )
}

const told = (
  { subject, since, note }: LifeFact,
  place: Location,
  related: readonly Location[] = [],
): Diagnostic => diagnostic('life/support-ended', place, { subject, since, note }, { related })
