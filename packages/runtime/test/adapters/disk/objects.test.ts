import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, assert, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDiskObjects } from '../../../src/adapters/disk/objects.js'
import { startChild } from '../../../src/adapters/process/child.js'
import { describeObjects, objectsChecks } from '../../conformance/objects.js'

const unfinished = '.unfinished'

const leftoversIn = async (folder: string): Promise<number> => {
  const names = await readdir(join(folder, unfinished))
  const sizes = await Promise.all(names.map((name) => stat(join(folder, unfinished, name))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

describeObjects('the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'llmflow-objects-'))
  return {
    objects: await openDiskObjects(folder),
    leftovers: () => leftoversIn(folder),
    close: () => rm(folder, { recursive: true }),
  }
})

describe('objects on the disk', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llmflow-objects-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('keep nothing of what a killed process began', async () => {
    const module = new URL('writer.mjs', import.meta.url)
    const writer = await startChild({ name: 'writer', module, arguments: [folder] })
    await vi.waitFor(async () => assert((await leftoversIn(folder)) > 5000), { timeout: 5000 })
    writer.kill()
    await writer.ended
    expect(await leftoversIn(folder)).toBeGreaterThan(5000)
    const objects = await openDiskObjects(folder)
    expect(await objects.list('')).toEqual([])
    expect(await leftoversIn(folder)).toBe(0)
  })

  it('are there for who opens the folder again', async () => {
    const first = await openDiskObjects(folder)
    await first.put('a/b', Readable.from(['kept']), 10)
    const second = await openDiskObjects(folder)
    expect(await second.list('')).toEqual(['a/b'])
  })

  it('are for the owner alone, and leave no empty folders', async () => {
    const objects = await openDiskObjects(folder)
    await objects.put('a/b/c', Readable.from(['x']), 10)
    expect((await stat(join(folder, 'a'))).mode & 0o077).toBe(0)
    expect((await stat(join(folder, 'a', 'b', 'c'))).mode & 0o077).toBe(0)
    await objects.remove('a/b/c')
    expect(await readdir(folder)).toEqual([unfinished])
  })

  it('are placed although the folder goes away with its last neighbour meanwhile', async () => {
    const objects = await openDiskObjects(folder)
    const keys = Array.from({ length: 8 }, (_, writer) => `a/b/${writer % 2}/of-${writer}`)
    await Promise.all(
      keys.map(async (key) => {
        for (let round = 0; round < 150; round += 1) {
          await objects.put(key, Readable.from(['x']), 10)
          await objects.remove(key)
        }
      }),
    )
    expect(await readdir(folder)).toEqual([unfinished])
  }, 60_000)

  it('would be caught keeping half an object', async () => {
    const check = objectsChecks['keep nothing of a stream that breaks, and what was there before']
    assert(check !== undefined)
    const objects = await openDiskObjects(folder)
    const careless: typeof objects = {
      ...objects,
      async put(key, content, sizeBytesMax) {
        try {
          return await objects.put(key, content, sizeBytesMax)
        } catch (error) {
          await objects.put(key, Readable.from(['half']), sizeBytesMax)
          throw error
        }
      },
    }
    const leftovers = (): Promise<number> => leftoversIn(folder)
    const open = { objects: careless, leftovers, close: () => Promise.resolve() }
    await expect(check(open)).rejects.toThrow('to be undefined')
  })
})
