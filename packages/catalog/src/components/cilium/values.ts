// Computes the values of the Cilium chart: the pod range, the way without kube-proxy, and who is masqueraded.

import type { JsonObject } from '@llmflow/spec'
import { pullSecretsOf, registryFor } from '../../addon.js'
import type { Context } from '../../component.js'
import { replicaFloor } from '../../standing.js'
import { apiServerOf, unmasqueradedOf } from './options.js'

export function ciliumValues(context: Context): JsonObject {
  const { podRange } = context.platform.network
  const image = imagesOf(context)
  const server = apiServerOf(context)
  const topology = context.topologyOf('cilium')
  return {
    imagePullSecrets: pullSecretsOf(context),
    image: image('cilium'),
    certgen: { image: image('certgen') },
    operator: { image: image('operator'), prometheus: { enabled: true } },
    // The chart's own pool is 10.0.0.0/8, which holds the machines of most companies.
    ipam: {
      mode: 'cluster-pool',
      operator: {
        clusterPoolIPv4PodCIDRList: [podRange],
        clusterPoolIPv4MaskSize: nodeMaskOf(podRange),
      },
    },
    // Masquerading in the kernel and announced addresses both rest on the replacement of kube-proxy.
    kubeProxyReplacement: 'true',
    ...(server === undefined ? {} : { k8sServiceHost: server.host, k8sServicePort: server.port }),
    bpf: { masquerade: true },
    ...masqueradingOf(context),
    // Without it a range in a network policy never means a node of the cluster.
    policyCIDRMatchMode: ['nodes'],
    ...(topology === 'l2' ? announced : {}),
    ...(topology === 'bgp' ? { bgpControlPlane: { enabled: true } } : {}),
    prometheus: { enabled: true },
    hubble: hubbleValues(context),
  }
}

/**
 * One node answers for an address and hands requests on to the nodes that run the gateway. Only as Geneve does it pass on
 * the caller's address too, which limits by address look at.
 */
const announced: JsonObject = {
  l2announcements: { enabled: true },
  routingMode: 'tunnel',
  tunnelProtocol: 'geneve',
  loadBalancer: { mode: 'dsr', dsrDispatch: 'geneve' },
}

/** A digest names one build for one registry; a copy of a single architecture has another. */
const imagesOf =
  (context: Context) =>
  (name: string): JsonObject => ({
    repository: `${registryFor(context, 'quay.io')}/cilium/${name}`,
    ...(context.platform.registry === undefined ? {} : { useDigest: false }),
  })

/** 254 pods for each node, or the whole range where it is smaller than that. */
const nodeMaskOf = (range: string): number => Math.max(24, Number(range.split('/')[1] ?? 24))

/** The agent's own list would leave every private range alone, so that no router knew the way back. */
function masqueradingOf(context: Context): JsonObject {
  const ranges = unmasqueradedOf(context)
  if (ranges.length === 0) return {}
  const nonMasqueradeCIDRs = [context.platform.network.podRange, ...ranges]
  return { ipMasqAgent: { enabled: true, config: { nonMasqueradeCIDRs, masqLinkLocal: false } } }
}

function hubbleValues(context: Context): JsonObject {
  const image = imagesOf(context)
  const replicas = replicaFloor(context.platform)
  return {
    peerService: { clusterDomain: context.platform.network.clusterDomain },
    // Certificates that Helm makes end after three years with nobody to renew them.
    tls: { auto: { method: 'cronJob' } },
    metrics: { enabled: ['dns', 'drop', 'tcp', 'flow'] },
    relay: { enabled: true, replicas, image: image('hubble-relay') },
    ui: {
      enabled: true,
      replicas,
      frontend: { image: image('hubble-ui') },
      backend: { image: image('hubble-ui-backend') },
    },
  }
}
