// Lists what every machine has besides its programs; a part that is not here is on no machine.

import type { Plan } from '@llmflow/spec'
import { containerdPart } from './cluster/containerd.js'
import { kubeadmPart } from './cluster/kubeadm.js'
import { etcHosts } from './etc-hosts.js'
import { firewallPart } from './firewall/firewall.js'
import type { Machine } from './machines.js'
import { joined, type SystemPart } from './system-part.js'
import { certificatePart } from './system/certificates.js'
import { kernelPart } from './system/kernel.js'
import { limitsPart } from './system/limits.js'
import { timePart } from './system/time.js'

const systemParts: readonly ((plan: Plan, machine: Machine) => SystemPart)[] = [
  (plan, machine) => ({ files: etcHosts(plan, machine) }),
  kernelPart,
  limitsPart,
  timePart,
  certificatePart,
  firewallPart,
  containerdPart,
  kubeadmPart,
]

export const systemOf = (plan: Plan, machine: Machine): Required<SystemPart> =>
  joined(systemParts.map((build) => build(plan, machine)))
