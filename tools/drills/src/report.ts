// Writes what the drills measured as a page of the documentation.

import { cpus, totalmem } from 'node:os'

import { approximateBytes } from '@llmflow/spec'

import type { Failover } from './drills/postgresql.js'
import type { RedisFailover } from './drills/redis.js'

export type Results = {
  readonly commit: string
  readonly versions: readonly (readonly [program: string, version: string])[]
  readonly killed: readonly Failover[]
  readonly unheard: readonly Failover[]
  readonly unheardAsynchronous: readonly Failover[]
  readonly redis: readonly RedisFailover[]
  readonly hasMovedWithOneSentinel: boolean
  readonly etcd: readonly (readonly [what: string, outcome: string])[]
  readonly archive: readonly (readonly [what: string, outcome: string])[]
  readonly minio: readonly (readonly [what: string, outcome: string])[]
  readonly wallMs: number
}

export function reportOf(results: Results): string {
  const { killed, unheard, unheardAsynchronous, redis } = results
  return `# Drills

Machines started from the files that \`render --target hosts\` writes, then killed and restored. \`npm run drills\` writes this
page; \`npm run test:engines\` runs the same drills with five kills.

| what | value |
| ---- | ----- |
${factsOf(results).map(rowOf).join('\n')}

## How this was taken

- Each machine is a set of Linux namespaces on **one** computer: processes, network, mounts and name of its own, joined by a
  bridge. What lies on it is what the playbook would put there: files with their owners and modes, folders, accounts, values
  and certificates as \`llmflow secrets\` and \`llmflow certs\` make them, and the rendered firewall is loaded.
- Programs run as their units say: user, capabilities, open files, credentials, writable folders, and again after they end.
  Limits of memory and processor are left out, and nothing of systemd itself runs. PostgreSQL is the release that this
  Debian has, in the place of the 16 that the files ask for.
- Data lies in memory, so no disk slows a commit or a restore down, and there is no distance between machines. Real machines
  differ: take the gaps as what the rendered timers allow, not as what your hardware does.
- A kill is \`kill -9\` of every process of the unit, and the machine stays down until another leads. “Unheard” cuts both
  replicas off for three seconds first, so that nobody has the last commits, and then takes the machine away.
- A client on another machine commits numbers one by one through HAProxy and remembers which were acknowledged. The gap is the
  longest time between two acknowledgements; lost is what was acknowledged and is not there afterwards.

## PostgreSQL

| drill | runs | gap: least | median | most | acknowledged | lost | in step again: median |
| ----- | ---: | ---------: | -----: | ---: | -----------: | ---: | --------------------: |
${[
  failoverRow('leader killed, commits wait for a replica', killed),
  failoverRow('leader lost unheard, commits wait for a replica', unheard),
  failoverRow('leader lost unheard, commits wait for nobody (the control)', unheardAsynchronous),
].join('\n')}

The old leader came back as a replica each time, with pg_rewind in ${killed.filter(({ hasRewound }) => hasRewound).length} of ${killed.length} kills. Its lease in etcd runs for 30 seconds, which is most of
the gap. The control shows that the count sees a loss.

## Redis

| drill | runs | gap: least | median | most | acknowledged | lost |
| ----- | ---: | ---------: | -----: | ---: | -----------: | ---: |
${redisRow('master killed', redis)}

Redis acknowledges before its replicas have it, so a loss is possible here and is counted, not excluded. With one of three
Sentinels left alone, ${results.hasMovedWithOneSentinel ? '**another master was chosen, which must not happen**' : 'no other master was chosen'}.

## Backup and restore

${tableOf(results.archive)}

## etcd

${tableOf(results.etcd)}

## MinIO

${tableOf(results.minio)}
`
}

const factsOf = ({ commit, versions, wallMs }: Results): readonly (readonly [string, string])[] => [
  ['commit', commit],
  ['processor', `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} threads for all machines`],
  ['memory', approximateBytes(totalmem())],
  ...versions,
  ['duration', `${Math.round(wallMs / 1000)} s`],
  ['date', new Date().toISOString().slice(0, 10)],
]

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function failoverRow(what: string, runs: readonly Failover[]): string {
  const whole = seconds(median(runs.map(({ wholeAgainMs }) => wholeAgainMs)))
  return rowOf([what, ...measured(runs), whole])
}

const redisRow = (what: string, runs: readonly RedisFailover[]): string =>
  rowOf([what, ...measured(runs)])

type Run = { readonly gapMs: number; readonly acknowledged: number; readonly lost: number }

function measured(runs: readonly Run[]): readonly string[] {
  const gaps = runs.map(({ gapMs }) => gapMs)
  return [
    `${runs.length}`,
    seconds(Math.min(...gaps)),
    seconds(median(gaps)),
    seconds(Math.max(...gaps)),
    `${sum(runs.map(({ acknowledged }) => acknowledged))}`,
    `${sum(runs.map(({ lost }) => lost))}`,
  ]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const tableOf = (rows: readonly (readonly [what: string, outcome: string])[]): string =>
  ['| what | outcome |', '| ---- | ------- |', ...rows.map(rowOf)].join('\n')
