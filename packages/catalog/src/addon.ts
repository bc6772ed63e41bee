// Helps components to compute the values of upstream charts: registries, pull secrets, addresses.

import { printCpu, printKubernetesBytes, type JsonObject } from '@llmflow/spec'
import type { Context, PartSizes } from './component.js'
import type { Endpoint } from './endpoints.js'

/** Where a chart finds images of an upstream registry: the platform's registry keeps the host as a path. */
export function registryFor({ platform }: Context, upstream: string): string {
  return platform.registry === undefined ? upstream : `${platform.registry.host}/${upstream}`
}

/** The pull secrets of the platform's registry, as pods list them. */
export function pullSecretsOf({ platform }: Context): readonly JsonObject[] {
  const name = platform.registry?.pullSecret
  return name === undefined ? [] : [{ name }]
}

/** The name of a workload's Service, for values that cannot hold an address of the plan. */
export function serviceHost(
  { platform }: Context,
  { workload }: Endpoint,
  namespace: string,
): string {
  return `${workload}.${namespace}.svc.${platform.network.clusterDomain}`
}

/** Requests and limits of a part, as pods list them. */
export function resourcesOf({ cpu, memory, memoryLimit }: PartSizes): JsonObject {
  return {
    requests: { cpu: printCpu(cpu.value), memory: printKubernetesBytes(memory.value) },
    limits: { memory: printKubernetesBytes(memoryLimit.value) },
  }
}
