// Lists every rule of the audit, in the order in which a reader would ask.

import type { AuditRule } from './rule.js'
import { staticTarget } from './metrics/static-target.js'
import { addressRule } from './wiring/addresses.js'
import { claimRule } from './wiring/claims.js'
import { endpointRule } from './wiring/endpoints.js'
import { duplicateRule } from './wiring/duplicates.js'
import { missingObjectKeyRule } from './wiring/missing-object-key.js'
import { missingObjectRule } from './wiring/missing-object.js'
import { mountRule } from './wiring/mounts.js'
import { probeRule } from './wiring/probes.js'
import { spreadRule } from './wiring/spread.js'
import { serviceRule } from './wiring/services.js'
import { workloadSelectorRule } from './wiring/selectors.js'
import { backupRules } from './backup/rules.js'
import { clusterRules } from './cluster/rules.js'
import { filesRules } from './wiring/files-rules.js'
import { scrapeTarget } from './metrics/scrape-target.js'
import { scrapePort } from './metrics/scrape-port.js'
import { notMetrics } from './metrics/not-metrics.js'
import { idlePort } from './metrics/idle-port.js'
import { monitorNotSelected } from './metrics/monitor-not-selected.js'
import { scalingMetric } from './metrics/scaling-metric.js'
import { kedaTrigger } from './metrics/keda-trigger.js'
import { panelType } from './metrics/panel-type.js'
import { panelKeys } from './metrics/panel-keys.js'
import { heatmap } from './metrics/heatmap.js'
import { dashboardSource } from './metrics/dashboard-source.js'
import { dashboardProvider } from './metrics/dashboard-provider.js'
import { queryRules } from './metrics/query-rules.js'
import { nodeFitRule } from './wiring/nodes/node-fit.js'
import { agentsShutOutRule } from './wiring/nodes/agents-shut-out.js'
import { labelsOfProgramsRule } from './wiring/nodes/labels-of-programs.js'
import { selectorAnnotationRule } from './wiring/nodes/selector-annotation.js'
import { quotaItemsRule } from './wiring/quotas/quota-items.js'
import { gpuGrantsRule } from './wiring/quotas/gpu-grants.js'
import { limitRangesRule } from './wiring/quotas/limit-ranges.js'
import { twoAutoscalersRule } from './wiring/scaling/two-autoscalers.js'
import { autoscalerBoundsRule } from './wiring/scaling/autoscaler-bounds.js'
import { scaleTargetRule } from './wiring/scaling/scale-target.js'
import { fixedReplicasRule } from './wiring/scaling/fixed-replicas.js'
import { utilizationRule } from './wiring/scaling/utilization.js'
import { disruptionBudgetsRule } from './wiring/scaling/disruption-budgets.js'
import { gpuMaximaRule } from './wiring/scaling/gpu-maxima.js'
import { softwareRules } from './software/rules.js'
import { refusedPodsRule } from './security/refused-pods.js'
import { namedWorkloadsRule } from './security/named-workloads.js'
import { namespaceLevelsRule } from './security/namespace-levels.js'
import { privilegedContainersRule } from './security/privileged-containers.js'
import { trafficRule } from './wiring/network/traffic.js'
import { nameResolutionRule } from './wiring/network/name-resolution.js'
import { policyPortsRule } from './wiring/network/policy-ports.js'
import { agreementRule } from './wiring/network/agreement.js'
import { scrapesRule } from './wiring/network/scrapes.js'
import { unlikePlacementRule } from './wiring/nodes/unlike-placement.js'
import { missingNamespaceRule } from './wiring/missing-namespace.js'
import { requestAboveLimitRule } from './wiring/quotas/request-above-limit.js'

export const auditRules: readonly AuditRule[] = [
  missingObjectRule,
  missingObjectKeyRule,
  mountRule,
  probeRule,
  serviceRule,
  workloadSelectorRule,
  spreadRule,
  addressRule,
  claimRule,
  duplicateRule,
  endpointRule,
  ...backupRules,
  ...clusterRules,
  ...filesRules,
  nodeFitRule,
  agentsShutOutRule,
  labelsOfProgramsRule,
  selectorAnnotationRule,
  scrapeTarget,
  scrapePort,
  notMetrics,
  idlePort,
  monitorNotSelected,
  scalingMetric,
  kedaTrigger,
  panelType,
  panelKeys,
  heatmap,
  dashboardSource,
  dashboardProvider,
  ...queryRules,
  quotaItemsRule,
  gpuGrantsRule,
  limitRangesRule,
  twoAutoscalersRule,
  autoscalerBoundsRule,
  scaleTargetRule,
  fixedReplicasRule,
  utilizationRule,
  disruptionBudgetsRule,
  gpuMaximaRule,
  ...softwareRules,
  refusedPodsRule,
  namedWorkloadsRule,
  namespaceLevelsRule,
  privilegedContainersRule,
  trafficRule,
  nameResolutionRule,
  staticTarget,
  policyPortsRule,
  agreementRule,
  scrapesRule,
  unlikePlacementRule,
  missingNamespaceRule,
  requestAboveLimitRule,
]
