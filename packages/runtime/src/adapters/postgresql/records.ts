// Records in PostgreSQL, or in whatever speaks its protocol.

import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { RuntimeError } from '../../error.js'
import { makeId } from '../../identifier.js'
import type { Parameter, Records, Session } from '../../ports/records.js'
import { isSerializationFailure, mapError } from './errors.js'
import { encode, types } from './values.js'

type ConnectOptions = {
  /** A name, an address, or the folder of a unix socket. */
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password?: string
  readonly isEncrypted?: boolean
  readonly connectionsMax: number
  /** What a database administrator sees in `pg_stat_activity`. */
  readonly applicationName?: string
  /** Of one statement. */
  readonly timeoutMs?: number
  /** Statements and transactions that may wait for a connection; more are refused as `overloaded`. */
  readonly waitingMax?: number
  /** Called when a statement came back neither in time nor after being cancelled. */
  readonly onStuck?: () => void
  /** Statements that come again are kept parsed and planned; not every pooler in between knows of that. */
  readonly keepsStatements?: boolean
}

/** How often work is done again after a serialisation failure or a deadlock. */
const attemptsMax = 6

/** How much longer than the server we wait: usually it is the server that ends a statement. */
const graceMs = 500

/** Connects when it is first asked; `unavailable` until the server can be reached, and again after it was lost. */
export function connectRecords(options: ConnectOptions): Records {
  const pool = makePool(options)
  const { waitingMax = 1000, onStuck, keepsStatements = false } = options
  const nameOf = keepsStatements ? nameStatements() : () => undefined

  async function withClient<Result>(use: (client: pg.PoolClient) => Promise<Result>) {
    if (pool.waitingCount >= waitingMax) {
      throw new RuntimeError('overloaded', 'too many wait for the records', { isRetryable: true })
    }
    const client = await pool.connect()
    let failure: unknown
    // A connection that is lost between two statements says so here; the next statement fails then.
    const note = (error: Error): void => void (failure = error)
    client.on('error', note)
    try {
      return await use(client)
    } catch (error) {
      if (isStuck(error)) onStuck?.()
      if (breaksConnection(error)) failure = error
      throw error
    } finally {
      client.off('error', note)
      client.release(failure !== undefined)
    }
  }

  const once = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> =>
    repeated(() => withClient((client) => use(sessionOf(client, nameOf))))

  return {
    query: (schema, sql, parameters) => once((session) => session.query(schema, sql, parameters)),
    execute: (sql, parameters) => once((session) => session.execute(sql, parameters)),
    transaction: (work) =>
      repeated(() => withClient((client) => inTransaction(client, nameOf, work))),
    async close() {
      await pool.end()
    },
  }
}

function makePool(options: ConnectOptions): pg.Pool {
  const { timeoutMs = 30_000 } = options
  const pool = new pg.Pool({
    host: options.host,
    port: options.port,
    database: options.database,
    user: options.user,
    password: options.password,
    ssl: options.isEncrypted === true,
    max: options.connectionsMax,
    application_name: options.applicationName ?? 'llmflow',
    connectionTimeoutMillis: timeoutMs,
    // Not as a parameter of its own: a pooler refuses whoever sends one that it does not know.
    options: `-c statement_timeout=${timeoutMs}`,
    query_timeout: timeoutMs + graceMs,
    idleTimeoutMillis: 0,
    keepAlive: true,
    types,
  })
  // An idle connection that is lost is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pool
}

/** The name under which a connection keeps a statement; none for one that it runs for the first time. */
type NameOf = (client: pg.PoolClient, sql: string) => string | undefined

/** More than the runtime has, so that texts that are made anew each time can't fill the engine. */
const statementsKeptMax = 300

/**
 * Parsing and planning took a fifth of a search in the graph. An embedded engine is one session that outlives its
 * connections, so a name is never used for a second one.
 */
function nameStatements(): NameOf {
  const known = new WeakMap<pg.PoolClient, Map<string, string | undefined>>()
  return (client, sql) => {
    const names = known.get(client) ?? new Map<string, string | undefined>()
    known.set(client, names)
    if (!names.has(sql)) {
      if (names.size < statementsKeptMax) names.set(sql, undefined)
      return undefined
    }
    const name = names.get(sql) ?? makeId()
    names.set(sql, name)
    return name
  }
}

function sessionOf(client: pg.PoolClient, nameOf: NameOf): Session {
  const run = (
    text: string,
    parameters: readonly Parameter[],
  ): Promise<pg.QueryResult<unknown[]>> => {
    const name = nameOf(client, text)
    const values = parameters.map(encode)
    return client.query(name === undefined ? { text, values } : { name, text, values })
  }
  return {
    async query(schema, sql, parameters = []) {
      const { rows } = await run(sql, parameters)
      return z.array(schema).parse(rows)
    },
    async execute(sql, parameters = []) {
      const { rowCount } = await run(sql, parameters)
      return rowCount ?? 0
    },
  }
}

async function inTransaction<Result>(
  client: pg.PoolClient,
  nameOf: NameOf,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN')
  try {
    const result = await work(sessionOf(client, nameOf))
    await client.query('COMMIT')
    return result
  } catch (error) {
    if (!breaksConnection(error)) await client.query('ROLLBACK')
    throw error
  }
}

/** Does it again, a little later each time, while the database says that nothing was done. */
async function repeated<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      if (!isSerializationFailure(error) || attempt >= attemptsMax) throw mapError(error)
      await pause(Math.random() * 10 * 2 ** attempt)
    }
  }
}

const isStuck = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout'

/** After it nobody knows what the connection still carries, so that it is not used again. */
function breaksConnection(error: unknown): boolean {
  if (isStuck(error)) return true
  const mapped = mapError(error)
  return mapped instanceof RuntimeError && mapped.code === 'unavailable'
}
