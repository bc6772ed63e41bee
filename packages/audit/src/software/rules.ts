// Lists the rules about settings of programs.

import type { AuditRule } from '../rule.js'
import { gpuRollout } from './gpu-rollout.js'
import { knownProblems } from './known-problems.js'
import { memoryBound } from './memory-bound.js'
import { modelFit } from './model-fit.js'
import { notASetting } from './not-a-setting.js'
import { serviceVariable } from './service-variable.js'
import { settingMissing } from './setting-missing.js'
import { settingNotRead } from './setting-not-read.js'
import { unworkedQueues } from './unworked-queues.js'

export const softwareRules: readonly AuditRule[] = [
  settingNotRead,
  notASetting,
  settingMissing,
  knownProblems,
  memoryBound,
  modelFit,
  gpuRollout,
  serviceVariable,
  unworkedQueues,
]
