// Files of PGlite that really reach the disk when PostgreSQL asks for it.

import { NodeFS } from '@electric-sql/pglite/nodefs'
import { fsyncSync } from 'node:fs'
import { z } from 'zod'

type Init = Parameters<NodeFS['init']>
type Started = Awaited<ReturnType<NodeFS['init']>>

type StreamOperations = { fsync?: (stream: { readonly nfd: number }) => number }

/** What of the engine's files we reach for; parsed as it stands, because a copy would change nothing. */
const fileSystems = z.object({
  FS: z.object({
    filesystems: z.object({
      NODEFS: z.object({
        stream_ops: z.custom<StreamOperations>(
          (value) => typeof value === 'object' && value !== null,
        ),
      }),
    }),
  }),
})

/** PGlite's own files answer `fsync` without doing it: what was acknowledged would not survive a loss of power. */
export class DurableFiles extends NodeFS {
  override async init(...[database, options]: Init): Promise<Started> {
    const started = await super.init(database, options)
    started.emscriptenOpts.preRun?.push((module) => {
      fileSystems.parse(module).FS.filesystems.NODEFS.stream_ops.fsync = ({ nfd }) => {
        fsyncSync(nfd)
        return 0
      }
    })
    return started
  }
}
