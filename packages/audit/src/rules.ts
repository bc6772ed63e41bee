// Lists every rule of the audit, in the order in which a reader would ask.

import type { AuditRule } from './rule.js'

export const auditRules: readonly AuditRule[] = []
