// Kills servers of a MinIO that was started from the rendered files.

import { assert, expect } from 'vitest'
import { loseServers, startMinio } from '../src/drills/minio.js'
import { synchronous } from '../src/drill-site.js'
import { minioProgram } from '../src/means.js'
import { describeSite, it } from './sites.js'

const program = minioProgram()

describeSite(
  'MinIO on machines',
  synchronous,
  async ({ site }) => {
    if (program !== undefined) await startMinio(site, program)
  },
  (drilled) => {
    it.skipIf(program === undefined)(
      'reads and writes without one machine of three, and not without two',
      async () => {
        const [one, two] = await loseServers(drilled().site)
        assert(one !== undefined && two !== undefined)
        expect(one).toEqual({ reads: true, writes: true })
        expect(two).toEqual({ reads: false, writes: false })
      },
      240_000,
    )
  },
)
