// Builds the one container of a workload's pods.

import type { Plan, Workload } from '@llmflow/spec'
import type { Container, ContainerPort, ResourceRequirements } from 'kubernetes-types/core/v1.js'
import type { TemplatedFields } from '../../template/template.js'
import { resolveText } from '../../text.js'
import { clusterNaming } from '../naming.js'
import { amountsOf, imageReference } from '../parameters.js'
import { environmentOf, escapeReferences } from './environment.js'
import { probesOf } from './probe.js'
import { containerSecurityOf } from './security.js'
import { mountsOf } from './volumes.js'

export function containerOf(plan: Plan, workload: Workload): TemplatedFields<Container> {
  const { id, command = [], args = [], ports = [] } = workload
  const environment = environmentOf(plan, workload)
  const mounts = mountsOf(workload)
  return {
    name: id,
    image: imageReference(plan, workload),
    ...(command.length === 0 ? {} : { command: command.map(escapeReferences) }),
    ...(args.length === 0
      ? {}
      : { args: args.map((arg) => escapeReferences(resolveText(plan, clusterNaming, arg))) }),
    ...(environment.length === 0 ? {} : { env: environment }),
    ...(ports.length === 0 ? {} : { ports: portsOf(workload) }),
    resources: resourcesOf(workload),
    ...probesOf(workload),
    securityContext: containerSecurityOf(workload.security),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  }
}

const portsOf = ({ ports = [] }: Workload): ContainerPort[] =>
  ports.map(({ name, number, protocol = 'TCP' }) => ({ name, containerPort: number, protocol }))

function resourcesOf(workload: Workload): TemplatedFields<ResourceRequirements> {
  const { cpu, memory, cpuLimit, memoryLimit } = amountsOf(workload)
  const { gpus = 0 } = workload.resources
  // A device is not shared: what is asked for is what is allowed.
  const devices = gpus === 0 ? {} : { 'nvidia.com/gpu': `${gpus}` }
  return {
    requests: { cpu, memory, ...devices },
    limits: {
      ...(cpuLimit === undefined ? {} : { cpu: cpuLimit }),
      memory: memoryLimit,
      ...devices,
    },
  }
}
