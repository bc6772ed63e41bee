// Loads the rules of the audit for the commands that judge files: a quarter of the program, which the others do without.

import type { audit, auditTree } from '@llmflow/audit'

type Audit = { readonly audit: typeof audit; readonly auditTree: typeof auditTree }

export const loadAudit = (): Promise<Audit> => import('@llmflow/audit')
