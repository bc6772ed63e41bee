// Builds an account for each workload, so that none shares rights with another; no token is mounted.

import type { Plan, Workload } from '@llmflow/spec'
import type { ServiceAccount } from 'kubernetes-types/core/v1.js'
import { metadataOf, type Named } from './object.js'

export function buildServiceAccount(
  _plan: Plan,
  workload: Workload,
): Named<ServiceAccount> | undefined {
  if (workload.runsOn !== 'cluster') return undefined
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(workload, workload.id),
    automountServiceAccountToken: false,
  }
}
