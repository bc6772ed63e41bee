// Finds versions that get no fixes any more.

import type { LifeFact } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic, type Location } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { firstClustered } from './clustered.js'
import type { Rule } from './rule.js'

export const supportEnded: Rule = (subject) => [
  ...subject.release.life.flatMap((fact) => ofRelease(subject, fact)),
  ...[...subject.context.enabled].flatMap((name) => ofComponent(subject, name)),
]

/** The release speaks of the Kubernetes that it was made for: neither of another one, nor of a machine without. */
function ofRelease(subject: Subject, fact: LifeFact): readonly Diagnostic[] {
  const { context, release, inventory, inPlatform, inInventory } = subject
  const minor = inventory?.kubernetes?.minor
  const isOfKubernetes = fact.subject === `Kubernetes ${release.kubernetesMinor}`
  if (isOfKubernetes && firstClustered(context) === undefined) return []
  if (!isOfKubernetes || minor === undefined) return found(fact, inPlatform('/release'))
  return minor === release.kubernetesMinor ? found(fact, inInventory('/kubernetes/minor')) : []
}

function ofComponent({ context, inPlatform }: Subject, name: string): readonly Diagnostic[] {
  const at = pointer('components', name)
  return (context.factsOf(name).life ?? []).flatMap((fact) => found(fact, inPlatform(at, 'key')))
}

function found(
  { status, subject, since, note }: LifeFact,
  location: Location,
): readonly Diagnostic[] {
  if (status !== 'support-ended' && status !== 'archived') return []
  return [diagnostic('life/support-ended', location, { subject, since, note })]
}
