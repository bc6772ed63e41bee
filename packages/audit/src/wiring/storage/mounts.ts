// Holds what containers mount against the volumes of their pod.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { isTemplate } from '../../graph/lookup.js'
import type { Pod } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { adviceFor, similarTo } from '../objects/similar.js'
import { isWhole } from '../../graph/whole.js'

export const mounts: AuditRule = (graph) => graph.pods.filter(isWhole).flatMap(mountsOf)

function mountsOf(pod: Pod): readonly Diagnostic[] {
  const names = volumeNames(pod)
  if (names.some(isTemplate)) return []
  const known = new Set(names)
  return pod.processes.flatMap(({ field, name }) =>
    [...field.get('volumeMounts').items, ...field.get('volumeDevices').items].flatMap((mount) =>
      judge(mount.get('name'), name, known),
    ),
  )
}

/** Volumes of the pod, and those that a StatefulSet makes for each of its pods. */
function volumeNames({ spec, owner }: Pod): readonly string[] {
  const templates = owner.field.get('spec', 'volumeClaimTemplates').items
  return [
    ...spec.get('volumes').items.flatMap((volume) => volume.get('name').text ?? []),
    ...templates.flatMap((claim) => claim.get('metadata', 'name').text ?? []),
  ]
}

function judge(name: Field, workload: string, known: ReadonlySet<string>): readonly Diagnostic[] {
  const volume = name.text
  if (volume === undefined || known.has(volume) || isTemplate(volume)) return []
  const similar = similarTo(volume, known)
  return [
    diagnostic(
      'wiring/missing-volume',
      name.place,
      { volume, workload, suggestion: similar.name },
      { advice: adviceFor(volume, similar, [...known]) },
    ),
  ]
}
