// Finds storage classes that are chosen for a component none of whose volumes can use one.

import { findComponent } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic, type Plan } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const choiceWithoutEffect: Rule = ({ platform, context, draft, inPlatform }) =>
  [...context.enabled].flatMap((component): readonly Diagnostic[] => {
    const chosen = platform.components[component]?.storageClass
    if (chosen === undefined) return []
    const isUsed = Object.values(draft.plan.workloads).some(
      (workload) =>
        workload.component === component &&
        workload.runsOn === 'cluster' &&
        (workload.volumes ?? []).some(
          (volume) =>
            (volume.kind === 'persistent' || volume.kind === 'common') &&
            volume.storageClass === chosen,
        ),
    )
    if (isUsed || isInChart(component, chosen, context, draft.plan)) return []
    const at = pointer('components', component, 'storageClass')
    const params = { component, choice: `storageClass: ${chosen}` }
    return [diagnostic('plan/choice-without-effect', inPlatform(at), params)]
  })

/** Whether a chart of the component is given the class for its volumes. */
function isInChart(
  component: string,
  chosen: string,
  context: Subject['context'],
  { addons }: Plan,
): boolean {
  const own = findComponent(component)?.addons?.(context, context.sizes[component] ?? {}) ?? []
  return own.some(({ name }) =>
    JSON.stringify(addons[name]?.values ?? {}).includes(JSON.stringify(chosen)),
  )
}
