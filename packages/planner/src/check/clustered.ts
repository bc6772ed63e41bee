// Tells which components run as workloads: the embedded runtime is one process that brings its own engines.

import type { Context } from '@llmflow/catalog'

export const isEmbedded = (context: Context, component: string): boolean =>
  context.topologyOf(component) === 'embedded'

/** The first component, in the order that a person wrote, which needs machines, images and backups. */
export function firstClustered(context: Context): string | undefined {
  return Object.keys(context.platform.components).find(
    (name) => context.enabled.has(name) && !isEmbedded(context, name),
  )
}
