// Lists the rules about what names what: objects, Services, addresses, nodes, policies, charts and variables.

import type { AuditRule } from '../rule.js'
import { unknownAddress } from './addresses/unknown-address.js'
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
import { agreement } from './network/agreement.js'
import { nameResolution } from './network/name-resolution.js'
import { policyPorts } from './network/policy-ports.js'
import { scrapes } from './network/scrapes.js'
import { traffic } from './network/traffic.js'
import { agentsShutOut } from './nodes/agents-shut-out.js'
import { labelsOfPrograms } from './nodes/labels-of-programs.js'
import { nodeFit } from './nodes/node-fit.js'
import { selectorAnnotation } from './nodes/selector-annotation.js'
import { spreadLabels } from './nodes/spread.js'
import { unlikePlacement } from './nodes/unlike-placement.js'
import { duplicates } from './objects/duplicates.js'
import { missingNamespace } from './objects/missing-namespace.js'
import { missingObjectKey } from './objects/missing-object-key.js'
import { missingObject } from './objects/missing-object.js'
import { gpuGrants } from './quotas/gpu-grants.js'
import { limitRanges } from './quotas/limit-ranges.js'
import { quotaItems } from './quotas/quota-items.js'
import { requestAboveLimit } from './quotas/request-above-limit.js'
import { autoscalerBounds } from './scaling/autoscaler-bounds.js'
import { disruptionBudgets } from './scaling/disruption-budgets.js'
import { fixedReplicas } from './scaling/fixed-replicas.js'
import { gpuMaxima } from './scaling/gpu-maxima.js'
import { scaleTarget } from './scaling/scale-target.js'
import { twoAutoscalers } from './scaling/two-autoscalers.js'
import { utilization } from './scaling/utilization.js'
import { backendPort } from './services/backend-port.js'
import { endpoints } from './services/endpoints.js'
import { probePorts } from './services/probes.js'
import { workloadSelector } from './services/selectors.js'
import { services } from './services/services.js'
import { singleWriterClaims } from './storage/claims.js'
import { mounts } from './storage/mounts.js'
import { literalPlaceholder } from './variables/literal-placeholder.js'
import { passwordInUrl } from './variables/password-in-url.js'
import { undefinedVariable } from './variables/undefined-variable.js'
import { unreadVariable } from './variables/unread-variable.js'

export const wiringRules: readonly AuditRule[] = [
  missingObject,
  missingObjectKey,
  mounts,
  probePorts,
  services,
  workloadSelector,
  spreadLabels,
  unknownAddress,
  singleWriterClaims,
  duplicates,
  endpoints,
  backendPort,
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
  nodeFit,
  agentsShutOut,
  labelsOfPrograms,
  selectorAnnotation,
  quotaItems,
  gpuGrants,
  limitRanges,
  twoAutoscalers,
  autoscalerBounds,
  scaleTarget,
  fixedReplicas,
  utilization,
  disruptionBudgets,
  gpuMaxima,
  traffic,
  nameResolution,
  policyPorts,
  agreement,
  scrapes,
  unlikePlacement,
  missingNamespace,
  requestAboveLimit,
]
