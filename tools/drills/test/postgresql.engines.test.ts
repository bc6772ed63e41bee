// Kills, cuts off and restores a PostgreSQL that was started from the rendered files.

import { assert, describe, expect } from 'vitest'
import {
  backUpAndDrop,
  restoreFails,
  restoreTo,
  tamper,
  type BackedUp,
} from '../src/drills/backup.js'
import { ask, etcdMembers, loseMembers, restoreSnapshot, startEtcd } from '../src/drills/etcd.js'
import {
  askRest,
  killLeader,
  loseLeaderUnheard,
  makeTable,
  postgresqlMembers,
  readOnReplica,
  startPostgresql,
} from '../src/drills/postgresql.js'
import { asynchronous, synchronous, type DrillSite } from '../src/drill-site.js'
import { minioProgram } from '../src/means.js'
import { makeAuthority, makeCertificate } from '../src/world/foreign-authority.js'
import { mustOn, runOn, type Machine } from '../src/world/machine.js'
import type { Outcome } from '../src/world/run.js'
import { valueOf } from '../src/world/site.js'
import { describeSite, it } from './sites.js'

const kills = 5
const patroniRun = '/usr/local/lib/llmflow/postgresql/run'
const patroniFile = '/etc/patroni/patroni.yml'

async function start({ site, client }: DrillSite): Promise<void> {
  await startEtcd(site)
  await startPostgresql(site)
  await makeTable(site, client)
}

describeSite(
  'PostgreSQL on machines, where no commit may be lost',
  synchronous,
  start,
  (drilled) => {
    it('is written to through the proxy and read on a replica', async () => {
      const { site, client } = drilled()
      expect(await readOnReplica(site, client)).toBe('t|-1')
    }, 60_000)

    it('is changed by who has a certificate and a password, and asked by everybody', async () => {
      const { site, client } = drilled()
      const [member] = postgresqlMembers(site)
      assert(member !== undefined)
      const status = ['--output', '/dev/null', '--write-out', '%{http_code}']
      const change = [...status, '--request', 'PATCH', '--data', '{"ttl":30}']
      const own = '/etc/patroni/certificate'
      const certificate = ['--cert', `${own}/tls.crt`, '--key', `${own}/tls.key`]
      const password = ['--user', `patroni:${valueOf(site, 'postgresql', 'patroni-password')}`]
      const machine = site.machine(member.machine)
      const asked = (from: Machine, ...words: readonly string[]): Promise<string> =>
        askRest(from, member.host, '/config', ...words).then(({ out }) => out)
      expect(await asked(client, ...status)).toBe('200')
      expect(await asked(client, ...change)).toBe('403')
      expect(await asked(machine, ...change, ...certificate)).toBe('401')
      expect(await asked(machine, ...change, ...certificate, ...password)).toBe('200')
    })

    it(
      `keeps every acknowledged commit when its leader is killed ${kills} times`,
      async () => {
        const { site, client } = drilled()
        for (let kill = 0; kill < kills; kill += 1) {
          const outcome = await killLeader(site, client)
          process.stderr.write(`${JSON.stringify(outcome)}\n`)
          expect(outcome).toMatchObject({ lost: 0, hasMoved: true })
          expect(outcome.gapMs).toBeGreaterThan(100)
          expect(outcome.gapMs).toBeLessThan(90_000)
        }
      },
      kills * 180_000,
    )

    it('keeps every acknowledged commit when nobody hears of its leader any more', async () => {
      const { site, client } = drilled()
      const outcome = await loseLeaderUnheard(site, client)
      process.stderr.write(`${JSON.stringify(outcome)}\n`)
      expect(outcome).toMatchObject({ lost: 0, hasMoved: true })
    }, 240_000)
  },
)

describeSite(
  'PostgreSQL on machines, where the last commits may be lost',
  asynchronous,
  start,
  (drilled) => {
    it('loses commits when nobody hears of its leader any more, and the count shows it', async () => {
      const { site, client } = drilled()
      const outcome = await loseLeaderUnheard(site, client)
      process.stderr.write(`${JSON.stringify(outcome)}\n`)
      expect(outcome.hasMoved).toBe(true)
      expect(outcome.lost).toBeGreaterThan(0)
      expect(outcome.lost).toBeLessThan(outcome.acknowledged)
    }, 240_000)

    describe('its archive', () => {
      let made: BackedUp
      const hasStore = minioProgram() !== undefined
      it.skipIf(!hasStore)(
        'brings a dropped table back as it was the second before',
        async () => {
          const { site, client, store } = drilled()
          assert(store !== undefined)
          made = await backUpAndDrop(site, client)
          const { contents, restoreMs } = await restoreTo(site, client, asynchronous, made.moment)
          process.stderr.write(`${JSON.stringify({ made, contents, restoreMs })}\n`)
          expect(contents).toEqual(made.contents)
        },
        400_000,
      )

      it.skipIf(!hasStore)(
        'is refused when a byte of it is changed',
        async () => {
          const { site, store } = drilled()
          assert(store !== undefined)
          process.stderr.write(`${await tamper(store)}\n`)
          const { hasLeader, said } = await restoreFails(site, asynchronous, made.moment, 60_000)
          process.stderr.write(`${said}\n`)
          expect(hasLeader).toBe(false)
          expect(said).toMatch(/^ERROR: /)
        },
        240_000,
      )
    })
  },
)

describeSite(
  'etcd on machines',
  synchronous,
  ({ site }) => startEtcd(site),
  (drilled) => {
    it('is what Patroni finds on each machine: it takes its file, and none with a mistake', async () => {
      const { site } = drilled()
      const judge = (machine: Machine, file: string): Promise<Outcome> =>
        runOn(machine, [patroniRun, '/usr/bin/patroni', '--validate-config', file])
      for (const { machine: name } of postgresqlMembers(site)) {
        const machine = site.machine(name)
        expect(await judge(machine, patroniFile)).toMatchObject({ code: 0 })
        const mistaken = 's/^scope: .*//'
        await mustOn(machine, ['sh', '-c', `sed '${mistaken}' ${patroniFile} > /tmp/mistaken.yml`])
        await mustOn(machine, ['chmod', '0644', '/tmp/mistaken.yml'])
        expect(await judge(machine, '/tmp/mistaken.yml')).toMatchObject({ code: 1 })
      }
    }, 60_000)

    it('answers nobody without a certificate of its authority', async () => {
      const { site } = drilled()
      const [member] = etcdMembers(site)
      assert(member !== undefined)
      const machine = site.machine(member.machine)
      const folder = `${machine.root}/tmp/foreign`
      await makeAuthority(folder)
      await makeCertificate(folder, 'own', ['drill'])
      const authority = '--cacert=/etc/postgresql-etcd/tls/ca.crt'
      const foreign = ['--cert=/tmp/foreign/own/tls.crt', '--key=/tmp/foreign/own/tls.key']
      const health = ['endpoint', 'health']
      const good = [
        '--cert=/etc/postgresql-etcd/tls/tls.crt',
        '--key=/etc/postgresql-etcd/tls/tls.key',
      ]
      expect((await ask(machine, [member.host], [authority, ...good], health)).code).toBe(0)
      expect((await ask(machine, [member.host], [authority], health)).code).not.toBe(0)
      expect((await ask(machine, [member.host], [authority, ...foreign], health)).code).not.toBe(0)
    })

    it('goes on without one of three members, and not without two', async () => {
      expect(await loseMembers(drilled().site)).toEqual({
        isWrittenWithOneLost: true,
        isWrittenWithTwoLost: false,
      })
    }, 180_000)

    it('comes back from a snapshot when every member lost its data', async () => {
      expect(await restoreSnapshot(drilled().site)).toEqual({ found: 'kept' })
    }, 180_000)
  },
)
