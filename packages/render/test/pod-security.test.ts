// The pods of a namespace meet the Pod Security level that it enforces, judged by a check that can fail.

import { describe, expect, it } from 'vitest'
import type { Workload } from '@llmflow/spec'
import { podTemplateOf } from '../src/kubernetes/pod/template.js'
import { platform } from './platform.js'
import { planOf, workloadOf } from './plans.js'
import { podLevelFaults } from './pod-level.js'
import { placeOf } from './schemas/place.js'

const faultsOf = (spec: object, level: string): readonly string[] =>
  podLevelFaults(placeOf(spec), level)

const specOf = (workload: Workload): object =>
  podTemplateOf(planOf([workload]), workload).spec ?? {}

const inCluster = Object.values(platform.workloads).filter(({ runsOn }) => runsOn === 'cluster')

describe('the restricted level', () => {
  it.each(inCluster)('is met by $id', (workload) => {
    expect(faultsOf(podTemplateOf(platform, workload).spec ?? {}, 'restricted')).toEqual([])
  })
})

describe('the check', () => {
  const security = { user: 0, group: 0, readOnlyRoot: false }

  it('finds root and capabilities', () => {
    const capabilities = ['SYS_ADMIN', 'CHOWN', 'NET_BIND_SERVICE']
    const spec = specOf(workloadOf('a', { security: { ...security, capabilities } }))
    expect(faultsOf(spec, 'restricted')).toEqual([
      'SYS_ADMIN',
      'runAsNonRoot',
      'runAsUser',
      'SYS_ADMIN',
      'CHOWN',
    ])
    expect(faultsOf(spec, 'baseline')).toEqual(['SYS_ADMIN'])
    expect(faultsOf(spec, 'privileged')).toEqual([])
  })

  it('finds what is not said', () => {
    expect(faultsOf({ containers: [{ name: 'a' }] }, 'restricted')).toEqual([
      'runAsNonRoot',
      'seccompProfile',
      'allowPrivilegeEscalation',
      'drop',
    ])
  })

  it('finds what reaches the node', () => {
    const spec = {
      hostNetwork: true,
      volumes: [{ name: 'a', hostPath: { path: '/' } }],
      containers: [{ name: 'a', securityContext: { privileged: true } }],
    }
    expect(faultsOf(spec, 'baseline')).toEqual(['hostNetwork', 'hostPath', 'privileged'])
  })
})

describe('every pod', () => {
  it.each(inCluster)('of $id has no token, and no variables of other Services', (workload) => {
    expect(podTemplateOf(platform, workload).spec).toMatchObject({
      serviceAccountName: workload.id,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    })
  })
})
