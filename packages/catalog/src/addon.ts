// Helps components to compute the values of upstream charts: registries, pull secrets, addresses.

import {
  isJsonArray,
  printCpu,
  printKubernetesBytes,
  type AddonObject,
  type Json,
  type JsonObject,
  type Taint,
} from '@llmflow/spec'
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

/** Charts on which others stand, by the component that brings them: the network first, then volumes, then images. */
const network = [['cilium', 'cilium']] as const
const storage = [
  ['rook-ceph', 'rook-ceph-cluster'],
  ['longhorn', 'longhorn'],
  ['nfs', 'csi-driver-nfs'],
] as const
const registry = [['harbor', 'harbor']] as const

type Brought = readonly (readonly [component: string, addon: string])[]

const present = ({ enabled }: Context, brought: Brought): readonly string[] =>
  brought.filter(([component]) => enabled.has(component)).map(([, addon]) => addon)

/** What must stand before the charts that bring volumes. */
export const networkOf = (context: Context): readonly string[] => present(context, network)

/** What must stand before the registry, whose data lies in volumes. */
export const storageOf = (context: Context): readonly string[] =>
  present(context, [...network, ...storage])

/** What must stand before a chart that pulls images and keeps data. */
export const foundationsOf = (context: Context): readonly string[] =>
  present(context, [...network, ...storage, ...registry])

/**
 * Tells Prometheus of an addon that is installed before Prometheus' kinds exist, so that its chart cannot do it.
 * Nothing without a Prometheus.
 */
export function monitorOf(
  { enabled }: Context,
  name: string,
  namespace: string,
  labels: { readonly [label: string]: string },
  endpoint: JsonObject,
  kind: 'PodMonitor' | 'ServiceMonitor' = 'ServiceMonitor',
): readonly AddonObject[] {
  if (!enabled.has('monitoring')) return []
  const endpoints = kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints'
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind,
      name,
      namespace,
      body: { spec: { selector: { matchLabels: labels }, [endpoints]: [endpoint] } },
    },
  ]
}

/** The names among the values of a list, whatever else a person wrote into it. */
export const textsIn = (value: Json | undefined): readonly string[] =>
  isJsonArray(value) ? value.filter((item) => typeof item === 'string') : []

/** What lets pods of a chart onto nodes with these taints, each once. */
export function tolerationsFor(taints: readonly Taint[]): readonly JsonObject[] {
  return [...new Map(taints.map((taint) => [JSON.stringify(taint), tolerationOf(taint)])).values()]
}

function tolerationOf({ key, value, effect }: Taint): JsonObject {
  return value === undefined
    ? { key, operator: 'Exists', effect }
    : { key, operator: 'Equal', value, effect }
}
