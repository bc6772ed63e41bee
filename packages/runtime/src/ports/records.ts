// Port: rows that survive everything, in PostgreSQL's SQL; PGlite serves it on one machine, PostgreSQL in a cluster.

import type { z } from 'zod'

/** What a statement takes for `$1`, `$2` …; lists become arrays, plain objects become JSON. */
export type Parameter =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | null
  | readonly string[]
  | readonly number[]
  | { readonly [key: string]: unknown }

export type Session = {
  /** Runs one statement and parses every row. A row that the schema refuses is a bug of ours and throws. */
  query<Row>(
    schema: z.ZodType<Row>,
    sql: string,
    parameters?: readonly Parameter[],
  ): Promise<readonly Row[]>
  /** Runs one statement for its effect and answers with the number of rows that it touched. */
  execute(sql: string, parameters?: readonly Parameter[]): Promise<number>
}

export type Records = Session & {
  /**
   * Runs the work in one transaction: all of it is kept, or, when the work throws, nothing. Work waits for nothing but
   * the session: an embedded engine serves one transaction at a time. Work may be called again after a serialisation
   * failure, so it has no other effect.
   */
  transaction<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}
