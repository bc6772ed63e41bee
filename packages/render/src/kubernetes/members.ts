// Lists what makes objects: for each workload, and once for the plan; a kind that is not here is not rendered.

import type { Plan, Workload } from '@llmflow/spec'
import { buildAddonObjects } from './addon-objects.js'
import { buildCertificate } from './certificate.js'
import { buildClusterIssuers } from './cluster-issuer.js'
import { buildFilesConfigMap } from './config-map.js'
import { buildCronJob } from './cron-job.js'
import { buildDashboards } from './dashboard.js'
import { buildDeployment } from './deployment.js'
import { buildEndpointSlice } from './endpoint-slice.js'
import { buildHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.js'
import { buildJob } from './job.js'
import { buildLimitRange } from './limit-range.js'
import { buildNamespace } from './namespace.js'
import { buildNamespacePolicies, buildNetworkPolicy } from './network-policy.js'
import type { KubernetesObject } from './object.js'
import { buildCommonClaims, buildOwnClaims } from './persistent-volume-claim.js'
import { buildPodDisruptionBudget } from './pod-disruption-budget.js'
import { buildPodMonitor } from './pod-monitor.js'
import { buildPriorityClass } from './priority-class.js'
import { buildProbe } from './probe.js'
import { buildPrometheusRules } from './prometheus-rule.js'
import { buildNamespaceQuota, buildResourceQuota } from './resource-quota.js'
import { buildScaledObject } from './scaled-object.js'
import { buildScrapeConfigs } from './scrape-config.js'
import { buildServiceAccount } from './service-account.js'
import { buildServiceMonitor } from './service-monitor.js'
import { buildServices } from './service.js'
import { buildStatefulSet } from './stateful-set.js'
import { buildTriggerAuthentications } from './trigger-authentication.js'

type Built = KubernetesObject | readonly KubernetesObject[] | undefined

export const workloadMembers: readonly ((plan: Plan, workload: Workload) => Built)[] = [
  buildServiceAccount,
  buildFilesConfigMap,
  buildOwnClaims,
  buildDeployment,
  buildStatefulSet,
  buildJob,
  buildCronJob,
  buildServices,
  buildEndpointSlice,
  buildHorizontalPodAutoscaler,
  buildScaledObject,
  buildTriggerAuthentications,
  buildPodDisruptionBudget,
  buildNetworkPolicy,
  buildServiceMonitor,
  buildPodMonitor,
  buildScrapeConfigs,
  buildProbe,
]

export const planMembers: readonly ((plan: Plan) => readonly KubernetesObject[])[] = [
  (plan) =>
    Object.entries(plan.namespaces).flatMap(
      ([name, namespace]) => buildNamespace(plan, name, namespace) ?? [],
    ),
  (plan) =>
    Object.entries(plan.namespaces).flatMap(
      ([name, namespace]) => buildNamespaceQuota(name, namespace) ?? [],
    ),
  (plan) => Object.entries(plan.priorities).map(([name, value]) => buildPriorityClass(name, value)),
  (plan) => Object.keys(plan.namespaces).flatMap((name) => buildNamespacePolicies(plan, name)),
  (plan) => Object.entries(plan.tenants).map(([name, tenant]) => buildResourceQuota(name, tenant)),
  (plan) => Object.entries(plan.tenants).map(([name, tenant]) => buildLimitRange(name, tenant)),
  // A machine's certificate is none of the cluster's: nothing there could put it on the machine.
  (plan) =>
    Object.entries(plan.certificates).flatMap(([name, planned]) =>
      planned.isInCluster ? [buildCertificate(name, planned)] : [],
    ),
  buildClusterIssuers,
  buildCommonClaims,
  buildPrometheusRules,
  buildDashboards,
  buildAddonObjects,
]
