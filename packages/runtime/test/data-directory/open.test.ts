import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, assert, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startChild, type Child } from '../../src/adapters/process/child.js'
import { openDataDirectory } from '../../src/data-directory/open.js'
import { findSocketFolder } from '../../src/data-directory/sockets.js'

let parent: string
let path: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'llmflow-data-'))
  path = join(parent, 'data')
})
afterEach(() => rm(parent, { recursive: true, force: true }))

const modeOf = async (folder: string): Promise<number> => (await stat(folder)).mode & 0o777

const code = 'data-directory'

describe('a data directory', () => {
  it('is made with folders for the owner alone', async () => {
    const directory = await openDataDirectory(path)
    const { index, objects, models, sockets } = directory
    for (const folder of [path, index, objects, models, sockets]) {
      expect({ folder, mode: await modeOf(folder) }).toEqual({ folder, mode: 0o700 })
    }
    await directory.close()
  })

  it('is taken back after it was closed, and keeps what is in it', async () => {
    const first = await openDataDirectory(path)
    await writeFile(join(first.objects, 'kept'), 'kept')
    await first.close()
    const second = await openDataDirectory(path)
    expect(await readFile(join(second.objects, 'kept'), 'utf8')).toBe('kept')
    await second.close()
  })

  it('is the same one for good, also where an early version did not say which', async () => {
    const first = await openDataDirectory(path)
    await first.markMigrated()
    await first.close()
    const moved = join(parent, 'moved')
    await rename(path, moved)
    const second = await openDataDirectory(moved)
    expect(second.id).toBe(first.id)
    await second.close()
    const file = join(moved, 'format.json')
    const { id: _id, ...early } = z.looseObject({}).parse(JSON.parse(await readFile(file, 'utf8')))
    await writeFile(file, JSON.stringify(early))
    const third = await openDataDirectory(moved)
    expect(third.id).not.toBe(first.id)
    await third.close()
    const fourth = await openDataDirectory(moved)
    expect(fourth.id).toBe(third.id)
    await fourth.close()
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...early, id: third.id })
  })

  it('is taken when models were pulled into it before it was ever used', async () => {
    await mkdir(join(path, 'models', 'tiny'), { recursive: true })
    const directory = await openDataDirectory(path)
    expect(await readdir(directory.models)).toEqual(['tiny'])
    await directory.close()
  })

  it('is not taken when it is a folder of something else', async () => {
    await mkdir(path)
    await writeFile(join(path, 'thesis.txt'), 'words')
    await expect(openDataDirectory(path)).rejects.toMatchObject({
      code,
      detail: { fault: 'foreign-files' },
    })
    expect(await readdir(path)).toEqual(['thesis.txt'])
  })

  it('is made with the folders above it, and refused where nobody can make one', async () => {
    const deep = await openDataDirectory(join(path, 'of', 'mine'))
    await deep.close()
    await writeFile(join(parent, 'file'), 'words')
    for (const place of [join(parent, 'file'), join(parent, 'file', 'below'), '/proc/nope/below']) {
      const refused = openDataDirectory(place)
      await expect(refused).rejects.toMatchObject({
        code,
        detail: { fault: 'not-writable' },
      })
    }
    expect(await readFile(join(parent, 'file'), 'utf8')).toBe('words')
  })

  it('is refused, and left as it is, when a newer version wrote it', async () => {
    const newer = await openDataDirectory(path, { step: 7 })
    await newer.markMigrated()
    await newer.close()
    const before = await readFile(join(path, 'format.json'), 'utf8')
    await expect(openDataDirectory(path, { step: 6 })).rejects.toThrow('newer LLMFlow')
    expect(await readFile(join(path, 'format.json'), 'utf8')).toBe(before)
    const again = await openDataDirectory(path, { step: 7 })
    await again.close()
  })

  it('is refused when it cannot say what it is', async () => {
    const directory = await openDataDirectory(path)
    await directory.close()
    await writeFile(join(path, 'format.json'), '{"layout": "one"')
    await expect(openDataDirectory(path)).rejects.toThrow('damaged')
  })

  it('has its records copied aside before they change, and keeps the last two copies', async () => {
    for (const step of [1, 2, 3, 4]) {
      const directory = await openDataDirectory(path, { step })
      await mkdir(directory.records, { recursive: true })
      await writeFile(join(directory.records, 'rows'), `of step ${step}`)
      await directory.markMigrated()
      await directory.close()
    }
    const backups = join(path, 'backups')
    const copies = (await readdir(backups)).toSorted()
    expect(copies.map((name) => name.replace(/^.*-step-/, ''))).toEqual(['2', '3'])
    expect(await readFile(join(backups, copies[1] ?? '', 'rows'), 'utf8')).toBe('of step 3')
  })

  it('makes no copy when nothing will change', async () => {
    for (const step of [1, 1]) {
      const directory = await openDataDirectory(path, { step })
      await mkdir(directory.records, { recursive: true })
      await directory.markMigrated()
      await directory.close()
    }
    expect(existsSync(join(path, 'backups'))).toBe(false)
  })

  it('has a folder for sockets in which one can be made, however long its path is', async () => {
    const long = join(path, 'a'.repeat(100), 'b'.repeat(100))
    const directory = await openDataDirectory(long)
    const server = createServer()
    await once(server.listen(join(directory.sockets, 's'.repeat(22))), 'listening')
    expect(await findSocketFolder(long)).toBe(directory.sockets)
    expect(await modeOf(directory.sockets)).toBe(0o700)
    server.close()
    await directory.close()
    expect(existsSync(directory.sockets)).toBe(false)
    expect(await findSocketFolder(long)).toBeUndefined()
  })
})

describe('owners of a data directory', () => {
  const racers = new Set<Child>()
  const start = async (environment = {}): Promise<Child> => {
    const module = new URL('owner.mjs', import.meta.url)
    const racer = await startChild({ name: 'racer', module, environment })
    racers.add(racer)
    return racer
  }
  afterEach(async () => {
    for (const racer of racers) racer.kill()
    await Promise.all([...racers].map(({ ended }) => ended))
    racers.clear()
  })

  /** Whether it got it. */
  const take = (racer: Child, directory: string): Promise<boolean> =>
    racer.call(z.literal(true), 'open', directory).catch((error: unknown) => {
      expect(error).toMatchObject({ code })
      expect(String(error)).toContain('another process owns')
      return false
    })

  /** Each takes it at the same time; half of the winners leave, and half are killed and replaced. */
  async function race(times: number, environment = {}): Promise<number> {
    let wins = 0
    const field = await Promise.all([1, 2, 3].map(() => start(environment)))
    for (let turn = 0; turn < times; turn += 1) {
      const answers = await Promise.all(field.map((racer) => take(racer, path)))
      expect(answers.filter(Boolean)).toEqual([true])
      wins += 1
      const index = answers.indexOf(true)
      const winner = field[index]
      assert(winner !== undefined)
      if (turn % 2 === 0) {
        await winner.call(z.undefined(), 'close', undefined)
        continue
      }
      winner.kill()
      await winner.ended
      field[index] = await start(environment)
    }
    return wins
  }

  it('are one at a time, in twenty races', async () => {
    expect(await race(20)).toBe(20)
  }, 60_000)

  it('are one at a time where the system has no `flock`', async () => {
    expect(await race(4, { PATH: '' })).toBe(4)
  }, 30_000)

  it('are as many as there are directories', async () => {
    const field = await Promise.all([start(), start()])
    const answers = await Promise.all(field.map((racer, each) => take(racer, `${path}-${each}`)))
    expect(answers).toEqual([true, true])
  })

  it('may not be two in one process either', async () => {
    const directory = await openDataDirectory(path)
    await expect(openDataDirectory(path)).rejects.toThrow('another process owns')
    await directory.close()
  })
})
