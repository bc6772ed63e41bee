// A machine's firewall lets an address to a port when an edge says so, and only then, judged as the kernel would judge it.

import fc from 'fast-check'
import { assert, describe, expect, it } from 'vitest'
import { edgeTo, type Plan, type Port, type Workload } from '@llmflow/spec'
import { rulesetOf } from '../src/hosts/firewall/firewall.js'
import { machinesOf } from '../src/hosts/machines.js'
import { addressOf, hostWorkload, machinePlan, nodes } from './machines.js'
import { prometheusAddon, workloadOf } from './plans.js'

type Judge = (source: string, port: Port) => boolean

/** What a machine's rules say of a connection; rules are read back from the text. */
function judgeOf(plan: Plan, name: string): Judge {
  const machine = machinesOf(plan).find((one) => one.name === name)
  assert(machine !== undefined)
  const text = rulesetOf(plan, machine)
  const sets = new Map(
    [...text.matchAll(/set (\w+) \{[^}]*elements = \{ ([^}]*) \}/g)].map(([, set, list]) => [
      `@${set}`,
      (list ?? '').split(', '),
    ]),
  )
  const rule = /^ {4}(?:ip saddr (@\w+|\{ [^}]* \}) )?(tcp|udp) dport (\d+) accept/gm
  const rules = [...text.matchAll(rule)].map(([, from, protocol = '', number = '']) => ({
    to: `${protocol}${number}`,
    from: from === undefined ? undefined : (sets.get(from) ?? from.slice(2, -2).split(', ')),
  }))
  return (source, { number, protocol = 'TCP' }) =>
    rules.some(
      ({ to, from }) =>
        to === `${protocol.toLowerCase()}${number}` &&
        (from === undefined || from.includes(source)),
    )
}

const machines = ['db-1', 'db-2'] as const
const podRange = '10.244.0.0/16'

const platforms = fc
  .record({
    count: fc.integer({ min: 2, max: 5 }),
    edges: fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(1)), {
      maxLength: 10,
      selector: (edge) => edge.join('/'),
    }),
    onHosts: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    places: fc.array(fc.constantFrom(['db-1'], ['db-2'], ['db-1', 'db-2']), {
      minLength: 5,
      maxLength: 5,
    }),
    internal: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    unmasqueraded: fc.constantFrom(undefined, [], ['10.40.0.0/24']),
  })
  .map(({ count, edges, onHosts, places, internal, unmasqueraded }) => {
    const workloads = Array.from({ length: count }, (_, index): Workload => {
      const wanted: Partial<Workload> = {
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
      }
      return onHosts[index] === true
        ? hostWorkload(`w${index}`, wanted)
        : workloadOf(`w${index}`, wanted)
    })
    const spots: Trial['spots'] = Object.fromEntries(
      workloads.map(({ id }, index) => [id, places[index] ?? []]),
    )
    return trialOf(workloads, spots, unmasqueraded)
  })

type Trial = {
  readonly plan: Plan
  readonly spots: { readonly [id: string]: readonly string[] }
  readonly unmasqueraded: readonly string[] | undefined
}

function trialOf(
  workloads: readonly Workload[],
  spots: Trial['spots'],
  unmasqueraded: Trial['unmasqueraded'],
): Trial {
  const addons =
    unmasqueraded === undefined
      ? {}
      : {
          net: {
            ...prometheusAddon,
            endpoints: {},
            network: { replacesKubeProxy: true, unmasqueraded },
          },
        }
  return { plan: machinePlan(workloads, spots, { addons }), spots, unmasqueraded }
}

/** Who may be behind an address, by what masquerading makes of pods. */
function isDeclared(
  { plan, spots, unmasqueraded }: Trial,
  target: Workload,
  port: Port,
  source: string,
): boolean {
  return Object.values(plan.workloads).some((from) => {
    const isMember = from.id === target.id && port.internal === true
    const isClient = from.edges.some(
      ({ to }) => to.kind === 'workload' && to.workload === target.id && to.port === port.name,
    )
    if (!isMember && !isClient) return false
    if (from.runsOn === 'hosts')
      return (spots[from.id] ?? []).some((one) => addressOf(one).includes(source))
    const isPodRange = source === podRange
    const isNode = source.startsWith('10.60.')
    if (unmasqueraded === undefined) return isPodRange || isNode
    return unmasqueraded.length > 0 ? isPodRange : isNode
  })
}

const sources = [podRange, '10.99.0.1', ...Object.keys(nodes).flatMap(addressOf)]

describe('firewalls', () => {
  it('let an address to a port exactly when an edge leads there', () => {
    fc.assert(
      fc.property(platforms, (trial) => {
        const judges = new Map(machines.map((name) => [name, judgeOf(trial.plan, name)] as const))
        for (const target of Object.values(trial.plan.workloads)) {
          if (target.runsOn !== 'hosts') continue
          for (const machine of machines) {
            const lets = judges.get(machine)
            for (const port of target.ports ?? []) {
              const isThere = (trial.spots[target.id] ?? []).includes(machine)
              for (const source of sources) {
                // Nobody is a stranger to himself: that way does not pass the rules.
                if (addressOf(machine).includes(source)) continue
                expect(lets?.(source, port)).toBe(
                  isThere && isDeclared(trial, target, port, source),
                )
              }
            }
          }
        }
      }),
    )
  })

  it('let nodes to the kubelet and the API of Kubernetes, whatever becomes of the addresses of pods', () => {
    const networks = [undefined, [], ['10.40.0.0/24'], ['10.60.0.0/24']]
    for (const unmasqueraded of networks) {
      const { plan } = trialOf([], {}, unmasqueraded)
      const [node = ''] = addressOf('node-1')
      for (const [machine, number] of [
        ['node-2', 10_250],
        ['master-1', 10_250],
        ['master-1', 6443],
      ] as const) {
        const lets = judgeOf(plan, machine)
        const port: Port = { name: 'x', number, scheme: 'tcp' }
        expect({ machine, number, unmasqueraded, isIn: lets(node, port) }).toMatchObject({
          isIn: true,
        })
        expect(lets('10.99.0.1', port)).toBe(false)
      }
    }
  })
})
