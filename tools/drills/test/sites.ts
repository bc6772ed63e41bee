// Starts a site for a file of tests, and ends it whatever happens.

import { afterAll, assert, beforeAll, describe } from 'vitest'
import { startDrillSite, type DrillSite } from '../src/drill-site.js'
import { lackOf } from '../src/means.js'
import type { Changes } from '../src/world/platform.js'

const lack = await lackOf()
if (lack !== undefined) process.stderr.write(`drills are skipped: ${lack}\n`)

const startMs = 300_000

/** A block of tests with a site of its own; skipped where no machines can be made. */
export function describeSite(
  name: string,
  changes: Changes,
  start: (site: DrillSite) => Promise<void>,
  tests: (drilled: () => DrillSite) => void,
): void {
  describe.skipIf(lack !== undefined)(name, () => {
    let running: DrillSite | undefined
    beforeAll(async () => {
      running = await startDrillSite(changes)
      await start(running)
    }, startMs)
    afterAll(() => running?.site.end())
    tests(() => {
      assert(running !== undefined)
      return running
    })
  })
}
