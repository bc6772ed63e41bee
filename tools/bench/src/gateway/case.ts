// The gateway with everything on, beside a bare proxy and a peer: generated load, one core, rounds in turns.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { median } from '../measure.js'
import { root } from '../platforms.js'
import { BenchError } from './error.js'
import { latenciesOf, loadOf, type Headers, type Latency, type Throughput } from './load.js'
import { start, type Cores, type Running } from './processes.js'

export type GatewaySpeed = {
  readonly proxy: Throughput
  readonly gateway: Throughput
  /** Absent where the peer could not be installed. */
  readonly portkey?: Throughput
  readonly direct: Latency
  readonly throughProxy: Latency
  readonly through: Latency
  readonly rssBytes: number
}

export const isGatewaySpeed = (value: unknown): value is GatewaySpeed =>
  typeof value === 'object' && value !== null && 'through' in value

const rounds = 5
const load = { connections: 50, seconds: 5 }
/** Code of a server is compiled for speed while it serves: the first ten seconds after a start are half as fast. */
const warmUp = { connections: 50, seconds: 12 }

type Contender = { readonly server: Running; readonly headers: Headers }

export async function measureGateway(): Promise<GatewaySpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-bench-'))
  const running: Running[] = []
  const begin = async (started: Promise<Running>): Promise<Running> => {
    const server = await started
    running.push(server)
    return server
  }
  try {
    const model = await begin(startModel())
    const url = `http://127.0.0.1:${model.port}`
    const proxy = { server: await begin(startProxy(url)), headers: json }
    const gateway = await begin(startGateway(folder, url, 'first'))
    const ours = { server: gateway, headers: { ...json, authorization: `Bearer ${keyOf(folder)}` } }
    const contenders = [proxy, ours]
    if (hasPortkey()) contenders.push(await portkeyAt(begin, url))
    const [first, second, third] = await inTurns(contenders)
    if (first === undefined || second === undefined) throw new BenchError('nothing was measured')
    const rssBytes = gateway.rssBytes()
    // After the load: two thousand requests at their ease would measure code that is not compiled yet.
    const servers = [{ server: model, headers: json }, proxy, ours]
    const [direct, throughProxy, through] = await latenciesOf(servers, 3000)
    if (direct === undefined || throughProxy === undefined || through === undefined)
      throw new BenchError('nothing was measured')
    return {
      proxy: first,
      gateway: second,
      ...(third === undefined ? {} : { portkey: third }),
      direct,
      throughProxy,
      through,
      rssBytes,
    }
  } finally {
    for (const server of running.toReversed()) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const json: Headers = { 'content-type': 'application/json' }

/** One after the other, again and again: a machine that others use is as slow for each of them. */
async function inTurns(contenders: readonly Contender[]): Promise<readonly Throughput[]> {
  for (const { server, headers } of contenders) await loadOf(server, headers, warmUp)
  const measured = contenders.map((): Throughput[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { server, headers }] of contenders.entries()) {
      measured[index]?.push(await loadOf(server, headers, load))
    }
  }
  return measured.map((all) => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    cpuMicroseconds: median(all.map(({ cpuMicroseconds }) => cpuMicroseconds)),
  }))
}

const standIn = fileURLToPath(new URL('stand-in.js', import.meta.url))

async function startModel(): Promise<Running> {
  const port = await freePort()
  return start({ args: [standIn, '--port', `${port}`], port, cores: 'others', path: '/' })
}

async function startProxy(to: string): Promise<Running> {
  const port = await freePort()
  const args = [standIn, '--port', `${port}`, '--to', to]
  return start({ args, port, cores: 'first', path: '/' })
}

/** Keys, limits, redaction, usage and traces are on, as they always are; the limits are beyond any load. */
export async function startGateway(folder: string, model: string, cores: Cores): Promise<Running> {
  const port = await freePort()
  const file = join(folder, 'service.json')
  writeFileSync(file, JSON.stringify(serviceFor(model)))
  return start({
    // As the CLI starts it.
    args: [
      '--no-allocation-site-pretenuring',
      '--heap-growing-percent=100',
      join(root, 'packages/runtime/dist/main.js'),
    ],
    port,
    cores,
    path: '/ready',
    environment: {
      LLMFLOW_SERVICE_FILE: file,
      LLMFLOW_DATA_DIRECTORY: join(folder, 'data'),
      LLMFLOW_PORT: `${port}`,
      LLMFLOW_LOG_LEVEL: 'error',
    },
  })
}

const embedded = (engine: string) => ({ engine, address: '' })

const serviceFor = (address: string) => ({
  apiVersion: 'llmflow.io/v1',
  kind: 'Service',
  platform: 'bench',
  release: '',
  publicUrl: '',
  models: [
    {
      name: 'small',
      kind: 'chat',
      engine: 'openai-compatible',
      address,
      servedName: 'small',
      context: 8192,
    },
  ],
  parser: embedded('embedded'),
  vectorIndex: embedded('lancedb'),
  textIndex: embedded('lancedb'),
  graph: embedded('pglite'),
  records: embedded('pglite'),
  objects: embedded('disk'),
  limits: embedded('memory'),
  identity: embedded('local'),
  redaction: embedded('built-in'),
  traces: embedded('records'),
  chunking: { strategy: 'by_title', charactersMax: 1500, newAfterCharacters: 1000 },
  tenants: ['default', 'other'].map((name) => ({
    name,
    models: [],
    requestsPerMinute: 100_000_000,
    tokensPerMinute: 1_000_000_000,
  })),
})

export function keyOf(folder: string, ...options: readonly string[]): string {
  const cli = join(root, 'packages/cli/bin/llmflow.js')
  const args = [cli, 'key', 'create', '--data', join(folder, 'data'), ...options]
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const key = stdout.split('\n')[0]?.trim()
  if (key === undefined || key === '') throw new BenchError('no key was made')
  return key
}

const portkeyVersion = '1.15.2'
const portkeyFolder = join(root, 'build', 'bench-portkey')
const portkeyServer = join(portkeyFolder, 'node_modules/@portkey-ai/gateway/build/start-server.js')

/** The peer is installed for the bench alone, and only where a registry is in reach. */
function hasPortkey(): boolean {
  if (existsSync(portkeyServer)) return true
  mkdirSync(portkeyFolder, { recursive: true })
  writeFileSync(join(portkeyFolder, 'package.json'), '{ "private": true }\n')
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', portkeyFolder]
  spawnSync('npm', [...args, `@portkey-ai/gateway@${portkeyVersion}`], { stdio: 'ignore' })
  return existsSync(portkeyServer)
}

async function portkeyAt(
  begin: (started: Promise<Running>) => Promise<Running>,
  model: string,
): Promise<Contender> {
  const port = await freePort()
  const args = [portkeyServer, `--port=${port}`, '--headless']
  const server = await begin(start({ args, port, cores: 'first', path: '/' }))
  return {
    server,
    headers: {
      ...json,
      authorization: 'Bearer none',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `${model}/v1`,
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      )
    })
  })
}
