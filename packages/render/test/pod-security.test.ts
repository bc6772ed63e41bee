// The pods of a namespace meet the Pod Security level that the namespace enforces.

import type { Container, PodSpec } from 'kubernetes-types/core/v1.js'
import { describe, expect, it } from 'vitest'
import type { Workload } from '@llmflow/spec'
import { podTemplateOf } from '../src/kubernetes/pod/template.js'
import { platform } from './platform.js'
import { planOf, workloadOf } from './plans.js'

/** What Pod Security Standards forbid at the restricted level, of what our pods can have. */
function restrictedFaults(pod: PodSpec): readonly string[] {
  const { securityContext: shared = {}, volumes = [], containers } = pod
  const kinds = volumes.flatMap(({ name: _name, ...source }) => Object.keys(source))
  const allowedKinds = ['configMap', 'emptyDir', 'persistentVolumeClaim', 'secret']
  return [
    ...(pod.hostNetwork === true ? ['hostNetwork'] : []),
    ...(pod.hostPID === true ? ['hostPID'] : []),
    ...(shared.runAsNonRoot === true ? [] : ['runAsNonRoot']),
    ...(shared.runAsUser === 0 ? ['runAsUser'] : []),
    ...(shared.seccompProfile?.type === 'RuntimeDefault' ? [] : ['seccompProfile']),
    ...kinds.filter((kind) => !allowedKinds.includes(kind)),
    ...containers.flatMap(containerFaults),
  ]
}

function containerFaults({ securityContext = {} }: Container): readonly string[] {
  const { add = [], drop = [] } = securityContext.capabilities ?? {}
  return [
    ...(securityContext.privileged === true ? ['privileged'] : []),
    ...(securityContext.allowPrivilegeEscalation === false ? [] : ['allowPrivilegeEscalation']),
    ...(drop.includes('ALL') ? [] : ['drop']),
    ...add.filter((capability) => capability !== 'NET_BIND_SERVICE'),
  ]
}

function podOf(workload: Workload): PodSpec {
  const { spec } = podTemplateOf(planOf([workload]), workload)
  return spec ?? { containers: [] }
}

const inRestricted = Object.values(platform.workloads).filter(
  ({ runsOn, namespace }) =>
    runsOn === 'cluster' && platform.namespaces[namespace]?.podSecurity === 'restricted',
)

describe('the restricted level', () => {
  it.each(inRestricted)('is met by $id', (workload) => {
    expect(restrictedFaults(podTemplateOf(platform, workload).spec ?? { containers: [] })).toEqual(
      [],
    )
  })

  it('is missed by a workload that needs root or more capabilities, so the check can fail', () => {
    const security = { user: 0, group: 0, readOnlyRoot: false, capabilities: ['SYS_ADMIN'] }
    expect(restrictedFaults(podOf(workloadOf('a', { security })))).toEqual([
      'runAsNonRoot',
      'runAsUser',
      'SYS_ADMIN',
    ])
    expect(restrictedFaults({ containers: [{ name: 'a' }] })).toEqual([
      'runAsNonRoot',
      'seccompProfile',
      'allowPrivilegeEscalation',
      'drop',
    ])
  })
})

describe('every pod', () => {
  it.each(inRestricted)('of $id has no token, and no variables of other Services', (workload) => {
    expect(podTemplateOf(platform, workload).spec).toMatchObject({
      serviceAccountName: workload.id,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    })
  })
})
