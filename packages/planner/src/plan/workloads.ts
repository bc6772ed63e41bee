// Step: the workloads and addons of the enabled components.

import type { Component, Context } from '@llmflow/catalog'
import {
  fromPlan,
  pointer,
  printBytes,
  printCpu,
  type Addon,
  type Because,
  type Workload,
} from '@llmflow/spec'
import type { Sizes } from './sizes.js'
import type { Reasons } from './step.js'

export function planWorkloads(
  components: readonly Component[],
  context: Context,
  sizes: Sizes,
  reasons: Reasons,
): { readonly [id: string]: Workload } {
  const workloads = components
    .flatMap((component) => component.workloads?.(context, sizes[component.name] ?? {}) ?? [])
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
  for (const workload of workloads) explainWorkload(workload, reasons)
  return Object.fromEntries(workloads.map((workload) => [workload.id, workload]))
}

/** A workload takes its numbers from the sizes of its part, so each points there. */
function explainWorkload(
  { id, component, part, replicas, resources }: Workload,
  reasons: Reasons,
): void {
  const size = pointer('sizes', component, part)
  const from = (name: string, value: string, path: string): void => {
    const because: Because = {
      rule: 'size-of-part',
      formula: '',
      terms: [fromPlan(name, value, `${size}${path}`)],
    }
    reasons.add('workloads', `${pointer('workloads', id)}${path}`, because)
  }
  from('minimum', `${replicas.minimum}`, '/replicas/minimum')
  from('maximum', `${replicas.maximum}`, '/replicas/maximum')
  from('cpu', printCpu(resources.cpu), '/resources/cpu')
  from('memory', printBytes(resources.memory), '/resources/memory')
  from('memory limit', printBytes(resources.memoryLimit), '/resources/memoryLimit')
  if (resources.cpuLimit !== undefined)
    from('cpu limit', printCpu(resources.cpuLimit), '/resources/cpuLimit')
  if (resources.gpus !== undefined) from('GPUs', `${resources.gpus}`, '/resources/gpus')
}

export function planAddons(
  components: readonly Component[],
  context: Context,
  sizes: Sizes,
): { readonly [name: string]: Addon } {
  const addons = components.flatMap(
    (component) => component.addons?.(context, sizes[component.name] ?? {}) ?? [],
  )
  return Object.fromEntries(
    addons
      .toSorted((left, right) => (left.name < right.name ? -1 : 1))
      .map((addon) => [addon.name, addon]),
  )
}
