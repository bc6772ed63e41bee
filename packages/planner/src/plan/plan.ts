// Plans a platform: runs the steps in order and puts their results together.

import { kubernetesPatchOf, type Context } from '@llmflow/catalog'
import type { Inventory, Plan, Platform } from '@llmflow/spec'
import type { Resolved } from '../context.js'
import type { Draft } from '../input.js'
import { planAddresses, planEdges, planNames } from './addresses.js'
import { planCertificates } from './certificates.js'
import { planHardware } from './hardware.js'
import { planImages } from './images.js'
import { planLoad } from './load.js'
import { planAlerts, planDashboards } from './observability.js'
import { planNamespaces } from './namespaces.js'
import { planParameters } from './parameters.js'
import { planCommands, planRecovery } from './recovery.js'
import { planPlacement } from './placement.js'
import { planSecrets } from './secrets.js'
import { planService, withService } from './service.js'
import { planSizes, sizeComponents } from './sizes.js'
import { Reasons } from './step.js'
import { planPriorities, planSchedules, planTenants } from './tenants.js'
import { planAddons, planWorkloads } from './workloads.js'

export function draftPlan(resolved: Resolved): Draft & { readonly context: Context } {
  const { components } = resolved
  const { platform, inventory, release, load } = resolved.context
  const reasons = new Reasons()
  const sizes = sizeComponents(components, resolved.context)
  const context: Context = { ...resolved.context, sizes }
  const bare = planWorkloads(components, context, sizes, reasons)
  const addons = planAddons(components, context, sizes)
  const placed = planPlacement(bare, inventory, reasons)
  const addresses = planAddresses(
    bare,
    placed.placement,
    placed.nodes,
    platform.network.clusterDomain,
  )
  const names = planNames(components, context)
  const tenants = planTenants(platform, reasons)
  const service = planService(context, bare, tenants)
  const workloads = withService(bare, service)
  const registry = registryOf(platform)
  const namespaces = planNamespaces(platform, workloads, addons, tenants, reasons)
  const recovery = planRecovery(components, context, sizes, placed.placement, reasons)
  const kubernetesMinor = inventory?.kubernetes?.minor ?? release.kubernetesMinor
  const kubernetesVersion = kubernetesPatchOf(kubernetesMinor)
  const plan: Plan = {
    apiVersion: 'llmflow.io/v1',
    kind: 'Plan',
    name: platform.metadata.name,
    release: release.name,
    kubernetesMinor,
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    domain: platform.domain,
    registry,
    podSecurity: platform.security.podSecurity,
    network: networkOf(platform, inventory),
    load: planLoad(load, reasons),
    sizes: planSizes(sizes, reasons),
    workloads,
    addons,
    namespaces,
    nodes: placed.nodes,
    pools: placed.pools,
    hardware: planHardware(inventory, reasons),
    placement: placed.placement,
    waiting: placed.waiting,
    addresses,
    names,
    edges: planEdges(workloads),
    certificates: planCertificates(platform.security, addons, {
      domain: platform.domain,
      workloads,
      addresses,
      names,
      placement: placed.placement,
      nodes: placed.nodes,
    }),
    secrets: planSecrets(components, context, workloads, addons),
    images: planImages(workloads, registry),
    alerts: planAlerts(components, context, sizes),
    dashboards: planDashboards(components, context),
    schedules: planSchedules(context, recovery, reasons),
    recovery,
    commands: planCommands(components, context),
    tenants,
    priorities: planPriorities(workloads),
    parameters: planParameters({
      domain: platform.domain,
      registry,
      workloads,
      placement: placed.placement,
      namespaces,
      tenants,
    }),
    service,
    reasons: reasons.finish(),
  }
  return { plan, packing: placed.report, context }
}

function registryOf({ registry }: Platform): Plan['registry'] {
  if (registry === undefined) return null
  const { host, pullSecret } = registry
  return { host, ...(pullSecret === undefined ? {} : { pullSecret }) }
}

function networkOf({ network }: Platform, inventory: Inventory | undefined): Plan['network'] {
  return {
    podRange: network.podRange,
    serviceRange: network.serviceRange,
    clusterDomain: network.clusterDomain,
    ranges: Object.fromEntries((inventory?.networks ?? []).map(({ name, range }) => [name, range])),
    ...(network.virtualAddress === undefined ? {} : { virtualAddress: network.virtualAddress }),
    ...(network.controlPlaneAddress === undefined
      ? {}
      : { controlPlaneAddress: network.controlPlaneAddress }),
    ...(network.timeServers.length === 0 ? {} : { timeServers: network.timeServers }),
    ...(network.nameServers.length === 0 ? {} : { nameServers: network.nameServers }),
  }
}
