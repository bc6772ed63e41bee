// Thousands of requests that nobody should send: none makes the service fail, or tell how it is built.

import { once } from 'node:events'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RuntimeError } from '../../../src/error.js'
import { foundCompany, type Company } from '../attacks/company.js'
import { modelName, startModel, type Model } from '../model.js'
import { residentMebibytes } from '../processes.js'
import { randomOf, seed } from '../random.js'
import { keepResult } from '../results.js'
import { routesOf, type Route } from '../routes.js'
import { startService, type Service } from '../service.js'
import { exchange, type Sent } from './exchange.js'
import { judge } from './judge.js'
import { requestOf } from './requests.js'

const requests = Number(process.env['LLMFLOW_FUZZED'] ?? 300)
const wholeMs = 180_000 + requests * 200
/** Of all processes together at the end, with the engines. */
const residentMebibytesMax = 2048
const atOnce = 4

let data = ''
let service: Service
let model: Model
let company: Company
let routes: readonly Route[]

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'llmflow-fuzz-'))
  model = await startModel()
  service = await startService({
    data,
    configuration: { models: [model.configuration, model.embedding] },
  })
  company = await foundCompany(service, 'fuzzed')
  routes = await routesOf(service)
}, wholeMs)

afterAll(async () => {
  await service.stop()
  await model.close()
  await rm(data, { recursive: true, force: true })
})

it(
  `answers ${requests} requests that nobody should send`,
  async () => {
    const random = randomOf('fuzz')
    const { ids, adminKey, memberKey, assistantKey } = company
    const identifiers = [...Object.values(ids), 'x', modelName, 'assistant/default']
    const keys = [adminKey, adminKey, memberKey, assistantKey]
    const faults: string[] = []
    const statuses = new Map<number, number>()
    const sendOne = async (): Promise<void> => {
      const sent = requestOf(routes, identifiers, keys, random)
      const reply = await exchange(service.port, sent)
      statuses.set(reply?.status ?? 0, (statuses.get(reply?.status ?? 0) ?? 0) + 1)
      const found = judge(reply, sent.isCut)
      if (found.length > 0) faults.push(`${found.join('; ')} <- ${shown(sent)}`)
    }
    for (let count = 0; count < requests; count += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, sendOne))
    }
    const resident = residentMebibytes(service.processes())
    await keepResult('fuzz', {
      requests,
      ...Object.fromEntries(
        [...statuses]
          .toSorted(([one], [other]) => one - other)
          .map(([status, count]) => [
            status === 0 ? 'clients that left without an answer' : `status ${status}`,
            count,
          ]),
      ),
      'MiB of all processes at the end': Math.round(resident),
      faults: faults.length,
    })
    expect(faults, `LLMFLOW_SEED=${seed}`).toEqual([])
    expect((await service.ask({ path: '/ready' })).status).toBe(200)
    expect(resident).toBeLessThan(residentMebibytesMax)
    // Had none been right, nothing behind the border would have been asked.
    expect(statuses.get(200)).toBeGreaterThan(requests / 50)
    expect(statuses.get(400)).toBeGreaterThan(requests / 50)
  },
  wholeMs,
)

const shown = ({ method, target, headers, body }: Sent): string =>
  `${method} ${target.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${body.toString('utf8', 0, 300)}`

it('would be found out if it failed, told its stack or forgot its header', async () => {
  const server = createServer((request, response) => {
    const fault = new RuntimeError('unavailable', 'a fault')
    if (request.url === '/throws') response.writeHead(500, { 'x-llmflow-overhead-ms': '0' })
    if (request.url === '/tells') response.writeHead(400, { 'x-llmflow-overhead-ms': '0' })
    response.end(request.url === '/tells' ? JSON.stringify({ error: fault.stack }) : 'sorry')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const judged = async (target: string): Promise<string> => {
    const headers = [
      ['host', 'localhost'],
      ['connection', 'close'],
    ] as const
    const sent = { method: 'GET', target, headers, body: Buffer.alloc(0), isCut: false }
    return judge(await exchange(port, sent), false).join('\n')
  }
  expect(await judged('/throws')).toMatch(/^500 /)
  expect(await judged('/tells')).toMatch(/^tells /)
  expect(await judged('/forgets')).toBe('200 without x-llmflow-overhead-ms')
  server.closeAllConnections()
  server.close()
})
