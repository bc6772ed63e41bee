// Builds the namespaces, with the Pod Security level that their pods meet.

import type { Plan, PlannedNamespace } from '@llmflow/spec'
import type { Namespace } from 'kubernetes-types/core/v1.js'
import { type Labels, type Named, platformLabels } from './object.js'
import { namespaceName, tenantField } from './parameters.js'

/** Namespaces that every cluster has; they are not ours to label. */
const builtIn = /^(default|kube-.*)$/

export function buildNamespace(
  plan: Plan,
  name: string,
  { podSecurity, purpose, tenant }: PlannedNamespace,
): Named<Namespace> | undefined {
  if (builtIn.test(name)) return undefined
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespaceName(name, tenant),
      labels: {
        ...platformLabels,
        ...(tenant === undefined
          ? {}
          : { 'llmflow.io/tenant': tenantField(tenant, ['name'], tenant) }),
        ...podSecurityLabels(podSecurity, plan.kubernetesMinor),
      },
      annotations: { 'llmflow.io/purpose': purpose },
    },
  }
}

/** A namespace that has to allow more still says which of its pods do. */
function podSecurityLabels(level: PlannedNamespace['podSecurity'], minor: string): Labels {
  const wished = level === 'privileged' ? 'privileged' : 'restricted'
  const version = `v${minor}`
  return {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': version,
    'pod-security.kubernetes.io/audit': wished,
    'pod-security.kubernetes.io/audit-version': version,
    'pod-security.kubernetes.io/warn': wished,
    'pod-security.kubernetes.io/warn-version': version,
  }
}
