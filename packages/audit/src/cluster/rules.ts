// Lists the rules about the cluster's own configuration, Sentinel and log agents.

import type { AuditRule } from '../rule.js'
import { autoscalerConfiguration } from './autoscaler-configuration.js'
import { masqueradeWithoutBase } from './cilium.js'
import { wrongApiVersions } from './kinds.js'
import { kubeadmFields, kubernetesVersions } from './kubeadm.js'
import { logAgentsRefused, logsNotCollected, missingIncludes } from './log-agents.js'
import { nodeManifests } from './node-manifests.js'
import { sentinelBypassed, sentinelWithoutReplica } from './sentinel.js'

export const clusterRules: readonly AuditRule[] = [
  wrongApiVersions,
  kubeadmFields,
  kubernetesVersions,
  masqueradeWithoutBase,
  nodeManifests,
  autoscalerConfiguration,
  sentinelBypassed,
  sentinelWithoutReplica,
  logAgentsRefused,
  missingIncludes,
  logsNotCollected,
]
