// Finds programs with pages for people that nothing leads to, because the platform has no gateway.

import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import { isEmbedded } from './clustered.js'
import { componentsNamed } from './named.js'
import type { Rule } from './rule.js'

/** Some have a name of their own without a gateway; the others wait behind addresses of the cluster. */
export const noWayIn: Rule = (subject) => {
  const { context, inPlatform } = subject
  if (context.enabled.has('apisix')) return []
  const named = componentsNamed(subject)
  return context.components
    .filter(({ name, routes }) => {
      const hasPages = (routes?.(context) ?? []).length > 0
      return hasPages && !named.has(name) && !isEmbedded(context, name)
    })
    .map(({ name }): Diagnostic => {
      const at = inPlatform(pointer('components', name), 'key')
      return diagnostic('wiring/no-way-in', at, { component: name })
    })
}
