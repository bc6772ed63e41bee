// Applies to an object the rules of its kind that no schema can hold.

import { at, has, type Place } from '../place.js'
import { fault, type Faults, type Rule } from './faults.js'
import { nameFaults, nameRuleOf } from './names.js'
import {
  serviceFaults,
  subsetFaults,
  endpointFaults,
  ingressFaults,
  networkPolicyFaults,
  scrapeFaults,
} from './network.js'
import { podFaults } from './pods.js'
import { roleFaults, bindingFaults, clusterBindingFaults } from './roles.js'
import { claimFaults, volumeFaults, contentFaults } from './storage.js'
import {
  daemonSetFaults,
  deploymentFaults,
  statefulSetFaults,
  jobFaults,
  autoscalerFaults,
  scaledObjectFaults,
  disruptionFaults,
  priorityFaults,
} from './workloads.js'

/** The faults that no schema finds, for an object of the kind `apiVersion/kind`. */
export function* objectFaults(kind: string, root: Place, isNamespaced: boolean): Faults {
  yield* nameFaults(root, nameRuleOf(kind))
  if (!isNamespaced && has(root, 'metadata', 'namespace')) {
    yield fault(at(root, 'metadata', 'namespace'), 'the kind has no namespace')
  }
  yield* ruleByKind[kind]?.(root) ?? []
}

const ruleByKind: Readonly<Record<string, Rule>> = {
  'v1/ConfigMap': contentFaults,
  'v1/Endpoints': subsetFaults,
  'v1/PersistentVolume': volumeFaults,
  'v1/PersistentVolumeClaim': claimFaults,
  'v1/Pod': (root) => podFaults(at(root, 'spec'), []),
  'v1/Secret': contentFaults,
  'v1/Service': serviceFaults,
  'apps/v1/DaemonSet': daemonSetFaults,
  'apps/v1/Deployment': deploymentFaults,
  'apps/v1/StatefulSet': statefulSetFaults,
  'autoscaling/v2/HorizontalPodAutoscaler': autoscalerFaults,
  'batch/v1/CronJob': (root) => jobFaults(at(root, 'spec', 'jobTemplate', 'spec')),
  'batch/v1/Job': (root) => jobFaults(at(root, 'spec')),
  'discovery.k8s.io/v1/EndpointSlice': endpointFaults,
  'keda.sh/v1alpha1/ScaledObject': scaledObjectFaults,
  'monitoring.coreos.com/v1alpha1/ScrapeConfig': scrapeFaults,
  'networking.k8s.io/v1/Ingress': ingressFaults,
  'networking.k8s.io/v1/NetworkPolicy': networkPolicyFaults,
  'policy/v1/PodDisruptionBudget': disruptionFaults,
  'rbac.authorization.k8s.io/v1/ClusterRole': roleFaults,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': clusterBindingFaults,
  'rbac.authorization.k8s.io/v1/Role': roleFaults,
  'rbac.authorization.k8s.io/v1/RoleBinding': bindingFaults,
  'scheduling.k8s.io/v1/PriorityClass': priorityFaults,
}
