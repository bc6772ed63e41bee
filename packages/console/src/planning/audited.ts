// Judges manifests of anybody, and goes through the checklists of operation by what a plan and its files say.

import { audit } from '@llmflow/audit'
import { judgeChecklist, type ChecklistName } from '@llmflow/planner'
import { renderKubernetes } from '@llmflow/render'
import type { Language } from '@llmflow/spec'
import { findingsOf } from './findings.ts'
import type { AuditResult, ChecklistItem, Folder, TextFile } from './messages.ts'
import { planFolder } from './planned.ts'
import { proofOf } from './tree.ts'

export function auditedOf(files: readonly TextFile[], language: Language): AuditResult {
  const { diagnostics, summary } = audit({ files })
  const { objects, expressions, unknownKinds, unreadTemplates } = summary
  return {
    findings: findingsOf(diagnostics, files, language),
    files: summary.files,
    objects,
    expressions,
    unknownKinds,
    unreadTemplates,
  }
}

export function checklistFor(
  folder: Folder,
  list: ChecklistName,
  language: Language,
): readonly ChecklistItem[] | undefined {
  const { plan, diagnostics } = planFolder(folder)
  if (plan === undefined) return undefined
  const proof = proofOf(renderKubernetes(plan), plan)
  return judgeChecklist(list, plan, [...diagnostics, ...proof.diagnostics]).map((entry) => ({
    id: entry.id,
    title: entry.title[language],
    state: entry.state,
    kind: entry.kind,
    how: entry.how[language],
    codes: [...new Set(entry.findings.map(({ code }) => code))],
    commands: entry.commands,
    alerts: entry.alerts,
  }))
}
