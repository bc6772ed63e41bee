// Judges a checklist: which items the findings settle, which need attention, and which people must look at.

import type { Diagnostic, Plan } from '@llmflow/spec'
import { beforeDeployment } from './before-deployment.js'
import { daily } from './daily.js'
import type { ChecklistEntry, ChecklistItem, ChecklistName, ChecklistState } from './item.js'
import { monthly } from './monthly.js'
import { weekly } from './weekly.js'

/** Every list of the guide’s chapter 10, in its order. */
export const checklists: { readonly [N in ChecklistName]: readonly ChecklistItem[] } = {
  pre: beforeDeployment,
  daily,
  weekly,
  monthly,
}

/** The items of a list, each with the findings about it. `diagnostics` are those of check and of the audit. */
export function judgeChecklist(
  name: ChecklistName,
  plan: Plan,
  diagnostics: readonly Diagnostic[],
): readonly ChecklistEntry[] {
  const planned = new Set(plan.alerts.map((alert) => alert.name))
  return checklists[name].map((item): ChecklistEntry => {
    const findings = diagnostics.filter(
      ({ code, severity }) => severity !== 'info' && speaksOf(item, code),
    )
    return {
      id: item.id,
      title: item.title,
      kind: item.kind,
      state: stateOf(item, findings),
      how: item.how,
      findings,
      commands: item.commands?.(plan) ?? [],
      alerts: (item.alerts ?? []).filter((alert) => planned.has(alert)),
    }
  })
}

const speaksOf = ({ judgedBy }: ChecklistItem, code: string): boolean =>
  judgedBy.some((prefix) => code.startsWith(prefix))

function stateOf({ kind }: ChecklistItem, findings: readonly Diagnostic[]): ChecklistState {
  if (findings.length > 0) return 'attention'
  return kind === 'auto' ? 'done' : 'open'
}
