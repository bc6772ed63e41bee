// Records, graph and queue on PostgreSQL itself, as in a cluster.

import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeTableGraph } from '../../../src/adapters/graph-tables/graph.js'
import { migrate } from '../../../src/schema/migrate.js'
import { migrations } from '../../../src/schema/migrations.js'
import { describeGraph } from '../../conformance/graph.js'
import { describeQueue } from '../../conformance/queue.js'
import { describeRecords } from '../../conformance/records.js'
import { findPostgresql, startPostgresql, type RealPostgresql } from '../../real-postgresql.js'

const programs = findPostgresql()
if (programs === undefined) process.stderr.write('no PostgreSQL here: its suites are skipped\n')

const start = (): Promise<RealPostgresql> => {
  assert(programs !== undefined)
  return startPostgresql(programs)
}

describe.skipIf(programs === undefined)('PostgreSQL', () => {
  describeRecords('PostgreSQL', start)
  describeQueue('PostgreSQL', start)
  describeGraph('tables in PostgreSQL', async () => {
    const server = await start()
    return { ...server, graph: makeTableGraph(server.records) }
  })

  describe('programs that start at once', () => {
    let server: RealPostgresql
    beforeAll(async () => {
      server = await start()
    }, 60_000)
    afterAll(() => server.close())

    it('apply each migration once', async () => {
      const more = ['one', 'two', 'three'].map((name) => ({
        name,
        statements: [`CREATE TABLE ${name} (id integer)`, `INSERT INTO ${name} VALUES (1)`],
      }))
      const starters = Array.from({ length: 5 }, () => server.connect())
      const applied = await Promise.all(
        starters.map((records) => migrate(records, [...migrations, ...more])),
      )
      expect(applied.reduce((sum, steps) => sum + steps)).toBe(3)
      const counts = z.object({ count: z.number() })
      expect(await server.records.query(counts, 'SELECT count(*) AS count FROM three')).toEqual([
        { count: 1 },
      ])
      await Promise.all(starters.map((records) => records.close()))
    })
  })
})
