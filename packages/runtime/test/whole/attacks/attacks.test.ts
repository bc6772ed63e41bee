// One company attacks another over every face: nothing is told, nothing is changed, and its owner may do all of it.

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { withRecords } from '../kills/check-stored.js'
import { randomOf } from '../random.js'
import { keepResult } from '../results.js'
import { routesOf, type Route } from '../routes.js'
import { startService, type Answer, type Ask, type Service } from '../service.js'
import {
  attackersOf,
  attacksByHeader,
  attacksOnBodies,
  attacksOnPaths,
  attempt,
  unattacked,
  type Attack,
} from './attacks.js'
import { foundCompany, type Company } from './company.js'

const wholeMs = 240_000

let data = ''
let service: Service
let routes: readonly Route[]
let alpha: Company
let bravo: Company

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'llmflow-attacks-'))
  service = await startService({ data: join(data, 'live') })
  routes = await routesOf(service)
  alpha = await foundCompany(service, 'alpha')
  bravo = await foundCompany(service, 'bravo')
}, wholeMs)

afterAll(async () => {
  await service.stop()
  await rm(data, { recursive: true, force: true })
})

/** The same whatever the seed is, and nothing that is not needed: the owner must be able to do all of it. */
const plain = { ...randomOf('attacks', 'plain'), chance: () => false }

/** Lists first: later ones hold what the attackers asked for themselves. */
const attacksOf = (own: Company, victim: Company): readonly Attack[] => [
  ...attacksByHeader(routes),
  ...attacksOnPaths(routes, own.ids, plain),
  ...attacksOnBodies(own, victim),
]

it(
  'fails over every face, tells nothing and changes nothing',
  async () => {
    expect(unattacked(routes)).toEqual([])
    const before = await dump()
    const attacks = attacksOf(alpha, bravo)
    const faults: string[] = []
    let count = 0
    for (const attack of attacks) {
      for (const attacker of attackersOf(alpha, bravo.tenantName)) {
        faults.push(...(await attempt(service, attacker, attack, bravo)))
        count += 1
      }
    }
    await keepResult('attacks', { 'attacks over every face': count, faults: faults.length })
    expect(faults).toEqual([])
    expect(count).toBeGreaterThanOrEqual(100)
    expect(await dump()).toEqual(before)
  },
  wholeMs,
)

/** All rows of the victim, from a copy: the records serve one process at a time. */
async function dump(): Promise<unknown> {
  await service.stop()
  await cp(join(data, 'live'), join(data, 'copy'), { recursive: true })
  service = await startService({ data: join(data, 'live') })
  const rows = await withRecords(join(data, 'copy'), async (records) => {
    const dumped: { [table: string]: unknown } = {}
    for (const [table, condition] of tables) {
      const sql = `SELECT to_jsonb(t) - 'seen_at' AS row FROM ${table} t WHERE ${condition} ORDER BY 1::text`
      const found = await records.query(z.object({ row: z.unknown() }), sql, [bravo.tenant])
      dumped[table] = found.map(({ row }) => row)
      if (table !== 'jobs') expect({ table, rows: found.length }).not.toEqual({ table, rows: 0 })
    }
    return dumped
  })
  await rm(join(data, 'copy'), { recursive: true })
  return rows
}

const ofTenant = 'tenant_id = $1'
const tables: readonly (readonly [table: string, condition: string])[] = [
  ['tenants', 'id = $1'],
  ['users', 'id IN (SELECT user_id FROM memberships WHERE tenant_id = $1)'],
  ['memberships', ofTenant],
  ['assistants', ofTenant],
  ['assistant_datasets', 'assistant_id IN (SELECT id FROM assistants WHERE tenant_id = $1)'],
  ['keys', ofTenant],
  ['sign_ins', 'user_id IN (SELECT user_id FROM memberships WHERE tenant_id = $1)'],
  ['datasets', ofTenant],
  ['documents', ofTenant],
  ['chunks', ofTenant],
  ['graph_chunks', ofTenant],
  ['conversations', ofTenant],
  ['messages', ofTenant],
  ['usage', ofTenant],
  ['audit_log', ofTenant],
  ['spans', ofTenant],
  ['jobs', ofTenant],
]

it(
  'fails inside a company too: what is restricted is there for its readers alone',
  async () => {
    const secret: Company = {
      ...alpha,
      mark: `${alpha.mark}restricted`,
      words: alpha.words.slice(1),
    }
    const members = attackersOf(alpha, alpha.tenantName).slice(1, 3)
    const attacks = attacksOf(alpha, secret).filter(
      ({ name, isSoft }) => name.includes('restricted') || (isSoft && name.includes('words')),
    )
    const faults: string[] = []
    for (const attacker of members) {
      for (const attack of attacks) {
        faults.push(...(await attempt(service, attacker, attack, secret)))
      }
    }
    expect(attacks.length).toBeGreaterThan(20)
    expect(faults).toEqual([])
  },
  wholeMs,
)

it(
  'would be found out: the owner may do what others may not',
  async () => {
    const owners = attackersOf(bravo, bravo.tenantName)
    const refused: string[] = []
    const deleted = new Set<string>()
    let allowed = 0
    const attacks = attacksOf(bravo, bravo).filter(
      ({ name, isSoft }) => !isSoft && !name.includes('own ') && !isNobodys(name),
    )
    for (const attack of attacks.toSorted(inOrder)) {
      const what = attack.name.replace(/^.*\(/, '(')
      const ask = attack.ask(bravo.ids, bravo.assistantName)
      const answers = [await operate(ask)]
      for (const owner of owners) answers.push(await service.ask(owner.as(ask)))
      const isAllowed = answers.some(({ status }) => status < 400)
      // What was deleted over one face is not there over another.
      if (isAllowed) deleted.add(what)
      if (isAllowed || (attack.name.startsWith('DELETE') && deleted.has(what))) allowed += 1
      else
        refused.push(`${attack.name}: ${answers.map(({ text }) => text.slice(0, 200)).join(' ')}`)
    }
    expect(refused).toEqual([])
    expect(allowed).toBeGreaterThan(50)
    const [spy] = owners
    if (spy === undefined) expect.unreachable()
    const ask = (): Ask => ({ path: '/api/v1/keys' })
    const faults = await attempt(service, spy, { name: 'a leak', isSoft: false, ask }, bravo)
    expect(faults.join('\n')).toMatch(/a leak by an admin’s key: 200\n.*says .*bravomark/)
  },
  wholeMs,
)

const operate = (ask: Ask): Promise<Answer> =>
  service.operate({ ...ask, headers: { 'x-llmflow-tenant': bravo.tenantName } })

/** Segments are never changed by hand, and pages are drawn of scans, of which there are none here. */
const isNobodys = (name: string): boolean => /^(POST|DELETE) .*segments|^GET .*\/pages/.test(name)

/** Reading first; what is deleted, and what holds it, last. */
const inOrder = (one: Attack, other: Attack): number => rank(one) - rank(other)

function rank({ name }: Attack): number {
  if (name.startsWith('DELETE')) return /ocument|conversation/.test(name) ? 2 : 3
  return name.startsWith('GET') ? 0 : 1
}
