// Cilium: the network between pods, with Hubble to look into it, and the addresses that the outside reaches.

import { text, type Addon } from '@llmflow/spec'
import type { Component, Context } from '../../component.js'
import { ciliumAlerts } from './alerts.js'
import { ciliumDashboards } from './dashboards.js'
import { agentLabels, ciliumObjects, metricsPort, operatorLabels } from './objects.js'
import { ciliumHostPorts } from './host-ports.js'
import { ciliumNamespace, ciliumOptions, unmasqueradedOf } from './options.js'
import { ciliumValues } from './values.js'
import { ciliumVersions } from './versions.js'

export const cilium: Component = {
  name: 'cilium',
  title: 'Cilium, Hubble',
  summary: {
    en: 'Connects pods, enforces network policies, and gives the gateway the address that people reach',
    ko: '파드를 연결하고 네트워크 정책을 적용하며, 사용자가 접속하는 주소를 게이트웨이에 할당합니다',
  },
  brings: ['hubble'],
  topologies: ['l2', 'bgp', 'unannounced'],
  versions: ciliumVersions,
  options: ciliumOptions,
  parts: () => [],
  needs: () => [],
  size: () => ({}),
  addons: (context) => [chart(context)],
  routes: (context) => [
    {
      id: 'hubble',
      prefix: 'hubble',
      paths: ['/*'],
      target: {
        kind: 'addon',
        addon: 'cilium',
        endpoint: 'hubble',
        address: `hubble-ui.${ciliumNamespace}.svc.${context.platform.network.clusterDomain}:80`,
      },
      readSeconds: 300,
      // The page shows who talks to whom, and asks nobody for a name.
      access: 'operators',
      purpose: 'looking at connections between pods',
    },
  ],
  alerts: ciliumAlerts,
  dashboards: ciliumDashboards,
  backups: {
    none: {
      en: 'Identities and addresses live in Kubernetes and are made anew',
      ko: '식별자와 주소는 Kubernetes에 저장되며 다시 만들어집니다',
    },
  },
  commands: () => [
    {
      purpose: {
        en: 'State of the agents, of kube-proxy’s replacement and of masquerading',
        ko: '에이전트와 kube-proxy 대체 기능, 마스커레이딩의 상태',
      },
      command: text`kubectl --namespace kube-system exec daemonset/cilium -- cilium-dbg status --verbose`,
    },
    {
      purpose: {
        en: 'Packets that a policy refused, as they are dropped',
        ko: '정책 때문에 버려지는 패킷을 실시간으로 보기',
      },
      command: text`kubectl --namespace kube-system exec daemonset/cilium -- cilium-dbg monitor --type drop`,
    },
    {
      purpose: {
        en: 'Addresses that are given out, and the node that announces each',
        ko: '할당된 주소와 그 주소를 알리는 노드',
      },
      command: text`kubectl get ciliumloadbalancerippools; kubectl --namespace kube-system get leases | grep cilium-l2announce`,
    },
  ],
}

function chart(context: Context): Addon {
  return {
    name: 'cilium',
    chart: 'cilium',
    repository: 'https://helm.cilium.io',
    version: '1.15.13',
    namespace: ciliumNamespace,
    podSecurity: 'privileged',
    values: ciliumValues(context),
    images: [
      'quay.io/cilium/cilium:v1.15.13',
      'quay.io/cilium/operator-generic:v1.15.13',
      'quay.io/cilium/hubble-relay:v1.15.13',
      'quay.io/cilium/hubble-ui:v0.13.1',
      'quay.io/cilium/hubble-ui-backend:v0.13.1',
      'quay.io/cilium/certgen:v0.1.16',
    ],
    customResources,
    endpoints: {
      hubble: { labels: { 'k8s-app': 'hubble-ui' }, port: 8081, service: 'hubble-ui' },
      agent: { labels: agentLabels, port: 9962, portName: metricsPort },
      operator: { labels: operatorLabels, port: 9963, portName: metricsPort },
    },
    network: { replacesKubeProxy: true, unmasqueraded: unmasqueradedOf(context) },
    hostPorts: ciliumHostPorts,
    objects: ciliumObjects(context),
    after: [],
    purpose: 'the network between pods',
  }
}

/** The operator registers them all, whatever is used. */
const customResources = [
  'ciliumbgpadvertisements',
  'ciliumbgpclusterconfigs',
  'ciliumbgpnodeconfigoverrides',
  'ciliumbgpnodeconfigs',
  'ciliumbgppeerconfigs',
  'ciliumbgppeeringpolicies',
  'ciliumcidrgroups',
  'ciliumclusterwideenvoyconfigs',
  'ciliumclusterwidenetworkpolicies',
  'ciliumegressgatewaypolicies',
  'ciliumendpoints',
  'ciliumendpointslices',
  'ciliumenvoyconfigs',
  'ciliumexternalworkloads',
  'ciliumidentities',
  'ciliuml2announcementpolicies',
  'ciliumloadbalancerippools',
  'ciliumlocalredirectpolicies',
  'ciliumnetworkpolicies',
  'ciliumnodeconfigs',
  'ciliumnodes',
  'ciliumpodippools',
].map((name) => `${name}.cilium.io`)
