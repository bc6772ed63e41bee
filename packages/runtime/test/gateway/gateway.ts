// A gateway for tests, with everything on: one tenant with keys, and fakes that remember what they were told.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { makeMemoryLimits } from '../../src/adapters/memory/limits.js'
import { RuntimeError } from '../../src/error.js'
import { makeBackends, type Backends } from '../../src/gateway/backends/backends.js'
import type { BackendModel, RouterOptions } from '../../src/gateway/backends/router.js'
import type { Assistants } from '../../src/gateway/faces/openai/context.js'
import { openaiFace } from '../../src/gateway/faces/openai/face.js'
import { makeMetrics, type Metrics } from '../../src/gateway/metrics.js'
import { makeRefusals } from '../../src/gateway/refusals.js'
import { makeServer } from '../../src/gateway/server.js'
import { openUsageJournal, usageEntry, type UsageEntry } from '../../src/gateway/usage.js'
import type { Principal } from '../../src/identity/principal.js'
import type { Redaction } from '../../src/ports/redaction.js'
import type { Span, Traces } from '../../src/ports/traces.js'

const tenantId = '01890000-0000-7000-8000-000000000001'
const keyId = '01890000-0000-7000-8000-00000000000a'

export const principal: Principal = {
  tenantId,
  tenantName: 'default',
  keyId,
  role: 'member',
  isOperator: false,
  scopes: ['chat', 'models'],
  models: [],
  requestsPerMinute: 10_000,
  tokensPerMinute: 1_000_000,
}

export const modelAt = (address: string, rest: Partial<BackendModel> = {}): BackendModel => ({
  name: 'small',
  kind: 'chat',
  engine: 'openai-compatible',
  address,
  servedName: 'small',
  context: 8192,
  ...rest,
})

export type Gateway = {
  readonly url: string
  readonly backends: Backends
  readonly metrics: Metrics
  readonly spans: readonly Span[]
  readonly faults: readonly unknown[]
  /** What reached the records. */
  usage(): Promise<readonly UsageEntry[]>
  close(): Promise<void>
}

export type GatewayOptions = Omit<RouterOptions, 'models'> & {
  readonly models: readonly BackendModel[]
  readonly principals?: { readonly [key: string]: Principal }
  readonly redaction?: Redaction
  readonly assistants?: Assistants
  readonly keepAliveMs?: number
  readonly drainMs?: number
}

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-'))
  const kept: UsageEntry[] = []
  const spans: Span[] = []
  const faults: unknown[] = []
  const traces: Pick<Traces, 'record'> = { record: (_facts, make) => void spans.push(make()) }
  const usage = await openUsageJournal({
    directory,
    flushMs: 0,
    onFault: (error) => faults.push(error),
    records: {
      execute: (_sql, parameters) => {
        const rows = usageRows(parameters?.[0])
        kept.push(...rows)
        return Promise.resolve(rows.length)
      },
    },
  })
  const backends = makeBackends({ healthMs: 0, ...options })
  const metrics = makeMetrics()
  const onFault = (error: unknown): void => void faults.push(error)
  const server = makeServer({
    metrics,
    readiness: () => ({ isReady: true, engines: { records: { state: 'on' } } }),
    onFault,
    ...(options.drainMs === undefined ? {} : { drainMs: options.drainMs }),
  })
  await server.app.register(openaiFace, {
    authenticate: authenticateWith(options.principals ?? { 'key-1': principal }),
    table: [],
    backends,
    redaction: options.redaction ?? hidesNothing,
    assistants: options.assistants ?? noAssistants,
    limits: makeMemoryLimits(),
    usage,
    metrics,
    traces,
    refusals: makeRefusals(traces),
    onFault,
    ...(options.keepAliveMs === undefined ? {} : { keepAliveMs: options.keepAliveMs }),
  })
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    backends,
    metrics,
    spans,
    faults,
    usage: async () => {
      await usage.flush()
      return kept
    },
    close: async () => {
      await server.close()
      await usage.close()
      await backends.close()
      await rm(directory, { recursive: true })
    },
  }
}

const usageRows = (parameter: unknown): readonly UsageEntry[] => {
  const rows: unknown = typeof parameter === 'string' ? JSON.parse(parameter) : []
  return usageEntry.array().parse(rows)
}

const authenticateWith =
  (principals: { readonly [key: string]: Principal }) =>
  (request: FastifyRequest): Principal => {
    const key = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    const known = principals[key]
    if (known === undefined) throw new RuntimeError('unauthenticated', 'The key is not known.')
    return known
  }

const hidesNothing: Redaction = {
  open: () => ({
    redact: (text) => Promise.resolve(text),
    restore: (text) => text,
    restoring: () => ({ push: (piece) => piece, end: () => '' }),
    counts: {},
  }),
}

const noAssistants: Assistants = {
  list: () => Promise.resolve([]),
  answer: () => {
    throw new RuntimeError('not-found', 'There is no such assistant.')
  },
}
