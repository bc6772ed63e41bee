// The verbs of LLMFlow that need no world: check a platform and plan it.

import { checkDraft } from './check/check.js'
import { resolve } from './context.js'
import { inDocuments, type PlanningInput, type PlanningResult } from './input.js'
import { draftPlan } from './plan/plan.js'
import type { Diagnostic } from '@llmflow/spec'

export type {
  ChecklistEntry,
  ChecklistItem,
  ChecklistName,
  ChecklistState,
} from './checklist/item.js'
export { checklistNames } from './checklist/item.js'
export { checklists, judgeChecklist } from './checklist/checklist.js'
export type { PlanningInput, PlanningResult } from './input.js'
export type { Cell } from './size/cell.js'
export { guideDemand, guideMachines, guideModels } from './size/guide.js'
export type { MachineRow } from './size/machines.js'
export { chosenModel, contexts, type ChosenModel, type ModelRow } from './size/models.js'
export { sizePlatform, type Sizing } from './size/size.js'
export { formulaIn } from './why/words.js'
export { chainsOf, type Link, type LinkTerm, type Origin } from './why/chain.js'

/** Plans a platform and says everything that is to be said about it. Never throws on a person's input. */
export function planPlatform(input: PlanningInput): PlanningResult {
  const { resolved, diagnostics } = resolve(input)
  if (resolved === undefined) return { plan: undefined, diagnostics }
  const { context, ...draft } = draftPlan(resolved)
  const found = checkDraft({
    input,
    platform: input.platform.value,
    inventory: input.inventory?.value,
    release: resolved.release,
    context,
    draft,
    inPlatform: inDocuments(input.platform),
    inInventory: inDocuments(input.inventory),
  })
  return { plan: draft.plan, diagnostics: [...diagnostics, ...found] }
}

/** Judges a platform without giving the plan away. */
export function checkPlatform(input: PlanningInput): readonly Diagnostic[] {
  return planPlatform(input).diagnostics
}
