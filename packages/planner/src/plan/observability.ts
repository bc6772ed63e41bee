// Step: alerts and dashboards of every component.

import type { Component, Context } from '@llmflow/catalog'
import type { Alert, Dashboard } from '@llmflow/spec'
import type { Sizes } from './sizes.js'

export function planAlerts(
  components: readonly Component[],
  context: Context,
  sizes: Sizes,
): readonly Alert[] {
  return components
    .flatMap((component) => component.alerts?.(context, sizes[component.name] ?? {}) ?? [])
    .toSorted((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
}

/** Components that name one dashboard share it: their panels stand one after the other. */
export function planDashboards(
  components: readonly Component[],
  context: Context,
): { readonly [name: string]: Dashboard } {
  const merged = new Map<string, Dashboard>()
  for (const component of components) {
    for (const [name, dashboard] of Object.entries(component.dashboards?.(context) ?? {})) {
      const before = merged.get(name)
      const panels = [...(before?.panels ?? []), ...dashboard.panels]
      merged.set(name, { title: before?.title ?? dashboard.title, panels })
    }
  }
  return Object.fromEntries([...merged].toSorted(([left], [right]) => (left < right ? -1 : 1)))
}
