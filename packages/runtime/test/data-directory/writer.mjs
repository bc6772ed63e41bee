// A process that owns a data directory and writes rows into its records, for tests that kill it.
import { startPglite } from '../../dist/adapters/pglite/start.js'
import { serve } from '../../dist/adapters/process/serve.js'
import { openDataDirectory } from '../../dist/data-directory/open.js'
import { z } from 'zod'

await serve(async () => {
  const directory = await openDataDirectory(process.argv[2] ?? '')
  const embedded = await startPglite(directory)
  const { records } = embedded
  await records.execute('CREATE TABLE IF NOT EXISTS written (n integer)')
  const numbers = z.object({ n: z.number() })
  return {
    calls: {
      pid: () => Promise.resolve(embedded.pid()),
      write: (n) => records.execute('INSERT INTO written VALUES ($1)', [Number(n)]),
      async read() {
        const rows = await records.query(numbers, 'SELECT n FROM written ORDER BY n')
        return rows.map(({ n }) => n)
      },
    },
  }
})
