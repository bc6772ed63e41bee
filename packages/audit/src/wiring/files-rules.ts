// Lists the rules about charts, values, variables, names, compose files and images.

import type { AuditRule } from '../rule.js'
import {
  imageThatLeft,
  imageThatNeverWas,
  invalidReference,
  mutableImage,
} from '../software/images.js'
import { chartsOutsideRegistry, outsideRegistry } from '../software/images-registry.js'
import { supportEnded } from '../software/support-ended.js'
import { boundsDiffer } from './charts/bounds-differ.js'
import { switchWithoutCondition, unreadValues } from './charts/chart-values.js'
import { twoObjectStores } from './charts/two-object-stores.js'
import { dataOutsideVolume, unfilledVolume } from './compose/data-places.js'
import { gpusReservedTwice } from './compose/gpus-reserved-twice.js'
import { missingMountedFile } from './compose/missing-mounted-file.js'
import { obsoleteKey } from './compose/obsolete-key.js'
import { startOrder } from './compose/start-order.js'
import { composeNames } from './compose/undefined-names.js'
import { unreachableService } from './compose/unreachable-service.js'
import { certificateNames } from './names/certificate-names.js'
import { multicastDomain, nameUnderTwoDomains } from './names/domains.js'
import { literalPlaceholder } from './variables/literal-placeholder.js'
import { passwordInUrl } from './variables/password-in-url.js'
import { undefinedVariable } from './variables/undefined-variable.js'
import { unreadVariable } from './variables/unread-variable.js'

export const filesRules: readonly AuditRule[] = [
  unreadValues,
  switchWithoutCondition,
  boundsDiffer,
  twoObjectStores,
  literalPlaceholder,
  undefinedVariable,
  unreadVariable,
  passwordInUrl,
  obsoleteKey,
  composeNames,
  startOrder,
  unreachableService,
  gpusReservedTwice,
  missingMountedFile,
  dataOutsideVolume,
  unfilledVolume,
  multicastDomain,
  nameUnderTwoDomains,
  certificateNames,
  imageThatNeverWas,
  mutableImage,
  invalidReference,
  imageThatLeft,
  supportEnded,
  outsideRegistry,
  chartsOutsideRegistry,
]
