// Runs every drill, some of them often, and writes what was measured to docs/drills.md.

import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { backUpAndDrop, restoreFails, restoreTo, tamper } from './drills/backup.js'
import { loseMembers, restoreSnapshot, startEtcd } from './drills/etcd.js'
import { loseServers, startMinio } from './drills/minio.js'
import { killLeader, loseLeaderUnheard, makeTable, startPostgresql } from './drills/postgresql.js'
import { killMaster, killMasterWithOneSentinel, startRedis } from './drills/redis.js'
import { asynchronous, startDrillSite, synchronous, type DrillSite } from './drill-site.js'
import { lackOf, minioProgram } from './means.js'
import { reportOf, seconds, type Results } from './report.js'
import type { Changes } from './world/platform.js'

const say = (text: string): void => void process.stderr.write(`drills: ${text}\n`)

const root = fileURLToPath(new URL('../../..', import.meta.url))
const killsDefault = 10
/** Several times what a failover takes. */
const oneSentinelMs = 40_000
/** Some of what is slow and always the same. */
const unheardRunsOf = (kills: number): number => Math.max(2, Math.ceil(kills / 3))

async function withSite<Value>(
  changes: Changes,
  work: (drilled: DrillSite) => Promise<Value>,
): Promise<Value> {
  const drilled = await startDrillSite(changes)
  try {
    return await work(drilled)
  } finally {
    await drilled.site.end()
  }
}

async function repeat<Value>(
  what: string,
  times: number,
  work: () => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = []
  for (let run = 1; run <= times; run += 1) {
    const value = await work()
    say(`${what} ${run} of ${times}: ${JSON.stringify(value)}`)
    values.push(value)
  }
  return values
}

async function startDatabase({ site, client }: DrillSite): Promise<void> {
  await startEtcd(site)
  await startPostgresql(site)
  await makeTable(site, client)
}

type Measured = Omit<Results, 'commit' | 'versions' | 'wallMs'>

async function measure(kills: number): Promise<Measured> {
  const unheardRuns = unheardRunsOf(kills)
  const safe = await withSite(synchronous, async (drilled) => {
    const { site, client } = drilled
    await startDatabase(drilled)
    const killed = await repeat('leader killed', kills, () => killLeader(site, client))
    const lose = (): ReturnType<typeof killLeader> => loseLeaderUnheard(site, client)
    const unheard = await repeat('leader lost unheard', unheardRuns, lose)
    const members = await loseMembers(site)
    const { found } = await restoreSnapshot(site)
    return { killed, unheard, etcd: etcdRows(members, found) }
  })
  const fast = await withSite(asynchronous, async (drilled) => {
    const { site, client } = drilled
    await startDatabase(drilled)
    const lose = (): ReturnType<typeof killLeader> => loseLeaderUnheard(site, client)
    const unheardAsynchronous = await repeat('the control', unheardRuns, lose)
    return { unheardAsynchronous, archive: await archiveRows(drilled) }
  })
  const others = await withSite(synchronous, async ({ site, client }) => {
    await startRedis(site)
    const redis = await repeat('Redis master killed', kills, () => killMaster(site, client))
    const hasMovedWithOneSentinel = await killMasterWithOneSentinel(site, oneSentinelMs)
    const program = minioProgram()
    const minio = program === undefined ? [] : await minioRows(site, program)
    return { redis, hasMovedWithOneSentinel, minio }
  })
  return { ...safe, ...fast, ...others }
}

const etcdRows = (members: Awaited<ReturnType<typeof loseMembers>>, found: string) =>
  [
    ['a write with one of three members lost', members.isWrittenWithOneLost ? 'taken' : 'refused'],
    ['a write with two of three lost', members.isWrittenWithTwoLost ? 'taken' : 'refused'],
    ['a key after all data was lost and a snapshot restored', found === '' ? 'gone' : 'there'],
  ] as const

async function minioRows(site: DrillSite['site'], program: string) {
  await startMinio(site, program)
  const outcomes = await loseServers(site)
  return outcomes.map(({ reads, writes }, index) => {
    const outcome = `${reads ? 'read' : 'not read'}, ${writes ? 'written' : 'not written'}`
    return [`objects with ${index + 1} of three machines lost`, outcome] as const
  })
}

async function archiveRows({ site, client, store }: DrillSite) {
  if (store === undefined) return []
  const made = await backUpAndDrop(site, client)
  const { contents, restoreMs } = await restoreTo(site, client, asynchronous, made.moment)
  const isSame = JSON.stringify(contents) === JSON.stringify(made.contents)
  await tamper(store)
  const { hasLeader, said } = await restoreFails(site, asynchronous, made.moment, 60_000)
  return [
    ['full backup by the unit of the timer, encrypted, over TLS', seconds(made.backupMs)],
    ['rows before the table was dropped', `${made.contents.rows}`],
    ['rows after the restore to the second before', `${contents.rows}`],
    ['checksum over all rows', isSame ? 'the same' : '**another**'],
    ['from the stop to three members in step, by the runbook’s steps', seconds(restoreMs)],
    [
      'the same restore with one byte of the backup changed',
      hasLeader ? '**succeeded**' : `refused: \`${said.replace(/^.*?ERROR: /, '')}\``,
    ],
  ] as const
}

function commit(): string {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()
  const changes = git('status', '--porcelain', '--', 'packages', 'tools')
  return `\`${git('rev-parse', 'HEAD')}\`${changes === '' ? '' : ' with changes that are not committed'}`
}

const programs = [
  ['PostgreSQL', 'psql', '--version'],
  ['Patroni', 'patroni', '--version'],
  ['etcd', 'etcd', '--version'],
  ['HAProxy', 'haproxy', '-v'],
  ['Redis', 'redis-server', '--version'],
  ['pgBackRest', 'pgbackrest', 'version'],
] as const

const versions = (): Results['versions'] =>
  programs.map(([name, program, option]) => {
    const said = execFileSync(program, [option], { encoding: 'utf8' })
    return [name, /\d+(\.\d+)+/.exec(said)?.[0] ?? said.trim()] as const
  })

async function main(): Promise<number> {
  const lack = await lackOf()
  if (lack !== undefined) {
    say(`not here: ${lack}`)
    return 1
  }
  const kills = Number(process.argv[2] ?? killsDefault)
  const startedAtMs = performance.now()
  const measured = await measure(kills)
  const wallMs = performance.now() - startedAtMs
  const results = { ...measured, commit: commit(), versions: versions(), wallMs }
  writeFileSync(join(root, 'docs', 'drills.md'), reportOf(results))
  const lost = [...measured.killed, ...measured.unheard].some((run) => run.lost > 0)
  return lost || measured.hasMovedWithOneSentinel ? 1 : 0
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

process.exitCode = await main()
