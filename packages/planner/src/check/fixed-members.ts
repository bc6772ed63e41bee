// Finds replica counts that a store cannot have: its members are fixed, known to each other, and never none.

import { diagnostic, pointer, type Diagnostic, type Workload } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choiceFor } from './choices.js'
import { neverRuns } from './part-never-runs.js'
import type { Rule } from './rule.js'

/** Topologies in which a second replica would be a second store, with other data. */
const alone = new Set(['standalone', 'single'])

type Wrong = {
  readonly bound: 'minimum' | 'maximum'
  readonly value: number
  readonly expected: string
}

export const fixedMembers: Rule = (subject) => {
  const found = Object.values(subject.draft.plan.workloads).flatMap((workload) => {
    const wrong = wrongBound(subject, workload)
    return wrong === undefined ? [] : [{ ...wrong, at: placeOf(subject, workload, wrong.bound) }]
  })
  const unique = new Map(found.map((wrong) => [wrong.at, wrong]))
  return [...unique.values()].map(({ at, value, expected }): Diagnostic =>
    diagnostic('spec/invalid-value', subject.inPlatform(at), { value: `${value}`, expected }),
  )
}

function wrongBound(subject: Subject, workload: Workload): Wrong | undefined {
  const { kind, scaling, replicas, component } = workload
  const { context } = subject
  if (kind !== 'stateful' || scaling !== undefined || neverRuns(subject, workload)) return undefined
  const { minimum, maximum } = replicas
  if (minimum < 1) return { bound: 'minimum', value: minimum, expected: 'at least 1' }
  if (alone.has(context.topologyOf(component)) && minimum > 1) {
    return { bound: 'minimum', value: minimum, expected: 'at most 1' }
  }
  return maximum > minimum
    ? { bound: 'maximum', value: maximum, expected: `at most ${minimum}` }
    : undefined
}

function placeOf({ platform }: Subject, workload: Workload, bound: 'minimum' | 'maximum'): string {
  const chosen = choiceFor(platform, workload, ({ replicas }) => replicas?.[bound] !== undefined)
  return `${chosen ?? pointer('components', workload.component)}${pointer('replicas', bound)}`
}
