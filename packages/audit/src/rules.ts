// Lists every rule of the audit, in the order in which a reader would ask.

import type { AuditRule } from './rule.js'
import { nodeFitRule } from './wiring/nodes/node-fit.js'
import { agentsShutOutRule } from './wiring/nodes/agents-shut-out.js'
import { labelsOfProgramsRule } from './wiring/nodes/labels-of-programs.js'
import { selectorAnnotationRule } from './wiring/nodes/selector-annotation.js'

export const auditRules: readonly AuditRule[] = [
  nodeFitRule,
  agentsShutOutRule,
  labelsOfProgramsRule,
  selectorAnnotationRule,
]
