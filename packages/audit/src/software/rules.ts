// Lists the rules about settings and images of programs.

import type { AuditRule } from '../rule.js'
import { gpuRollout } from './gpu-rollout.js'
import { chartsOutsideRegistry, outsideRegistry } from './images-registry.js'
import { imageThatLeft, imageThatNeverWas, invalidReference, mutableImage } from './images.js'
import { knownProblems } from './known-problems.js'
import { memoryBound } from './memory-bound.js'
import { modelFit } from './model-fit.js'
import { notASetting } from './not-a-setting.js'
import { serviceVariable } from './service-variable.js'
import { settingMissing } from './setting-missing.js'
import { settingNotRead } from './setting-not-read.js'
import { supportEnded } from './support-ended.js'
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
  imageThatNeverWas,
  mutableImage,
  invalidReference,
  imageThatLeft,
  supportEnded,
  outsideRegistry,
  chartsOutsideRegistry,
]
