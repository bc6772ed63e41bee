// Defines an item of a checklist: what settles it, what LLMFlow judges of it, and where to look.

import type { Bilingual, Diagnostic, Plan } from '@llmflow/spec'

/** The lists of the guide’s chapter 10. */
export const checklistNames = ['pre', 'daily', 'weekly', 'monthly'] as const
export type ChecklistName = (typeof checklistNames)[number]

/** `auto`: findings settle it. `human`: somebody has to judge. `needs-cluster`: only the running platform can tell. */
type ChecklistKind = 'auto' | 'human' | 'needs-cluster'

/** A shell command with real names of the plan. */
type Commands = (plan: Plan) => readonly string[]

export type ChecklistItem = {
  readonly id: string
  readonly title: Bilingual
  readonly kind: ChecklistKind
  /** What settles it. */
  readonly how: Bilingual
  /** Codes, or families of them with a slash at the end, that speak of it. */
  readonly judgedBy: readonly string[]
  readonly commands?: Commands
  /** Alerts that tell before somebody looks. */
  readonly alerts?: readonly string[]
}

/** `done` is said of `auto` items alone: what needs a person or the cluster stays `open` until they say so. */
export type ChecklistState = 'done' | 'attention' | 'open'

export type ChecklistEntry = {
  readonly id: string
  readonly title: Bilingual
  readonly kind: ChecklistKind
  readonly state: ChecklistState
  readonly how: Bilingual
  readonly findings: readonly Diagnostic[]
  readonly commands: readonly string[]
  /** Those of the plan. */
  readonly alerts: readonly string[]
}
