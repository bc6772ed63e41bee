// Reads text from pictures by Tesseract, in Korean and English, with data that came with the packages: nothing is downloaded.

import assert from 'node:assert/strict'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Block, Worker } from 'tesseract.js'
import type { Box, Element } from '../../ports/parser.js'
import type { Picture } from './pdf/document.js'
import { boxOnPage, median } from './pdf/geometry.js'

export type Recognizer = {
  /** The paragraphs of a drawn page; none where nothing can be read. */
  readPicture(picture: Picture, page: number, pixelsPerPoint: number): Promise<readonly Element[]>
  /** The paragraphs of an encoded picture, whose pixels count as points. */
  readImage(file: Uint8Array, page: number): Promise<readonly Element[]>
  /** An encoded picture, as a PNG. */
  draw(file: Uint8Array): Promise<Buffer>
  close(): Promise<void>
}

type Scale = { readonly pixelsPerPoint: number; readonly width: number; readonly height: number }

/** Each brings its data as a package. */
const languages = [
  { code: 'kor', entry: import.meta.resolve('@tesseract.js-data/kor') },
  { code: 'eng', entry: import.meta.resolve('@tesseract.js-data/eng') },
]
/** In per cent, as Tesseract says it: below, lines are noise from pictures and lines. */
const confidenceMin = 35
/** WebAssembly gives no memory back: a new worker does. */
const picturesPerWorker = 40
const lstmOnly = 1
const titleHeights = 1.3

/** Starts nothing until the first picture comes. */
export function startRecognizer(): Recognizer {
  let starting: Promise<Worker> | undefined
  let pictures = 0
  const workerFor = async (): Promise<Worker> => {
    if (pictures % picturesPerWorker === 0) {
      await (await starting)?.terminate()
      starting = startWorker()
    }
    pictures += 1
    const worker = await starting
    assert(worker !== undefined, 'a worker starts with the first picture')
    return worker
  }
  const read = async (
    file: Uint8Array,
    page: number,
    scale: Scale | undefined,
  ): Promise<readonly Element[]> => {
    const worker = await workerFor()
    const { data } = await worker.recognize(Buffer.from(file), {}, { blocks: true })
    return elementsOf(data.blocks ?? [], page, scale)
  }
  return {
    readPicture(picture, page, pixelsPerPoint) {
      const { width, height } = picture
      return read(portableGraymap(picture), page, { pixelsPerPoint, width, height })
    },
    readImage: (file, page) => read(file, page, undefined),
    async draw(file) {
      const worker = await workerFor()
      // Asked for nothing but the picture, it recognises nothing.
      const wanted = { imageColor: true, text: false, blocks: false }
      const { data } = await worker.recognize(Buffer.from(file), {}, wanted)
      return Buffer.from(data.imageColor?.split(',')[1] ?? '', 'base64')
    },
    async close() {
      await (await starting)?.terminate()
    },
  }
}

/** Tesseract wants the data of all languages in one folder; each package has one of its own. */
async function startWorker(): Promise<Worker> {
  const { createWorker } = await import('tesseract.js')
  const folder = await mkdtemp(join(tmpdir(), 'llmflow-recognition-'))
  try {
    for (const { code, entry } of languages) {
      const file = `${code}.traineddata.gz`
      const data = join(dirname(fileURLToPath(entry)), '4.0.0_best_int', file)
      await copyFile(data, join(folder, file))
    }
    const codes = languages.map(({ code }) => code)
    return await createWorker(codes, lstmOnly, {
      langPath: folder,
      cacheMethod: 'none',
      gzip: true,
      // Without one, what it can't read would end the process.
      errorHandler: () => undefined,
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

function portableGraymap({ width, height, pixels }: Picture): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels])
}

function elementsOf(
  blocks: readonly Block[],
  page: number,
  scale: Scale | undefined,
): readonly Element[] {
  const paragraphs = blocks.flatMap((block) => block.paragraphs)
  const usual = median(paragraphs.flatMap(({ lines }) => lines.map(({ bbox }) => heightOf(bbox))))
  return paragraphs
    .map(({ lines, bbox }) => ({ lines, text: textOf(lines), box: boxOf(bbox, scale) }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .map(({ lines, text, box }) => ({
      ...kindOf(lines, usual),
      text,
      page,
      box,
      isRecognized: true,
    }))
}

const heightOf = ({ y0, y1 }: Corners): number => y1 - y0

/** A line that stands alone and is taller than most. */
function kindOf(lines: Lines, usualHeight: number): Pick<Element, 'kind' | 'level'> {
  const [first, ...others] = lines
  const isTall = first !== undefined && heightOf(first.bbox) >= usualHeight * titleHeights
  return isTall && others.length === 0 ? { kind: 'title', level: 2 } : { kind: 'text' }
}

type Lines = readonly {
  readonly text: string
  readonly confidence: number
  readonly bbox: Corners
}[]

/** Of lines, not of words: Tesseract parts Korean words, but knows the blanks of a line. */
const textOf = (lines: Lines): string =>
  lines
    .filter(({ confidence }) => confidence >= confidenceMin)
    .map(({ text }) => text.trim())
    .filter((line) => line !== '')
    .join(' ')
    .normalize('NFC')

type Corners = {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

function boxOf({ x0, y0, x1, y1 }: Corners, scale: Scale | undefined): Box {
  if (scale === undefined) return { left: x0, top: y0, right: x1, bottom: y1 }
  const { pixelsPerPoint, width, height } = scale
  return boxOnPage(
    {
      left: x0 / pixelsPerPoint,
      top: y0 / pixelsPerPoint,
      right: x1 / pixelsPerPoint,
      bottom: y1 / pixelsPerPoint,
    },
    { width: width / pixelsPerPoint, height: height / pixelsPerPoint },
  )
}
