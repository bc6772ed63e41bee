import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { startChild, type Child } from '../../src/adapters/process/child.js'

let folder: string
let owner: Child | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmflow-kill-'))
})
afterAll(async () => {
  await owner?.close()
  await rm(folder, { recursive: true })
})

const start = (): Promise<Child> =>
  startChild({
    name: 'writer',
    module: new URL('writer.mjs', import.meta.url),
    arguments: [join(folder, 'data')],
    startWithinMs: 120_000,
  })

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('an owner that is killed', () => {
  it('leaves to the next one at once, with every row that was acknowledged', async () => {
    const written: number[] = []
    owner = await start()
    for (let kills = 0; kills < 2; kills += 1) {
      const engine = await owner.call(z.number(), 'pid', undefined)
      for (let n = 0; n < 20; n += 1) {
        const next = written.length
        await owner.call(z.literal(1), 'write', next)
        written.push(next)
      }
      owner.kill()
      owner = await start()
      expect(await owner.call(z.array(z.number()), 'read', undefined)).toEqual(written)
      await vi.waitFor(() => expect(isRunning(engine)).toBe(false), { timeout: 10_000 })
    }
  }, 180_000)
})
