// Starts a site for a file of tests, and ends it whatever happens.

import { afterAll, assert, beforeAll, describe, it as vitestIt } from 'vitest'
import { startDrillSite, type DrillSite } from '../src/drill-site.js'
import { lackOf } from '../src/means.js'
import { within } from '../src/wait.js'
import type { Changes } from '../src/world/platform.js'

const lack = await lackOf()
if (lack !== undefined) process.stderr.write(`drills are skipped: ${lack}\n`)

const startMs = 300_000
const endMs = 60_000

type Work = () => Promise<void>

/** The last arguments of a test or hook that says, when it takes longer, what it waited for. */
const inTime = (limitMs: number, work: Work) =>
  [() => within(limitMs, work), limitMs + graceMs] as const

/** Vitest's own limit is for what blocks this process. */
const graceMs = 10_000
const drillMs = 60_000

type Test = (name: string, work: Work, limitMs?: number) => void

const bounded =
  (test: (name: string, work: Work, limitMs: number) => void): Test =>
  (name, work, limitMs = drillMs) =>
    test(name, ...inTime(limitMs, work))

/** A test of a drill. */
export const it = Object.assign(bounded(vitestIt), {
  skipIf: (isSkipped: boolean): Test => bounded(vitestIt.skipIf(isSkipped)),
})

/** A block of tests with a site of its own; skipped where no machines can be made. */
export function describeSite(
  name: string,
  changes: Changes,
  start: (site: DrillSite) => Promise<void>,
  tests: (drilled: () => DrillSite) => void,
): void {
  describe.skipIf(lack !== undefined)(name, () => {
    let running: DrillSite | undefined
    beforeAll(
      ...inTime(startMs, async () => {
        running = await startDrillSite(changes)
        await start(running)
      }),
    )
    afterAll(...inTime(endMs, async () => running?.site.end()))
    tests(() => {
      assert(running !== undefined)
      return running
    })
  })
}
