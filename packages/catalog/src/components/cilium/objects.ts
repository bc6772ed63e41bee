// Makes what the Cilium chart has no values for: the addresses to give out, how they are announced, and monitors.

import type { AddonObject, JsonObject } from '@llmflow/spec'
import { monitorOf } from '../../addon.js'
import type { Context } from '../../component.js'
import { namespaces } from '../../endpoints.js'
import { registryAddressOf, registryNamespace } from '../harbor/options.js'
import { ciliumNamespace, interfacesOf, localAsnOf, peersOf } from './options.js'

export const agentLabels = { 'k8s-app': 'cilium' } as const
export const operatorLabels = { 'io.cilium/app': 'operator' } as const
export const metricsPort = 'prometheus'

export function ciliumObjects(context: Context): readonly AddonObject[] {
  const addresses = addressesOf(context)
  const isAnnounced = context.topologyOf('cilium') !== 'unannounced' && addresses.length > 0
  return [
    ...(isAnnounced ? [poolOf(addresses), announcementOf(context)] : []),
    ...monitorOf(
      context,
      'cilium-agent',
      ciliumNamespace,
      agentLabels,
      { port: metricsPort, interval: '30s' },
      'PodMonitor',
    ),
    ...monitorOf(
      context,
      'cilium-operator',
      ciliumNamespace,
      operatorLabels,
      { port: metricsPort, interval: '30s' },
      'PodMonitor',
    ),
  ]
}

/** The addresses that the platform keeps: of the gateway unless proxies hold it, and of the registry if it runs here. */
function addressesOf(context: Context): readonly string[] {
  const { virtualAddress } = context.platform.network
  const gateway = context.enabled.has('haproxy') ? undefined : virtualAddress
  return [gateway, registryAddressOf(context)].flatMap((address) =>
    address === undefined ? [] : [address],
  )
}

/** Services in these namespaces ask for their address; nobody else gets one. */
const reached: JsonObject = {
  matchExpressions: [
    {
      key: 'io.kubernetes.service.namespace',
      operator: 'In',
      values: [namespaces.system, registryNamespace],
    },
  ],
}

const poolOf = (addresses: readonly string[]): AddonObject => ({
  apiVersion: 'cilium.io/v2alpha1',
  kind: 'CiliumLoadBalancerIPPool',
  name: 'llmflow',
  body: {
    spec: {
      blocks: addresses.map((address) => ({ cidr: `${address}/32` })),
      serviceSelector: reached,
    },
  },
})

const workers: JsonObject = {
  matchExpressions: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'DoesNotExist' }],
}

function announcementOf(context: Context): AddonObject {
  return context.topologyOf('cilium') === 'bgp' ? peeringOf(context) : answeringOf(context)
}

/** One node at a time answers for an address in its own network segment. */
function answeringOf(context: Context): AddonObject {
  const interfaces = interfacesOf(context)
  return {
    apiVersion: 'cilium.io/v2alpha1',
    kind: 'CiliumL2AnnouncementPolicy',
    name: 'llmflow',
    body: {
      spec: {
        serviceSelector: reached,
        nodeSelector: workers,
        ...(interfaces.length === 0 ? {} : { interfaces }),
        loadBalancerIPs: true,
      },
    },
  }
}

/** Routers learn of an address from each node that runs the Service. */
function peeringOf(context: Context): AddonObject {
  const neighbors = peersOf(context).map(({ address, asn }) => ({
    peerAddress: `${address}/32`,
    peerASN: asn,
  }))
  return {
    apiVersion: 'cilium.io/v2alpha1',
    kind: 'CiliumBGPPeeringPolicy',
    name: 'llmflow',
    body: {
      spec: {
        nodeSelector: workers,
        virtualRouters: [
          {
            localASN: localAsnOf(context),
            exportPodCIDR: false,
            serviceSelector: reached,
            neighbors,
          },
        ],
      },
    },
  }
}
