// Loads the rules of the audit for the commands that judge files: a quarter of the program, which the others do without.

import type { AuditInput, AuditReport } from '@llmflow/audit'

export async function loadAudit(): Promise<(input: AuditInput) => AuditReport> {
  const { audit } = await import('@llmflow/audit')
  return audit
}
