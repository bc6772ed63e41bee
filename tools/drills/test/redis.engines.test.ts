// Kills the master of a Redis that was started from the rendered files.

import { expect } from 'vitest'
import {
  killMaster,
  killMasterWithOneSentinel,
  masterOf,
  redis,
  redisUser,
  startRedis,
} from '../src/drills/redis.js'
import { synchronous } from '../src/drill-site.js'
import { mustOn, type Machine } from '../src/world/machine.js'
import { describeSite, it } from './sites.js'

describeSite(
  'Redis on machines',
  synchronous,
  ({ site }) => startRedis(site),
  (drilled) => {
    it('lets in who has a password, for what they may do', async () => {
      const { site, client } = drilled()
      const { host } = await masterOf(site)
      const set = ['SET', 'drill', '1']
      const admin = redisUser(site, 'admin', 'password')
      const monitoring = redisUser(site, 'monitoring', 'monitoring-password')
      expect((await redis(client, host, admin, ...set)).out).toContain('OK')
      expect((await redis(client, host, monitoring, ...set)).out).toContain('NOPERM')
      expect((await redis(client, host, undefined, ...set)).out).toMatch(/NOAUTH|NOPERM/)
      const stranger = { name: 'admin', password: 'wrong' }
      expect((await redis(client, host, stranger, ...set)).out).not.toContain('OK')
    })

    it('is reached by declared machines alone', async () => {
      const { site, client } = drilled()
      const { host } = await masterOf(site)
      const stranger = await site.add('stranger', '10.211.0.240')
      const names = await mustOn(client, ['cat', '/etc/hosts'])
      await mustOn(stranger, ['tee', '/etc/hosts'], { input: names })
      const asked = (from: Machine) => redis(from, host, undefined, 'PING')
      expect((await asked(client)).out).toContain('NOAUTH')
      expect((await asked(stranger)).out).toBe('')
    })

    it('has another master within a minute when the master is killed, and takes the old one back', async () => {
      const { site, client } = drilled()
      const { gapMs, acknowledged, hasMoved } = await killMaster(site, client)
      expect(hasMoved).toBe(true)
      expect(acknowledged).toBeGreaterThan(10)
      expect(gapMs).toBeGreaterThan(0)
      expect(gapMs).toBeLessThan(60_000)
    }, 240_000)

    it('chooses no master when one Sentinel is left alone', async () => {
      expect(await killMasterWithOneSentinel(drilled().site, 25_000)).toBe(false)
    }, 240_000)
  },
)
