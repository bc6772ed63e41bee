// Lists the rules about Pod Security.

import type { AuditRule } from '../rule.js'
import { namedWorkloads } from './named-workloads.js'
import { namespaceLevels } from './namespace-levels.js'
import { privilegedContainers } from './privileged-containers.js'
import { refusedPods } from './refused-pods.js'

export const securityRules: readonly AuditRule[] = [
  refusedPods,
  namedWorkloads,
  namespaceLevels,
  privilegedContainers,
]
