// What every parser has to do with files that go wrong; each check is a function, so that a deaf parser can be held against it.

import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import type { ParseFailure, Parser } from '../../src/ports/parser.js'
import { writePdf, type Page } from '../parser/pdf-writer.js'
import { elementsOf, makeFolder, readAll, type Folder } from '../parser/reading.js'
import { writeZip } from '../parser/zip-writer.js'

type OpenParser = {
  readonly parser: Parser
  /** Ends whatever reads a file now, without warning. */
  readonly crash: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Limits that the suite sets low, so that it meets them soon; a parser in another process sets its own. */
type ParserLimits = {
  readonly memoryMebibytesMax?: number
  readonly sizeBytesMax?: number
  readonly stepWithinMs?: number
}

type Check = (open: OpenParser, folder: Folder) => Promise<void>

const page: Page = { texts: [{ x: 50, y: 100, text: 'Vacation is granted in spring.' }] }
const pdf = writePdf([page])
const manyPages = (count: number): Buffer => writePdf(Array.from({ length: count }, () => page))

const png = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')

const encryption =
  '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <0000000000000000000000000000000000000000000000000000000000000000> /U <1111111111111111111111111111111111111111111111111111111111111111> >> /ID [<00> <00>]'

/** As Office writes it: an old container with an encrypted package in it. */
const encryptedOffice = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  Buffer.alloc(1024),
  Buffer.from('EncryptedPackage', 'utf16le'),
  Buffer.alloc(1024),
])

async function readsWell(parser: Parser, folder: Folder): Promise<void> {
  const elements = elementsOf(await readAll(parser, await folder.write('good.pdf', pdf)))
  expect(elements.map(({ text }) => text)).toEqual(['Vacation is granted in spring.'])
}

async function failsWith(failure: ParseFailure, reading: Promise<unknown>): Promise<void> {
  const error = await reading.then(
    () => undefined,
    (error: unknown) => error,
  )
  assert(error instanceof RuntimeError, 'a file that must fail was read')
  expect(error.code).toBe('unreadable-document')
  expect(error.detail).toEqual({ failure })
  // Words for a person: no place in our code, no name of a library.
  expect(error.message).not.toMatch(/node_modules|\.[jt]s\b|\bat \w+ \(/)
}

/** The file fails alone: the next one is read. */
const failing =
  (failure: ParseFailure, name: string, bytes: () => Uint8Array | string): Check =>
  async ({ parser }, folder) => {
    await failsWith(failure, readAll(parser, await folder.write(name, bytes())))
    await readsWell(parser, folder)
  }

const damaged = (): Buffer => {
  const bytes = writeZip({
    'word/document.xml': '<w:document/>',
    '[Content_Types].xml': '<Types/>',
  })
  return bytes.subarray(0, bytes.length - 30)
}

const bomb = (): Buffer =>
  writeZip({
    'word/document.xml': Buffer.concat([Buffer.from('<a>'), Buffer.alloc(96 << 20, 'a')]),
  })

export const parserChecks: { readonly [name: string]: Check } = {
  'reads a file': ({ parser }, folder) => readsWell(parser, folder),

  'fails alone on an empty file': failing('empty', 'empty.pdf', () => ''),
  'fails alone on a file without text': failing('empty', 'blank.txt', () => ' \n\n '),
  'fails alone on what is no PDF behind its first bytes': failing(
    'broken',
    'broken.pdf',
    () => `%PDF-1.7\n${'x'.repeat(5000)}`,
  ),
  'fails alone on an archive that was cut off': failing('broken', 'cut.docx', damaged),
  'fails alone on a PDF with a password': failing('encrypted', 'secret.pdf', () =>
    Buffer.from(
      pdf.toString('latin1').replace('trailer\n<<', `trailer\n<< ${encryption}`),
      'latin1',
    ),
  ),
  'fails alone on an Office file with a password': failing(
    'encrypted',
    'secret.docx',
    () => encryptedOffice,
  ),
  'fails alone on a program': failing('unsupported', 'program.pdf', () =>
    Buffer.concat([Buffer.from('\u007fELF', 'latin1'), Buffer.alloc(4096, 1)]),
  ),
  'fails alone on an archive of other things': failing('unsupported', 'photos.zip', () =>
    writeZip({ 'photo.txt': 'a photo' }),
  ),
  'fails alone on an archive that unpacks to a thousand times its size': failing(
    'too-large',
    'bomb.docx',
    bomb,
  ),
  'fails alone on a page without end to its nesting': failing(
    'broken',
    'deep.html',
    () => `<html>${'<div>'.repeat(200_000)}deep`,
  ),

  'reads a line of a hundred megabytes': async ({ parser }, folder) => {
    const path = await folder.write('line.txt', Buffer.alloc(100 << 20, '긴 줄 '))
    let length = 0
    for (const { text } of elementsOf(await readAll(parser, path))) {
      expect(text.length).toBeLessThanOrEqual(20_000)
      length += text.replaceAll(' ', '').length
    }
    expect(length).toBeGreaterThan(20_000_000)
  },

  'trusts bytes more than the name': async ({ parser }, folder) => {
    const path = await folder.write('report.docx', pdf)
    expect(elementsOf(await readAll(parser, path))).toHaveLength(1)
  },

  'stops in the middle of a file when it is told to': async ({ parser }, folder) => {
    const path = await folder.write('long.pdf', manyPages(300))
    const abort = new AbortController()
    let seen = 0
    const reading = (async () => {
      const request = { path, name: path, mediaType: 'application/pdf' }
      for await (const pages of parser.parse(request, abort.signal)) {
        seen = pages.progress.done
        if (seen === 3) abort.abort()
      }
    })()
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toBeLessThan(300)
    await readsWell(parser, folder)
  },

  'lets a reader leave': async ({ parser }, folder) => {
    const path = await folder.write('long.pdf', manyPages(300))
    const request = { path, name: path, mediaType: 'application/pdf' }
    let seen = 0
    for await (const pages of parser.parse(request, new AbortController().signal)) {
      seen = pages.progress.done
      break
    }
    expect(seen).toBe(1)
    await readsWell(parser, folder)
  },

  'goes on after what reads was killed': async ({ parser, crash }, folder) => {
    const path = await folder.write('long.pdf', manyPages(300))
    const request = { path, name: path, mediaType: 'application/pdf' }
    const reading = (async () => {
      for await (const pages of parser.parse(request, new AbortController().signal)) {
        if (pages.progress.done === 3) await crash()
      }
    })()
    // The file is not to blame: it is worth another try.
    await expect(reading).rejects.toMatchObject({ code: 'unavailable', isRetryable: true })
    await readsWell(parser, folder)
  },

  'reads files that come together, each for itself': async ({ parser }, folder) => {
    const good = [1, 2, 3].map(() => readsWell(parser, folder))
    const bad = folder.write('broken.pdf', '%PDF-1.7 nothing').then((path) => readAll(parser, path))
    await Promise.all([...good, failsWith('broken', bad)])
  },
}

export function describeParser(
  name: string,
  make: (limits: ParserLimits) => Promise<OpenParser>,
): void {
  describe(`${name}, as a parser`, () => {
    let open: OpenParser
    let folder: Folder

    beforeAll(async () => {
      folder = await makeFolder()
      open = await make({})
    })
    afterAll(async () => {
      await open.close()
      await folder.remove()
    })

    for (const [behaviour, check] of Object.entries(parserChecks)) {
      it(behaviour, { timeout: 30_000 }, async () => {
        expect.hasAssertions()
        await check(open, folder)
      })
    }

    const expectLimited = async (limits: ParserLimits, check: Check): Promise<void> => {
      const other = await make(limits)
      try {
        await check(other, folder)
      } finally {
        await other.close()
      }
    }

    it('fails alone on a file that takes too long', { timeout: 30_000 }, async () => {
      // Links that never close cost the square of their number.
      const slow = (): string => '[a]('.repeat(40_000)
      await expectLimited({ stepWithinMs: 2000 }, failing('took-too-long', 'slow.md', slow))
    })

    it('fails alone on a file that takes too much memory', { timeout: 30_000 }, async () => {
      const large = (): Buffer => Buffer.concat([png, Buffer.alloc(256 << 20, 1)])
      await expectLimited({ memoryMebibytesMax: 256 }, failing('out-of-memory', 'large.png', large))
    })

    it('fails alone on a file that is too large', async () => {
      await expectLimited(
        { sizeBytesMax: 100_000 },
        failing('too-large', 'large.txt', () => 'x'.repeat(100_001)),
      )
    })
  })
}
