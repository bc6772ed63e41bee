// Finds storage classes that are chosen for a component none of whose volumes can use one.

import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
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
    if (isUsed) return []
    const at = pointer('components', component, 'storageClass')
    const params = { component, choice: `storageClass: ${chosen}` }
    return [diagnostic('plan/choice-without-effect', inPlatform(at), params)]
  })
