// Names the API of Kubernetes: one name for machines and operators, wherever it leads.

import type { Plan } from '@llmflow/spec'
import { machinesOf } from '../machines.js'

export const apiServerPort = 6443
export const apiServerName = ({ domain }: Plan): string => `k8s-api.${domain}`

/** The address that is kept for it, else the first machine of the control plane; none without machines. */
export function apiServerAddress(plan: Plan): string | undefined {
  const machines = machinesOf(plan).filter(({ kind }) => kind !== 'hosts')
  const first = machines.find(({ kind }) => kind === 'control-plane') ?? machines[0]
  return plan.network.controlPlaneAddress ?? first?.address
}
