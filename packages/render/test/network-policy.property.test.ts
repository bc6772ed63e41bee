// The policies let through what the plan declares and nothing else, judged as a network would judge them.

import fc from 'fast-check'
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from 'kubernetes-types/networking/v1.js'
import type { LabelSelector } from 'kubernetes-types/meta/v1.js'
import { describe, expect, it } from 'vitest'
import { type Addon, edgeTo, type Plan, type Port, type Workload } from '@llmflow/spec'
import { labelsOf } from '../src/kubernetes/object.js'
import { buildNamespacePolicies, buildNetworkPolicy } from '../src/kubernetes/network-policy.js'
import { resolve, resolveText } from '../src/template/resolve.js'
import { metricsPort, planOf, prometheusAddon, workloadOf } from './plans.js'
import { placeOf, textAt } from './schemas/place.js'

type Labels = Readonly<Record<string, string>>
/** A pod, or a machine where it has an address. */
type Party = { readonly namespace: string; readonly labels: Labels; readonly address?: string }

const policiesOf = (plan: Plan): readonly NetworkPolicy[] =>
  [
    ...Object.values(plan.workloads).map((workload) => buildNetworkPolicy(plan, workload)),
    ...Object.keys(plan.namespaces).flatMap((name) => buildNamespacePolicies(plan, name)),
  ]
    .map(resolve)
    .filter(isPolicy)

const isPolicy = (value: unknown): value is NetworkPolicy =>
  textAt(placeOf(value), 'kind') === 'NetworkPolicy'

function selects(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Labels,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(
      ({ key, operator, values = [] }) =>
        operator === 'NotIn' && !values.includes(labels[key] ?? ''),
    )
  )
}

function isPeer(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  party: Party,
): boolean {
  if (ipBlock !== undefined) return ipBlock.cidr === `${party.address ?? ''}/32`
  const namespaceLabels = { 'kubernetes.io/metadata.name': party.namespace }
  return (
    party.address === undefined &&
    selects(namespaceSelector ?? {}, namespaceLabels) &&
    selects(podSelector ?? {}, party.labels)
  )
}

const hasPort = (
  ports: readonly NetworkPolicyPort[],
  { number, protocol = 'TCP' }: Port,
): boolean => ports.some((one) => one.port === number && one.protocol === protocol)

/** How many rules let the connection through in a direction; undefined where no policy selects the pod. */
function rulesFor(
  policies: readonly NetworkPolicy[],
  direction: 'Ingress' | 'Egress',
  pod: Party,
  other: Party,
  port: Port,
): number | undefined {
  const own = policies.filter(
    ({ metadata, spec }) =>
      metadata?.namespace === pod.namespace &&
      spec?.policyTypes?.includes(direction) === true &&
      selects(spec.podSelector, pod.labels),
  )
  if (own.length === 0) return undefined
  const rules = own.flatMap(({ spec }) =>
    direction === 'Ingress'
      ? (spec?.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
      : (spec?.egress ?? []).map(({ to, ports }) => ({ peers: to, ports })),
  )
  return rules.filter(
    ({ peers, ports = [] }) =>
      hasPort(ports, port) && (peers === undefined || peers.some((peer) => isPeer(peer, other))),
  ).length
}

function partyOf(plan: Plan, workload: Workload): Party {
  const [address] = plan.addresses[workload.id]?.machines ?? []
  return {
    namespace: workload.namespace,
    labels: Object.fromEntries(
      Object.entries(labelsOf(workload)).map(([label, text]) => [label, resolveText(text)]),
    ),
    ...(address === undefined ? {} : { address }),
  }
}

const workloads = fc
  .record({
    count: fc.integer({ min: 2, max: 6 }),
    edges: fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(1)), {
      maxLength: 15,
      selector: ([from, to, port]) => `${from}/${to}/${port}`,
    }),
    onHosts: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    internal: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  })
  .map(({ count, edges, onHosts, internal }) =>
    Array.from({ length: count }, (_, index) =>
      workloadOf(`w${index}`, {
        namespace: `namespace-${index % 3}`,
        runsOn: onHosts[index] === true ? 'hosts' : 'cluster',
        ports: [
          { name: 'zero', number: 1000 + index, scheme: 'tcp' },
          { name: 'one', number: 2000 + index, scheme: 'tcp', protocol: 'UDP' },
          ...(internal[index] === true
            ? [{ name: 'peer', number: 3000 + index, scheme: 'tcp', internal: true } as const]
            : []),
        ],
        edges: edges.flatMap(([from, to, port]) =>
          from === index && to < count ? [edgeTo(`w${to}`, port === 0 ? 'zero' : 'one', 'x')] : [],
        ),
      }),
    ),
  )

const isDeclared = (from: Workload, to: Workload, port: Port): boolean =>
  (from.id === to.id && port.internal === true) ||
  from.edges.some(
    (edge) =>
      edge.to.kind === 'workload' && edge.to.workload === to.id && edge.to.port === port.name,
  )

describe('network policies', () => {
  it('allow each declared edge by one rule at each end in the cluster, and no other connection', () => {
    fc.assert(
      fc.property(workloads, (all) => {
        const plan = planOf(all)
        const policies = policiesOf(plan)
        for (const from of all) {
          for (const to of all) {
            for (const port of to.ports ?? []) {
              const expected = isDeclared(from, to, port) ? 1 : 0
              const [source, target] = [partyOf(plan, from), partyOf(plan, to)]
              if (from.runsOn === 'cluster') {
                expect(rulesFor(policies, 'Egress', source, target, port)).toBe(expected)
              }
              if (to.runsOn === 'cluster') {
                expect(rulesFor(policies, 'Ingress', target, source, port)).toBe(expected)
              }
            }
          }
        }
      }),
    )
  })

  it('open one rule for edges that differ in their purpose alone', () => {
    const one = workloadOf('one', { edges: [edgeTo('two', 'a', 'x'), edgeTo('two', 'a', 'y')] })
    const two = workloadOf('two', { ports: [{ name: 'a', number: 80, scheme: 'tcp' }] })
    const plan = planOf([one, two])
    expect(buildNetworkPolicy(plan, one)?.spec?.egress).toHaveLength(1)
    expect(buildNetworkPolicy(plan, two)?.spec?.ingress).toHaveLength(1)
  })
})

describe('what is no edge between workloads', () => {
  const port = { name: 'http', number: 80, scheme: 'http' } as const
  const prometheus: Party = {
    namespace: 'llmflow-monitoring',
    labels: { 'app.kubernetes.io/name': 'prometheus' },
  }
  const stranger: Party = { namespace: 'elsewhere', labels: {} }
  const judge = (wanted: Partial<Workload>, addon: Partial<Addon>, from: Party) => {
    const workload = workloadOf('a', { ports: [port], ...wanted })
    const plan = planOf([workload], { addons: { one: { ...prometheusAddon, ...addon } } })
    return rulesFor(policiesOf(plan), 'Ingress', partyOf(plan, workload), from, port)
  }

  it('lets Prometheus reach ports with metrics, and no others', () => {
    expect(judge({}, {}, prometheus)).toBe(0)
    expect(judge({ ports: [{ ...port, metrics: metricsPort.metrics }] }, {}, prometheus)).toBe(1)
    expect(judge({ ports: [{ ...port, metrics: metricsPort.metrics }] }, {}, stranger)).toBe(0)
  })

  it('lets everybody reach what is exposed', () => {
    expect(judge({ exposed: { ports: { http: 443 } } }, {}, stranger)).toBe(1)
    expect(judge({ exposed: { ports: { other: 443 } } }, {}, stranger)).toBe(0)
  })

  it('lets an addon reach what it declares, from its own pods only', () => {
    const edges = [edgeTo('a', 'http', 'queues')]
    const ours = { ...prometheus, labels: { 'app.kubernetes.io/managed-by': 'llmflow' } }
    expect(judge({}, { edges }, prometheus)).toBe(1)
    expect(judge({}, { edges }, ours)).toBe(0)
    expect(judge({}, { edges }, stranger)).toBe(0)
  })

  it('leads outside by range, or anywhere but into the cluster', () => {
    const to = { kind: 'external', host: 'ldap.example.com', port: 636 } as const
    const workload = workloadOf('a', {
      edges: [
        { to: { ...to, range: '10.10.0.5/32' }, purpose: 'people' },
        { to: { ...to, port: 25 }, purpose: 'mail' },
      ],
    })
    expect(buildNetworkPolicy(planOf([workload]), workload)?.spec?.egress).toEqual([
      {
        to: [{ ipBlock: { cidr: '10.10.0.5/32' } }],
        ports: [{ port: 636, protocol: 'TCP' }],
      },
      {
        to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.244.0.0/16', '10.96.0.0/16'] } }],
        ports: [{ port: 25, protocol: 'TCP' }],
      },
    ])
  })

  it('denies our own pods alone where a chart has pods too', () => {
    const workload = workloadOf('a', { namespace: 'llmflow-monitoring' })
    const plan = planOf([workload], { addons: { one: prometheusAddon } })
    const policies = policiesOf(plan)
    expect(rulesFor(policies, 'Egress', prometheus, stranger, port)).toBeUndefined()
    expect(rulesFor(policies, 'Egress', partyOf(plan, workload), stranger, port)).toBe(0)
  })

  it('denies everything in the namespace of a tenant but questions for names', () => {
    const plan = planOf([], {
      namespaces: { 'tenant-a': { podSecurity: 'baseline', purpose: 'tenant', tenant: 'a' } },
    })
    const pod: Party = { namespace: 'tenant-a', labels: {} }
    const dns: Party = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }
    const question: Port = { name: 'dns', number: 53, scheme: 'tcp', protocol: 'UDP' }
    expect(rulesFor(policiesOf(plan), 'Egress', pod, dns, question)).toBe(1)
    expect(rulesFor(policiesOf(plan), 'Egress', pod, stranger, question)).toBe(0)
    expect(rulesFor(policiesOf(plan), 'Ingress', pod, pod, port)).toBe(0)
  })
})
