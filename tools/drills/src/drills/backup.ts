// Drills of PostgreSQL's archive: a table that was dropped comes back as it was a second before, or not at all.

import { DrillError } from '../error.js'
import { mustOn, type Machine } from '../world/machine.js'
import type { ObjectStore } from '../world/object-store.js'
import { renderPlatform, type Changes } from '../world/platform.js'
import type { Site } from '../world/site.js'
import { pause, until, untilTrue } from '../wait.js'
import {
  leaderOf,
  membersOf,
  postgresqlMembers,
  query,
  serverId,
  targetOf,
  untilWhole,
} from './postgresql.js'

const backupId = 'postgresql-backup'
const table = 'drill_restore'

/** Rows of the table, and one number that changes with any of them. */
type Contents = { readonly rows: number; readonly checksum: string }

export type BackedUp = {
  readonly contents: Contents
  /** The last whole second before the table was dropped. */
  readonly moment: string
  readonly backupMs: number
}

const rowsMade = 200_000

/** Fills a table, backs up as the clock would, writes more, and drops the table. */
export async function backUpAndDrop(site: Site, client: Machine): Promise<BackedUp> {
  const target = targetOf(site)
  const ask = (sql: string): Promise<string> => query(client, target, sql)
  await ask(
    `CREATE TABLE ${table} AS SELECT n, md5(n::text) AS text FROM generate_series(1, ${rowsMade}) n`,
  )
  const startedAtMs = performance.now()
  for (const { machine } of postgresqlMembers(site)) await site.runNow(machine, backupId)
  const backupMs = performance.now() - startedAtMs
  await ask(`INSERT INTO ${table} SELECT n, 'after the backup' FROM generate_series(1, 1000) n`)
  const contents = await contentsOf(site, client)
  await pause(2000)
  const moment = await ask(
    `SELECT to_char(date_trunc('second', now()), 'YYYY-MM-DD"T"HH24:MI:SSOF')`,
  )
  await pause(2000)
  await ask(`DROP TABLE ${table}`)
  await ask('SELECT pg_switch_wal()')
  await untilArchived(ask)
  return { contents, moment: withMinutes(moment), backupMs }
}

/** PostgreSQL writes an offset of whole hours without minutes. */
const withMinutes = (moment: string): string => moment.replace(/([+-]\d\d)$/, '$1:00')

async function untilArchived(ask: (sql: string) => Promise<string>): Promise<void> {
  const sql = `SELECT last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 1) FROM pg_stat_archiver`
  await untilTrue('the last WAL is archived', { withinMs: 120_000 }, async () => {
    await ask(`SELECT pg_logical_emit_message(true, 'drill', 'x')`)
    await ask('SELECT pg_switch_wal()')
    await pause(1000)
    return (await ask(sql)) === 't'
  })
}

async function contentsOf(site: Site, client: Machine): Promise<Contents> {
  const sql = `SELECT count(*), coalesce(sum(hashtextextended(text, n)), 0) FROM ${table}`
  const [rows = '0', checksum = ''] = (await query(client, targetOf(site), sql)).split('|')
  return { rows: Number(rows), checksum }
}

type Restored = { readonly contents: Contents; readonly restoreMs: number }

/** The platform with the option by which a new cluster starts from the archive. */
const restoring = (changes: Changes, moment: string): Changes => ({ ...changes, restore: moment })

/** Brings the whole cluster back to a moment as the runbook says; the proxies stay. */
export async function restoreTo(
  site: Site,
  client: Machine,
  changes: Changes,
  moment: string,
): Promise<Restored> {
  const startedAtMs = performance.now()
  const [first, ...others] = await prepareRestore(site, changes, moment)
  if (first === undefined) throw new DrillError('platform', 'PostgreSQL has no members')
  site.service(first, serverId).start()
  await leaderOf(site)
  for (const machine of others) site.service(machine, serverId).start()
  await untilWhole(site)
  const contents = await until('the proxy leads to the leader', { withinMs: 60_000 }, () =>
    contentsOf(site, client),
  )
  return { contents, restoreMs: performance.now() - startedAtMs }
}

const data = '/var/lib/postgresql/llmflow/pgdata'

/** New files, no member, nothing known of the old cluster, and its data aside; answers with the machines. */
async function prepareRestore(
  site: Site,
  changes: Changes,
  moment: string,
): Promise<readonly string[]> {
  const machines = postgresqlMembers(site).map(({ machine }) => machine)
  await site.change(renderPlatform(restoring(changes, moment)))
  for (const machine of machines.toReversed()) await site.service(machine, serverId).stop()
  const [first = ''] = machines
  await asMember(site.machine(first), ['sh', '-c', forgetting(site)])
  for (const machine of machines) {
    const aside = `rm -rf ${data}.before; if [ -e ${data} ]; then mv ${data} ${data}.before; fi`
    await mustOn(site.machine(machine), ['sh', '-c', aside])
  }
  return machines
}

/** The runbook's own line. */
function forgetting({ rendered: { plan } }: Site): string {
  const lines = (plan.recovery['postgresql']?.steps ?? []).map(({ command }) =>
    command.filter((part) => typeof part === 'string').join(''),
  )
  const found = lines.find((line) => line.includes(' remove '))
  if (found === undefined) throw new DrillError('platform', 'the plan says no way to forget')
  return found
}

/** What the runbook runs within a member has its variables and its user. */
const asMember = (machine: Machine, words: readonly string[]): Promise<string> =>
  mustOn(machine, [`/usr/local/lib/llmflow/${serverId}/run`, ...words])

/** Changes one byte in the middle of the largest object of the backup. */
export async function tamper(store: ObjectStore): Promise<string> {
  const names = (await store.list('postgresql/backup')).filter((name) => !name.includes('backup.'))
  const sized = await Promise.all(
    names.map(async (name) => ({ name, size: await sizeOf(store, name) })),
  )
  const [largest] = sized.toSorted((left, right) => right.size - left.size)
  if (largest === undefined) throw new DrillError('program', 'the backup has no objects')
  const file = '/tmp/drill-object'
  await store.call(largest.name, '--output', file)
  const at = Math.floor(largest.size / 2)
  const flip = `old=$(dd if=${file} bs=1 skip=${at} count=1 status=none | od -An -tu1); printf "\\\\$(printf %o $((old ^ 255)))" | dd of=${file} bs=1 seek=${at} conv=notrunc status=none`
  await mustOn(store.machine, ['bash', '-euc', flip])
  const { code, error } = await store.call(largest.name, '--upload-file', file)
  if (code !== 0) throw new DrillError('program', `the object was not replaced: ${error}`)
  return largest.name
}

async function sizeOf(store: ObjectStore, name: string): Promise<number> {
  const words = ['--output', '/dev/null', '--write-out', '%{size_download}']
  const { out } = await store.call(name, ...words)
  return Number(out)
}

/** A restore that must not succeed: whether a leader appeared after all. */
export async function restoreFails(
  site: Site,
  changes: Changes,
  moment: string,
  waitMs: number,
): Promise<{ readonly hasLeader: boolean; readonly said: string }> {
  const [first = ''] = await prepareRestore(site, changes, moment)
  const service = site.service(first, serverId)
  const before = service.log().length
  service.start()
  const leader = await until('a leader appears', { withinMs: waitMs }, async () => {
    const found = (await membersOf(site)).find(
      ({ role, state }) => role === 'leader' && state === 'running',
    )
    return found?.name
  }).catch(() => undefined)
  const said = service
    .log()
    .slice(before)
    .split('\n')
    .filter((line) => /ERROR: \[\d+\]/.test(line))
  return { hasLeader: leader !== undefined, said: said.at(-1) ?? '' }
}
