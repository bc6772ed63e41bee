// On machines, PostgreSQL's own list of who may come agrees with the firewall, whatever networks stand between them.

import fc from 'fast-check'
import { assert, describe, expect, it } from 'vitest'
import { planPlatform } from '@llmflow/planner'
import { renderHosts } from '@llmflow/render'
import { isWithin, readDocument, readInventory, readPlatform, type Plan } from '@llmflow/spec'
import { textOf } from './hosts/rendered.js'

type Wish = {
  readonly storesBegin: string
  /** Pools with an interface in the network of the stores. */
  readonly linked: readonly string[]
  readonly cilium: 'absent' | readonly string[]
  readonly purpose: string
  readonly pooler: string
}

const wishes: fc.Arbitrary<Wish> = fc.record({
  storesBegin: fc.constantFrom('10.211.0.11', '10.212.0.11'),
  linked: fc.subarray(['edge', 'workers', 'data']),
  cilium: fc.oneof(fc.constant('absent' as const), fc.subarray(['nodes', 'stores'])),
  purpose: fc.constantFrom('nodes', 'storage'),
  pooler: fc.constantFrom('edge', 'data', 'workers'),
})

/** The platform of the drills, with other networks between its machines. */
function filesOf({ storesBegin, linked, cilium, purpose, pooler }: Wish) {
  const platform = textOf('llmflow.yaml')
    .replace('pgbouncer: { pool: edge', `pgbouncer: { pool: ${pooler}`)
    .replace(
      '\ncomponents:\n',
      cilium === 'absent'
        ? '$&'
        : `$&  cilium: { options: { unmasqueraded: [${cilium.join(', ')}] } }\n`,
    )
  const inventory = textOf('inventory.yaml')
    .replace('10.211.0.11', storesBegin)
    .replace('purpose: nodes', `purpose: ${purpose}`)
    .replace('\nnetworks:\n', '$&  - { name: stores, range: 10.212.0.0/24, purpose: database }\n')
    .replaceAll(/ {2}- name: (\w+)\n/g, (line, pool: string) =>
      linked.includes(pool)
        ? `${line}    links: [{ speed: 25, networks: [nodes, stores] }]\n`
        : line,
    )
  return renderedFrom(platform, inventory)
}

function renderedFrom(platformText: string, inventoryText: string) {
  const platformFile = readDocument('llmflow.yaml', platformText).document
  const inventoryFile = readDocument('inventory.yaml', inventoryText).document
  assert(platformFile !== undefined && inventoryFile !== undefined)
  const platform = readPlatform([platformFile]).read
  const inventory = readInventory([inventoryFile])
  assert(platform !== undefined && inventory.read !== undefined, 'the inventory is readable')
  const { plan } = planPlatform({ platform, inventory: inventory.read })
  assert(plan !== undefined)
  const files = new Map(renderHosts(plan).files.map(({ path, text }) => [path, text]))
  const at = (path: string): string => files.get(`hosts/machines/data-01/etc/${path}`) ?? ''
  return {
    plan,
    access: accessIn(at('patroni/patroni.yml')),
    ways: waysIn(at('llmflow/firewall.nft')),
  }
}

type Line = { readonly database: string; readonly source: string }

const accessIn = (text: string): readonly Line[] =>
  [...text.matchAll(/^\s+- host\w* (\S+) \S+ (\S+) scram-sha-256$/gm)].map(
    ([, database = '', source = '']) => ({ database, source }),
  )

type Way = { readonly client: string; readonly sources: readonly string[] }

/** Who the firewall lets to the port of PostgreSQL, and from where. */
function waysIn(text: string): readonly Way[] {
  const sets = new Map(
    [...text.matchAll(/set (\w+) \{[^}]*elements = \{ ([^}]*) \}/g)].map(([, set, list]) => [
      `@${set}`,
      list,
    ]),
  )
  const rule = /ip saddr (?:(@\w+)|\{ ([^}]*) \}) tcp dport 5432 accept comment "\S+ \S+: (\S+)"/g
  return [...text.matchAll(rule)].map(([, set = '', list = sets.get(set) ?? '', client = '']) => ({
    client,
    sources: list.split(', '),
  }))
}

/** An address that the inventory does not name may be any of its network. */
const meets = (one: string, other: string): boolean => isWithin(one, other) || isWithin(other, one)

const own = (storesBegin: string): string => `${storesBegin}/32`

describe('the list of PostgreSQL', { timeout: 60_000 }, () => {
  it('lets in everybody whom the firewall lets to its port', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { access, ways } = filesOf(wish)
        expect(ways.map(({ client }) => client)).toContain('haproxy')
        for (const { client, sources } of ways) {
          for (const source of sources) {
            const isLetIn = access.some((line) => isWithin(line.source, source))
            expect({ client, source, isLetIn }).toMatchObject({ isLetIn: true })
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  it('has no line for somebody before whom the firewall is closed', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { access, ways } = filesOf(wish)
        expect(access.length).toBeGreaterThan(5)
        const open = [own(wish.storesBegin), ...ways.flatMap(({ sources }) => sources)]
        const closed = access.filter(({ source }) => !open.some((way) => meets(source, way)))
        expect(closed).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  it('names only databases of those from whom declared connections lead there', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { plan, access } = filesOf(wish)
        const reached = reaching(plan, 'postgresql')
        const components = [...reached].map((id) => plan.workloads[id]?.component)
        const databases = new Set(access.map(({ database }) => database))
        expect([...databases].toSorted()).toEqual(
          ['replication', 'postgres', 'llmflow', 'grafana'].toSorted(),
        )
        expect(components).toContain('llmflow')
        const isWatching = Object.values(plan.addons).some(({ edges = [] }) =>
          edges.some(({ to }) => to.kind === 'workload' && reached.has(to.workload)),
        )
        expect(isWatching).toBe(true)
      }),
      { numRuns: 10 },
    )
  })
})

/** Every workload from which declared connections lead to another, by whatever stands between them. */
function reaching(plan: Plan, target: string): ReadonlySet<string> {
  const reached = new Set([target])
  for (const id of reached) {
    for (const { from, to } of plan.edges)
      if (to.kind === 'workload' && to.workload === id) reached.add(from)
  }
  return reached
}
