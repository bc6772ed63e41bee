// Tests that every number of a plan has a reason, and that every chain ends at a line, a default or a fact.

import { describe, expect, it } from 'vitest'
import { pointer, type Plan, type Pointer } from '@llmflow/spec'
import { plannedExample } from './plan-example.js'

/** The numbers that somebody may ask about, by path. */
function numbersOf({ workloads, sizes }: Plan): readonly Pointer[] {
  const ofWorkloads = Object.values(workloads).flatMap(({ id, resources }) => [
    pointer('workloads', id, 'replicas', 'minimum'),
    pointer('workloads', id, 'replicas', 'maximum'),
    ...Object.keys(resources)
      .filter((name) => name !== 'gpuProduct')
      .map((name) => pointer('workloads', id, 'resources', name)),
  ])
  const ofSizes = Object.entries(sizes).flatMap(([component, parts]) =>
    Object.entries(parts).flatMap(([part, { figures }]) =>
      Object.keys(figures).map((figure) => pointer('sizes', component, part, 'figures', figure)),
    ),
  )
  return [...ofWorkloads, ...ofSizes]
}

/** What is wrong with the chain below a path: a missing reason, a term that leads nowhere, a circle. */
function faultsBelow(plan: Plan, path: Pointer, above: readonly Pointer[] = []): readonly string[] {
  if (above.includes(path)) return [`${path} explains itself through ${above.join(' ← ')}`]
  const reason = plan.reasons[path]
  if (reason === undefined) return [`${path} has no reason`]
  if (reason.terms.length === 0) return [`${path} has a reason without terms`]
  return reason.terms.flatMap(({ name, source }) => {
    if (source.kind === 'plan') return faultsBelow(plan, source.path, [...above, path])
    const isNamed = source.kind === 'fact' ? source.source !== '' : source.pointer !== ''
    return isNamed ? [] : [`${path}: ${name} comes from nowhere`]
  })
}

describe.each(['guide-production', 'in-cluster', 'one-host'])('the plan of %s', (example) => {
  const plan = plannedExample(example)
  const numbers = numbersOf(plan)

  it('explains every replica count, request and GPU', () => {
    expect(numbers.length).toBeGreaterThan(50)
    expect(numbers.flatMap((path) => faultsBelow(plan, path))).toEqual([])
  })

  it('explains where every standing replica went', () => {
    const unexplained = Object.entries(plan.placement)
      .filter(([, { replicas }]) => replicas.length > 0)
      .filter(([id]) => plan.reasons[pointer('placement', id, 'replicas')] === undefined)
    expect(unexplained).toEqual([])
  })
})

it('sees a chain that is broken', () => {
  const plan = plannedExample('one-host')
  const path = '/load/concurrentUsers'
  const { [path]: _, ...reasons } = plan.reasons
  const broken = { ...plan, reasons }
  expect(numbersOf(plan).flatMap((number) => faultsBelow(broken, number))).not.toEqual([])
})
