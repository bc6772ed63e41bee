// What a store of objects has to do, whichever engine serves it; each check is a function, so that a broken one can be held against it.

import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { makeId } from '../../src/identifier.js'
import type { Objects } from '../../src/ports/objects.js'

type OpenObjects = {
  readonly objects: Objects
  /** Bytes that are kept in places where no object is. */
  readonly leftovers: () => Promise<number>
  readonly close: () => Promise<void>
}

type Check = (open: OpenObjects) => Promise<void>

const megabyte = 1024 * 1024

async function read(objects: Objects, key: string): Promise<Buffer | undefined> {
  const stream = await objects.get(key)
  return stream === undefined ? undefined : buffer(stream)
}

const put = (objects: Objects, key: string, text: string): Promise<unknown> =>
  objects.put(key, Readable.from([Buffer.from(text)]), megabyte)

const codeOf = (error: unknown): unknown => (error instanceof RuntimeError ? error.code : error)

/** What a socket says whose other end went away. */
const gone = (): Error => new DOMException('the client went away', 'AbortError')

/** So much, and then it breaks. */
async function* breaking(sizeBytes: number): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.alloc(sizeBytes))
  throw gone()
}

export const objectsChecks: { readonly [behaviour: string]: Check } = {
  'give back what was put in, and say what it was': async ({ objects }) => {
    const key = `${makeId()}/a.b_c-d`
    const content = randomBytes(3 * megabyte)
    const pieces = [0, 1, 2].map((n) => content.subarray(n * megabyte, (n + 1) * megabyte))
    const stored = await objects.put(key, Readable.from(pieces), 10 * megabyte)
    expect(stored).toEqual({
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    assert(content.equals((await read(objects, key)) ?? Buffer.alloc(0)))
  },
  'keep an empty object': async ({ objects }) => {
    const key = makeId()
    const stored = await objects.put(key, Readable.from([]), 0)
    expect(stored.sizeBytes).toBe(0)
    expect(await read(objects, key)).toEqual(Buffer.alloc(0))
  },
  'have nothing under a key that was never put': async ({ objects }) => {
    expect(await objects.get(`${makeId()}/nothing`)).toBeUndefined()
  },
  'forget what is removed, also when it is not there': async ({ objects }) => {
    const key = `${makeId()}/one`
    await put(objects, key, 'one')
    await objects.remove(key)
    await objects.remove(key)
    expect(await objects.get(key)).toBeUndefined()
    expect(await objects.list(key)).toEqual([])
  },
  'replace an object in one step': async ({ objects }) => {
    const key = makeId()
    const texts = ['first'.repeat(50_000), 'second'.repeat(50_000)]
    await put(objects, key, texts[0] ?? '')
    const writing = { isDone: false }
    const writes = (async () => {
      for (let round = 0; round < 20; round += 1) await put(objects, key, texts[round % 2] ?? '')
      writing.isDone = true
    })()
    while (!writing.isDone) expect(texts).toContain((await read(objects, key))?.toString())
    await writes
  },
  'list keys by what they begin with, in order': async ({ objects }) => {
    const folder = makeId()
    const keys = ['a/2', 'a/10', 'ab', 'a-/1', 'b/c/d'].map((key) => `${folder}/${key}`)
    for (const key of keys) await put(objects, key, key)
    const under = async (prefix: string): Promise<readonly string[]> =>
      (await objects.list(folder + prefix)).map((key) => key.slice(folder.length))
    expect(await under('/')).toEqual(['/a-/1', '/a/10', '/a/2', '/ab', '/b/c/d'])
    expect(await under('/a')).toEqual(['/a-/1', '/a/10', '/a/2', '/ab'])
    expect(await under('/a/')).toEqual(['/a/10', '/a/2'])
    expect(await under('/b/c/d')).toEqual(['/b/c/d'])
    expect(await under('/nothing')).toEqual([])
    expect(await under('/no/such/folder')).toEqual([])
  },
  'refuse keys that climb, hide or are none': async ({ objects }) => {
    const refused = 'invalid-request'
    const wrong = [
      '',
      '.',
      '..',
      '../up',
      'a/../../up',
      '/etc/passwd',
      'a//b',
      'a/',
      '.hidden',
      'a/.hidden',
      'A',
      'a b',
      'a\\b',
      'a\u0000',
      'ä',
      `a${'b'.repeat(1000)}`,
    ]
    for (const key of wrong) {
      const acts = [put(objects, key, 'x'), objects.get(key), objects.remove(key)]
      const codes = acts.map((act) => act.then(() => 'kept', codeOf))
      expect([key, ...(await Promise.all(codes))]).toEqual([key, refused, refused, refused])
    }
    await expect(objects.list('../')).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(objects.list('a/../../')).rejects.toMatchObject({ code: 'invalid-request' })
  },
  'keep nothing of a stream that breaks, and what was there before': async (open) => {
    const { objects, leftovers } = open
    const [fresh, old] = [makeId(), makeId()]
    await put(objects, old, 'old')
    for (const key of [fresh, old]) {
      const broken = objects.put(key, Readable.from(breaking(100_000)), megabyte)
      await expect(broken).rejects.toMatchObject({ code: 'cancelled' })
    }
    expect(await objects.get(fresh)).toBeUndefined()
    expect((await read(objects, old))?.toString()).toBe('old')
    expect(await leftovers()).toBe(0)
  },
  'survive a stream that breaks before it is read': async ({ objects, leftovers }) => {
    const stream = new Readable({ read: () => undefined })
    const put = objects.put(makeId(), stream, megabyte)
    stream.destroy(gone())
    await expect(put).rejects.toMatchObject({ code: 'cancelled' })
    expect(await leftovers()).toBe(0)
  },
  'keep nothing of more than they may': async ({ objects, leftovers }) => {
    const key = makeId()
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(10_000)
      })(),
    )
    const put = objects.put(key, endless, 95_000)
    await expect(put).rejects.toMatchObject({ code: 'too-large', detail: { sizeBytesMax: 95_000 } })
    assert(endless.destroyed)
    expect(await objects.get(key)).toBeUndefined()
    expect(await leftovers()).toBe(0)
  },
  'take an object of exactly what they may': async ({ objects }) => {
    const stored = await objects.put(makeId(), Readable.from([Buffer.alloc(1000)]), 1000)
    expect(stored.sizeBytes).toBe(1000)
  },
  'serve many writers at once, in one folder that comes and goes': async ({ objects }) => {
    const folder = makeId()
    const rounds = Array.from({ length: 30 }, async (_, n) => {
      const key = `${folder}/${n}`
      await put(objects, key, key)
      expect((await read(objects, key))?.toString()).toBe(key)
      if (n % 3 !== 0) await objects.remove(key)
    })
    await Promise.all(rounds)
    expect(await objects.list(`${folder}/`)).toHaveLength(10)
  },
  'go on reading what is removed meanwhile': async ({ objects }) => {
    const key = makeId()
    await put(objects, key, 'long'.repeat(100_000))
    const stream = await objects.get(key)
    assert(stream !== undefined)
    await objects.remove(key)
    expect((await buffer(stream)).length).toBe(400_000)
  },
}

export function describeObjects(name: string, make: () => Promise<OpenObjects>): void {
  describe(`${name} as a store of objects`, () => {
    let open: OpenObjects
    beforeAll(async () => {
      open = await make()
    })
    afterAll(() => open.close())

    it.each(Object.entries(objectsChecks))(
      '%s',
      (_, assertBehaviour) => assertBehaviour(open),
      20_000,
    )
  })
}
