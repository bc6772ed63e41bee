// Shows the pages of documents that browsers can't show themselves: how large they are, and each as a picture.

import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RuntimeError } from '../error.js'
import type { Principal } from '../identity/principal.js'
import type { PageDrawer, PageSizes } from '../ports/parser.js'
import { makeAdmission, makeTurns } from '../turns.js'
import { originalOf, type Knowledge } from './documents.js'

type Wanted = { readonly principal: Principal; readonly id: string; readonly signal: AbortSignal }

/**
 * Both throw `not-found`, `overloaded` when one person wants too many at once, or `unreadable-document` for what is no
 * TIFF, damaged or too large to be shown.
 */
export type PagePictures = {
  sizes(wanted: Wanted): Promise<PageSizes>
  /** A PNG. */
  draw(wanted: Wanted, page: number): Promise<Uint8Array>
}

type Means = {
  readonly knowledge: Knowledge
  readonly drawer: PageDrawer
  readonly workFolder: string
}

/** A hundred scanned pages; whoever looks at one waits until the file is copied. */
const sizeBytesMax = 64 * 2 ** 20

/** Of one person at once; who scrolls leaves pages behind that were asked for and whose turn has not come. */
const picturesMax = 32

/** One after the other, so that many who look at once neither fill the disk nor the memory. */
export function makePagePictures({ knowledge, drawer, workFolder }: Means): PagePictures {
  const inTurn = makeTurns()
  const admitted = makeAdmission(picturesMax, busy)
  const withFile = async <Value>(
    { principal, id, signal }: Wanted,
    work: (path: string) => Promise<Value>,
  ): Promise<Value> => {
    signal.throwIfAborted()
    const folder = await mkdtemp(join(workFolder, 'pages-'))
    try {
      const { document, content } = await originalOf(knowledge, principal, id)
      if (document.sizeBytes > sizeBytesMax) {
        content.destroy()
        throw tooLarge()
      }
      const path = join(folder, 'file')
      await pipeline(content, createWriteStream(path), { signal })
      return await work(path)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const shown = <Value>(wanted: Wanted, work: (path: string) => Promise<Value>): Promise<Value> =>
    admitted(personOf(wanted.principal), () => inTurn(() => withFile(wanted, work))).catch(
      (error: unknown) => {
        throw wanted.signal.aborted ? cancelled() : error
      },
    )
  return {
    sizes: (wanted) => shown(wanted, (path) => drawer.measure(path, wanted.signal)),
    draw: (wanted, page) => shown(wanted, (path) => drawer.draw(path, page, wanted.signal)),
  }
}

const personOf = ({ tenantId, userId, keyId }: Principal): string =>
  `${tenantId}/${userId ?? keyId ?? ''}`

const busy = (): RuntimeError =>
  new RuntimeError('overloaded', 'Too many pages are wanted at once; try again in a moment.', {
    isRetryable: true,
    detail: { retryAfterMs: 2000 },
  })

const cancelled = (): RuntimeError => new RuntimeError('cancelled', 'The client has left.')

const tooLarge = (): RuntimeError =>
  new RuntimeError('unreadable-document', 'The file is too large for its pages to be shown.', {
    detail: { failure: 'too-large' },
  })
