// Finds the line of a platform that asks for what a workload takes.

import { engineOf } from '@llmflow/catalog'
import { pointer, type Location } from '@llmflow/spec'
import type { Ask, Subject } from '../input.js'

/** The place of a bound of a workload: of its model when it serves one, else of its component or part. */
export function boundOf(
  { platform, inPlatform }: Subject,
  { component, part }: Pick<Ask, 'component' | 'part'>,
  bound: 'minimum' | 'maximum',
): Location {
  const model = platform.models.findIndex(
    (entry) => entry.name === part && engineOf(entry) === component,
  )
  if (model !== -1) return inPlatform(pointer('models', model, 'replicas', bound))
  const choice = platform.components[component]
  const ofPart = choice?.parts?.[part]?.replicas?.[bound] !== undefined
  const path = ofPart
    ? pointer('components', component, 'parts', part)
    : pointer('components', component)
  return inPlatform(`${path}${pointer('replicas', bound)}`)
}
