// Whatever moment the machine picks to kill the service: nothing acknowledged is lost and nothing is there twice.

import { cp, mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startModel, modelName, type Model } from '../model.js'
import { randomOf } from '../random.js'
import { keepResult } from '../results.js'
import { beginService, checkGone, startService, type Start } from '../service.js'
import { checkRunning } from './check-running.js'
import { checkStored, withRecords } from './check-stored.js'
import { runKills, type Killed } from './run-kills.js'
import { askModel, makeKey } from './workload.js'

const kills = Number(process.env['LLMFLOW_KILLS'] ?? 20)
/** Of a machine that does much else. */
const msPerKill = 45_000
const othersMs = 180_000

let folder = ''
let model: Model

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmflow-kills-'))
  model = await startModel()
})

afterAll(async () => {
  await model.close()
  await rm(folder, { recursive: true, force: true })
})

const startOf = (name: string): Start => ({
  data: join(folder, name),
  configuration: {
    models: [model.configuration, model.embedding],
    tenants: [
      {
        name: 'default',
        models: [],
        requestsPerMinute: 1_000_000_000,
        tokensPerMinute: 1_000_000_000,
      },
    ],
  },
})

describe.skipIf(process.platform !== 'linux')('a service that is killed', () => {
  let killed: Killed

  it(
    `keeps what it acknowledged over ${kills} kills, once`,
    async () => {
      const say = (text: string): void => void process.stderr.write(`${text}\n`)
      const random = randomOf('kills')
      killed = await runKills(startOf('killed'), modelName, kills, random, say)
      const { ledger, moments } = killed
      const stored = await checkStored(startOf('killed').data, ledger, modelName)
      await keepResult('kills', {
        'kills at work': moments.working,
        'kills at work, and again while it took up what was left': moments.recovering,
        'kills at work, and again before it served': moments.starting,
        'things acknowledged': ledger.acknowledged,
        'answers of a model': ledger.answered.size,
        'messages of conversations': ledger.messages.length,
        'documents deleted': ledger.goneDocuments.length,
        faults: killed.faults.length + stored.length,
      })
      expect(killed.faults).toEqual([])
      expect(stored).toEqual([])
      // A workload that did nothing would prove nothing.
      expect(killed.ledger.answered.size).toBeGreaterThan(kills)
      expect(killed.ledger.messages.length).toBeGreaterThan(0)
      expect(killed.ledger.goneDocuments.length).toBeGreaterThan(0)
    },
    othersMs + kills * msPerKill,
  )

  it(
    'would be found out by the checkers',
    async () => {
      const start = startOf('tampered')
      await cp(startOf('killed').data, start.data, { recursive: true })
      const { place } = killed
      const present = [...killed.ledger.documents.values()].flatMap(({ now }) => now?.words ?? [])
      const ledger = { ...killed.ledger, goneWords: present }
      const lost = await useInJournal(start, { ledger, place })
      await tamper(start.data)
      const service = await startService(start)
      const faults = [...(await checkRunning(service, ledger, place))]
      await service.stop()
      faults.push(...(await checkStored(start.data, ledger, modelName)))
      expect(faults).toContain(`the use ${lost} is not counted`)
      for (const fault of expectedFaults) expect(faults.join('\n')).toMatch(fault)
    },
    othersMs,
  )

  it(
    'is dead to the last child, or the kill says so; and it has one owner',
    async () => {
      const service = await startService(startOf('killed'))
      await expect(checkGone([], service.port)).rejects.toThrow(/port \d+ is still open/)
      await expectOneOwner(startOf('killed'))
      const tree = service.processes()
      const last = z.number().parse(tree.at(-1))
      process.kill(last, 'SIGSTOP')
      process.kill(service.pid, 'SIGKILL')
      await expect(checkGone(tree, service.port, 1500)).rejects.toThrow(`outlive the kill: ${last}`)
      process.kill(last, 'SIGKILL')
      await checkGone(tree, service.port)
      for (let race = 0; race < races; race += 1) await raceForOwnership(startOf('killed'))
    },
    othersMs,
  )
})

/** Of whole processes; the lock itself runs twenty in its own tests. */
const races = 3

async function expectOneOwner(start: Start): Promise<void> {
  await expect(startService(start)).rejects.toThrow(/another process owns .*stop it, or choose/)
}

async function raceForOwnership(start: Start): Promise<void> {
  const racers = [beginService(start), beginService(start)]
  const ends = await Promise.allSettled(racers.map(({ started }) => started))
  const refusals = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []))
  for (const end of ends) if (end.status === 'fulfilled') await end.value.kill()
  expect(refusals).toEqual([expect.stringMatching(/another process owns/)])
}

/** Answers once and is killed before the answer is counted in the records; gives back its number. */
async function useInJournal(
  start: Start,
  { ledger, place }: Pick<Killed, 'ledger' | 'place'>,
): Promise<number> {
  for (;;) {
    const service = await startService(start)
    const work = { service, ledger, place, random: randomOf('journal') }
    await makeKey(work)
    await askModel(work, false)
    const number = ledger.nextNumber
    await service.kill()
    const journal = await readJournal(start.data)
    // Now and then it is moved in just this moment.
    if (journal.includes(`"promptTokens":${number},`)) return number
  }
}

async function readJournal(data: string): Promise<string> {
  const files = await readdir(join(data, 'usage'))
  const texts = await Promise.all(files.map((file) => readFile(join(data, 'usage', file), 'utf8')))
  return texts.join('')
}

/** What a service that loses, doubles or forgets would leave. */
async function tamper(data: string): Promise<void> {
  await withRecords(data, async (records) => {
    for (const sql of tampering) expect(await records.execute(sql)).toBeGreaterThan(0)
  })
  const journal = join(data, 'usage')
  for (const file of await readdir(journal)) await truncate(join(journal, file), 0)
  await mkdir(join(data, 'objects', 'documents'), { recursive: true })
  await writeFile(join(data, 'objects', 'documents', 'of-nobody'), 'left behind')
}

const tampering = [
  `DELETE FROM documents WHERE id = (SELECT id FROM documents WHERE stage = 'ready' ORDER BY id LIMIT 1)`,
  `DELETE FROM messages WHERE id = (SELECT id FROM messages ORDER BY id LIMIT 1)`,
  `INSERT INTO chunks (id, document_id, tenant_id, dataset_id, revision, ordinal, titles, text, spans)
    SELECT c.id || 'x', document_id, c.tenant_id, c.dataset_id, c.revision, ordinal + 1, titles, text, spans
    FROM chunks c JOIN documents d ON d.id = c.document_id AND d.stage = 'ready'
    ORDER BY ordinal DESC, c.id DESC LIMIT 1`,
  `DELETE FROM keys WHERE name = 'of a workload' AND revoked_at IS NULL`,
  `UPDATE usage SET prompt_tokens = (SELECT max(prompt_tokens) FROM usage)
    WHERE id = (SELECT id FROM usage WHERE model = '${modelName}' ORDER BY prompt_tokens LIMIT 1)`,
]

const expectedFaults = [
  /w\d-\d\.md is lost/,
  /message .* is lost/,
  /2 chunks of .* hold/,
  /key .* is lost/,
  /the use \d+ is counted 2 times/,
  /a text that two chunks of a document hold/,
  /a chunk that is not in the graph/,
  /\d chunks, and \d are in the text index/,
  /\d chunks, and \d are in the vector index/,
  /zeph\w+ is still found after its text was deleted/,
  /a file of no document: documents\/of-nobody/,
]
