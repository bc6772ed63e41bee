// Generated load: many connections at once for throughput, and one request after the other for what a gateway adds.
import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

import { BenchError } from './error.js'
import { onOtherCores, type Running } from './processes.js'

export type Headers = { readonly [name: string]: string }

export type Throughput = { readonly perSecond: number; readonly cpuMicroseconds: number }

const path = '/v1/chat/completions'

const question = JSON.stringify({
  model: 'small',
  messages: [
    { role: 'system', content: 'You answer questions of employees in one sentence.' },
    { role: 'user', content: 'How many days of leave does a new employee have in the first year?' },
  ],
  temperature: 0.2,
})

const autocannon = createRequire(import.meta.url).resolve('autocannon')

/** Requests per second over `connections`, and the processor time of the server per request. */
export async function loadOf(
  server: Running,
  headers: Headers,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Throughput> {
  const [command = '', ...args] = onOtherCores([
    autocannon,
    '--json',
    `--connections=${connections}`,
    `--duration=${seconds}`,
    '--method=POST',
    `--body=${question}`,
    ...Object.entries(headers).flatMap(([name, value]) => ['--headers', `${name}=${value}`]),
    `http://127.0.0.1:${server.port}${path}`,
  ])
  const before = server.cpuMs()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const result: unknown = JSON.parse(await text(child.stdout))
  const cpuMs = server.cpuMs() - before
  const good = numberIn(result, '2xx')
  const bad = numberIn(result, 'non2xx') + numberIn(result, 'errors')
  if (bad > good / 100) throw new BenchError(`port ${server.port}: ${bad} of ${good + bad} failed`)
  return { perSecond: good / seconds, cpuMicroseconds: (cpuMs * 1000) / Math.max(1, good) }
}

function numberIn(value: unknown, name: string): number {
  if (typeof value !== 'object' || value === null) return 0
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof found === 'number' ? found : 0
}

export type Latency = { readonly p50Ms: number; readonly p99Ms: number }

/** Asks the servers in turns, some hundred times a second, so that all of them meet the same machine. */
export async function latenciesOf(
  servers: readonly { readonly server: Running; readonly headers: Headers }[],
  rounds: number,
): Promise<readonly Latency[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const taken = servers.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { server, headers }] of servers.entries()) {
      taken[index]?.push(await timeOf(agent, server.port, headers))
    }
    await sleep(2)
  }
  agent.destroy()
  return taken.map((all) => {
    const sorted = all.slice(Math.floor(all.length / 10)).toSorted((left, right) => left - right)
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
    return { p50Ms: at(0.5), p99Ms: at(0.99) }
  })
}

function timeOf(agent: Agent, port: number, headers: Headers): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const options = { agent, port, host: '127.0.0.1', path, method: 'POST', headers }
    const sent = request(options, (response) => {
      response.resume()
      response.once('end', () => resolve(performance.now() - started))
    })
    sent.once('error', reject)
    sent.end(question)
  })
}
