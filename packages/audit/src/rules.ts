// Lists every rule of the audit, family by family.

import { backupRules } from './backup/rules.js'
import { clusterRules } from './cluster/rules.js'
import { metricsRules } from './metrics/rules.js'
import type { AuditRule } from './rule.js'
import { securityRules } from './security/rules.js'
import { softwareRules } from './software/rules.js'
import { wiringRules } from './wiring/rules.js'

export const auditRules: readonly AuditRule[] = [
  ...wiringRules,
  ...metricsRules,
  ...securityRules,
  ...softwareRules,
  ...clusterRules,
  ...backupRules,
]
