// Kills a service again and again at moments that the seed picks, and asks each time what it still knows.

import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Random } from '../random.js'
import { beginService, startService, type Service, type Start } from '../service.js'
import { checkRunning } from './check-running.js'
import { makeLedger, type Ledger } from './ledger.js'
import { runWorkload, type Place } from './workload.js'

export type Killed = {
  readonly ledger: Ledger
  readonly place: Place
  readonly faults: readonly string[]
  /** How many of the kills came when. */
  readonly moments: { readonly [moment in Moment]: number }
}

type Moment = 'working' | 'recovering' | 'starting'

const momentChoices = ['working', 'working', 'working', 'recovering', 'starting'] as const

/** The service serves, nobody has used it yet. */
async function prepare(service: Service, model: string): Promise<Place> {
  const made = z.object({ secret: z.string() })
  const json = { name: 'of the checker', role: 'admin' }
  const key = made.parse(
    (await service.operate({ method: 'POST', path: '/api/v1/keys', json })).json,
  ).secret
  const dataset = await service.ask({
    method: 'POST',
    path: '/api/v1/datasets',
    key,
    json: { name: 'kills' },
  })
  return { key, datasetId: z.object({ id: z.string() }).parse(dataset.json).id, model }
}

/** The data directory is new; afterwards the service has ended in order. */
export async function runKills(
  start: Start,
  model: string,
  kills: number,
  random: Random,
  say: (text: string) => void = () => undefined,
): Promise<Killed> {
  const ledger = makeLedger()
  const moments = { working: 0, recovering: 0, starting: 0 }
  const faults: string[] = []
  let service = await startService(start)
  const place = await prepare(service, model)
  for (let kill = 1; kill <= kills; kill += 1) {
    const moment = random.pick<Moment>(momentChoices)
    moments[moment] += 1
    await workAndKill(service, ledger, place, random)
    if (moment === 'starting') await killStarting(start, random)
    if (moment === 'recovering') await killRecovering(start, random)
    service = await startService(start)
    const found = await checkRunning(service, ledger, place)
    faults.push(...found.map((fault) => `kill ${kill} (${moment}): ${fault}`))
    say(`kill ${kill} (${moment}): ${ledger.answered.size} answers, ${found.length} faults`)
  }
  faults.push(...ledger.faults)
  await service.stop()
  return { ledger, place, faults, moments }
}

/** What is acknowledged between two kills, and then some moment in the middle of what comes next. */
const work = { acknowledgedMax: 80, msMax: 20_000, moreMs: 40 }

async function workAndKill(
  service: Service,
  ledger: Ledger,
  place: Place,
  random: Random,
): Promise<void> {
  const working = runWorkload({ service, ledger, random, place })
  const enough = ledger.acknowledged + random.whole(work.acknowledgedMax)
  const endMs = Date.now() + work.msMax
  while (ledger.acknowledged < enough && Date.now() < endMs) await pause(1)
  await pause(random.whole(work.moreMs))
  await service.kill()
  await working
}

/** Once more while it takes up what the last one left. */
async function killRecovering(start: Start, random: Random): Promise<void> {
  const service = await startService(start)
  await pause(random.whole(400))
  await service.kill()
}

/** Once more before it even serves. */
async function killStarting(start: Start, random: Random): Promise<void> {
  const starting = beginService(start)
  await pause(random.whole(2000))
  await starting.kill()
}
