// Says what a pod may not do: everything that the restricted level forbids, unless the workload needs it.

import type { Security } from '@llmflow/spec'
import type { PodSecurityContext, SecurityContext } from 'kubernetes-types/core/v1.js'

export function podSecurityOf({ user, group, volumesGroup }: Security): PodSecurityContext {
  return {
    runAsNonRoot: user !== 0,
    runAsUser: user,
    runAsGroup: group,
    ...(volumesGroup === undefined
      ? {}
      : { fsGroup: volumesGroup, fsGroupChangePolicy: 'OnRootMismatch' }),
    seccompProfile: { type: 'RuntimeDefault' },
  }
}

export function containerSecurityOf({
  readOnlyRoot,
  capabilities = [],
}: Security): SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: readOnlyRoot,
    capabilities: {
      drop: ['ALL'],
      ...(capabilities.length === 0 ? {} : { add: [...capabilities] }),
    },
  }
}
