// An index process on a folder of its own, which tests may kill and open again.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { assert } from 'vitest'
import {
  startIndexProcess,
  type IndexProcess,
} from '../../../src/adapters/lancedb/index-process.js'

export type TemporaryIndex = {
  current(): IndexProcess
  crash(): Promise<void>
  reopen(): Promise<void>
  close(): Promise<void>
}

export async function openTemporaryIndex(): Promise<TemporaryIndex> {
  const directory = await mkdtemp(join(tmpdir(), 'llmflow-index-'))
  let current = await startIndexProcess(directory)
  return {
    current: () => current,
    async crash() {
      const pid = current.pid()
      assert(pid !== undefined)
      process.kill(pid, 'SIGKILL')
      while (current.pid() === pid || current.pid() === undefined) await pause(20)
    },
    async reopen() {
      await current.close()
      current = await startIndexProcess(directory)
    },
    async close() {
      await current.close()
      await rm(directory, { recursive: true })
    },
  }
}
