// Builds the network policies: nothing is allowed but names, the declared edges, scraping and what is exposed.

import type { Plan, Port, Workload } from '@llmflow/spec'
import type { LabelSelector } from 'kubernetes-types/meta/v1.js'
import type {
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from 'kubernetes-types/networking/v1.js'
import { assert } from '../assert.js'
import {
  type Element,
  type TemplatedFields,
  type TemplateText,
  whileEnabled,
} from '../template/template.js'
import { portOf, workloadOf } from '../text.js'
import { prometheusOf } from './monitoring.js'
import { managedBy, metadataOf, type Named, platformLabels, selectorOf } from './object.js'
import { namespaceName } from './parameters.js'
import { peerOfAddon, peerOfPods, peersOfWorkload } from './peers.js'
import { exposedPortsOf } from './service.js'

type Edge = Plan['edges'][number]

/** What a workload opens and accepts. Both ends of an edge say yes, so that neither namespace opens the other. */
export function buildNetworkPolicy(
  plan: Plan,
  workload: Workload,
): Named<NetworkPolicy> | undefined {
  if (workload.runsOn !== 'cluster') return undefined
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(workload, workload.id),
    spec: {
      podSelector: { matchLabels: selectorOf(workload.id) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ingressOf(plan, workload),
      egress: egressOf(plan, workload),
    },
  }
}

function ingressOf(plan: Plan, workload: Workload): readonly Ruled<NetworkPolicyIngressRule>[] {
  const incoming = edgesOf(plan, workload).flatMap(({ from, to }) =>
    to.kind === 'workload' && to.workload === workload.id
      ? [
          ruleWith(plan, workload, from, {
            from: peersOfWorkload(plan, from),
            ports: [portRule(portOf(plan, to.workload, to.port))],
          }),
        ]
      : [],
  )
  return [
    ...incoming,
    ...fromAddons(plan, workload),
    ...scrapingOf(plan, workload),
    ...outsideOf(workload),
  ]
}

/** What an addon's pods connect to: KEDA reads queues, a collector reads metrics. */
function fromAddons(plan: Plan, workload: Workload): NetworkPolicyIngressRule[] {
  return Object.values(plan.addons).flatMap(({ namespace, edges = [] }) =>
    edges.flatMap(({ to }) =>
      to.kind === 'workload' && to.workload === workload.id
        ? [
            {
              from: [peerOfAddon(namespace)],
              ports: [portRule(portOf(plan, workload.id, to.port))],
            },
          ]
        : [],
    ),
  )
}

function egressOf(plan: Plan, workload: Workload): readonly Ruled<NetworkPolicyEgressRule>[] {
  return edgesOf(plan, workload)
    .filter(({ from }) => from === workload.id)
    .map(({ to }) =>
      to.kind === 'workload'
        ? ruleWith(plan, workload, to.workload, egressTo(plan, to))
        : egressTo(plan, to),
    )
}

type Ruled<Rule> = Rule | Element<Rule>

/** A rule is there only while the component at the other end is. */
function ruleWith<Rule>(plan: Plan, own: Workload, other: string, rule: Rule): Ruled<Rule> {
  const { component } = workloadOf(plan, other)
  return component === own.component ? rule : whileEnabled([component], rule)
}

/** The edges that begin or end at a workload, each once, with those among its own replicas. */
function edgesOf(plan: Plan, { id, ports = [] }: Workload): readonly Edge[] {
  const among = ports
    .filter(({ internal }) => internal === true)
    .map(({ name }): Edge => ({
      from: id,
      to: { kind: 'workload', workload: id, port: name },
      purpose: 'replicas',
    }))
  const declared = plan.edges.filter(
    ({ from, to }) => from === id || (to.kind === 'workload' && to.workload === id),
  )
  return [...new Map([...declared, ...among].map((edge) => [keyOf(edge), edge])).values()]
}

/** Edges that differ in their purpose alone open the same door. */
function keyOf({ from, to }: Edge): string {
  switch (to.kind) {
    case 'workload':
      return JSON.stringify([from, to.workload, to.port])
    case 'addon':
      return JSON.stringify([from, to.addon, to.endpoint, 'addon'])
    case 'external':
      return JSON.stringify([from, to.range ?? '', to.port, 'external'])
  }
}

function egressTo(plan: Plan, to: Edge['to']): NetworkPolicyEgressRule {
  switch (to.kind) {
    case 'workload':
      return {
        to: peersOfWorkload(plan, to.workload),
        ports: [portRule(portOf(plan, to.workload, to.port))],
      }
    case 'addon': {
      const addon = plan.addons[to.addon]
      const endpoint = addon?.endpoints[to.endpoint]
      assert(
        addon !== undefined && endpoint !== undefined,
        `the addon ${to.addon} has the endpoint ${to.endpoint}`,
      )
      return {
        to: [peerOfPods(addon.namespace, endpoint.labels)],
        ports: [{ port: endpoint.port, protocol: 'TCP' }],
      }
    }
    case 'external':
      return { to: [outside(plan, to.range)], ports: [{ port: to.port, protocol: 'TCP' }] }
  }
}

/** A range outside the platform; without one, everywhere but the cluster itself. */
const outside = ({ network }: Plan, range: string | undefined): NetworkPolicyPeer =>
  range === undefined
    ? { ipBlock: { cidr: '0.0.0.0/0', except: [network.podRange, network.serviceRange] } }
    : { ipBlock: { cidr: range } }

function scrapingOf(plan: Plan, { ports = [] }: Workload): NetworkPolicyIngressRule[] {
  const prometheus = prometheusOf(plan)
  const scraped = ports.filter(({ metrics }) => metrics !== undefined)
  if (prometheus === undefined || scraped.length === 0) return []
  const from = [peerOfPods(prometheus.namespace, prometheus.podLabels)]
  return [{ from, ports: scraped.map(portRule) }]
}

/** An exposed port takes whoever comes: a rule without `from` allows everybody. */
function outsideOf(workload: Workload): NetworkPolicyIngressRule[] {
  const ports = exposedPortsOf(workload)
  return ports.length === 0 ? [] : [{ ports: ports.map(portRule) }]
}

const portRule = ({ number, protocol = 'TCP' }: Port): NetworkPolicyPort => ({
  port: number,
  protocol,
})

/** What holds for every pod of a namespace of ours: nothing in, nothing out, except questions for names. */
export function buildNamespacePolicies(
  plan: Plan,
  namespace: string,
): readonly Named<NetworkPolicy>[] {
  if (!hasPodsOfOurs(plan, namespace)) return []
  const podSelector = ourPods(plan, namespace)
  const inside = namespaceName(namespace, plan.namespaces[namespace]?.tenant)
  return [
    buildPolicy(inside, 'default-deny', {
      podSelector,
      policyTypes: ['Ingress', 'Egress'],
    }),
    buildPolicy(inside, 'allow-dns', {
      podSelector,
      policyTypes: ['Egress'],
      egress: [{ to: [peerOfPods('kube-system', { 'k8s-app': 'kube-dns' })], ports: dnsPorts }],
    }),
  ]
}

const dnsPorts: NetworkPolicyPort[] = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
]

const buildPolicy = (
  namespace: TemplateText,
  name: string,
  spec: TemplatedFields<NetworkPolicySpec>,
): Named<NetworkPolicy> => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace, labels: platformLabels },
  spec,
})

const hasPodsOfOurs = ({ namespaces, workloads }: Plan, namespace: string): boolean =>
  namespaces[namespace]?.tenant !== undefined ||
  Object.values(workloads).some((one) => one.runsOn === 'cluster' && one.namespace === namespace)

/** A chart's own pods talk in ways that only the chart knows; where one lives, the denial is for ours. */
function ourPods({ addons }: Plan, namespace: string): LabelSelector {
  const isSharedWithAddon = Object.values(addons).some((addon) => addon.namespace === namespace)
  return isSharedWithAddon ? { matchLabels: managedBy } : {}
}
