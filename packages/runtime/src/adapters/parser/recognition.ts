// Reads text from pictures by Tesseract, in Korean and English, with data that came with the packages: nothing is downloaded.

import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { createWorker, type Block, type Worker } from 'tesseract.js'
import type { Box, Element } from '../../ports/parser.js'
import type { Picture } from './pdf/document.js'
import { boxOnPage } from './pdf/geometry.js'

export type Recognizer = {
  /** The paragraphs of a drawn page; none where nothing can be read. */
  readPicture(picture: Picture, page: number, pixelsPerPoint: number): Promise<readonly Element[]>
  /** The paragraphs of an encoded picture, whose pixels count as points. */
  readImage(file: Uint8Array): Promise<readonly Element[]>
  close(): Promise<void>
}

type Scale = { readonly pixelsPerPoint: number; readonly width: number; readonly height: number }

const languages = ['kor', 'eng']
/** In per cent, as Tesseract says it: below, words are noise from pictures and lines. */
const confidenceMin = 35
const lstmOnly = 1

/** Starts nothing until the first picture comes. */
export function startRecognizer(): Recognizer {
  let starting: Promise<Worker> | undefined
  const read = async (
    file: Uint8Array,
    page: number,
    scale: Scale | undefined,
  ): Promise<readonly Element[]> => {
    starting ??= startWorker()
    const worker = await starting
    const { data } = await worker.recognize(Buffer.from(file), {}, { blocks: true })
    return elementsOf(data.blocks ?? [], page, scale)
  }
  return {
    readPicture(picture, page, pixelsPerPoint) {
      const { width, height } = picture
      return read(portableGraymap(picture), page, { pixelsPerPoint, width, height })
    },
    readImage: (file) => read(file, 1, undefined),
    async close() {
      await (await starting)?.terminate()
    },
  }
}

async function startWorker(): Promise<Worker> {
  const loaded = await Promise.all(
    languages.map(async (code) => ({ code, data: await languageData(code) })),
  )
  return await createWorker(loaded, lstmOnly, { cacheMethod: 'none', gzip: false })
}

async function languageData(code: string): Promise<Uint8Array> {
  const entry = fileURLToPath(import.meta.resolve(`@tesseract.js-data/${code}`))
  const file = join(dirname(entry), '4.0.0_best_int', `${code}.traineddata.gz`)
  return await promisify(gunzip)(await readFile(file))
}

function portableGraymap({ width, height, pixels }: Picture): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels])
}

function elementsOf(
  blocks: readonly Block[],
  page: number,
  scale: Scale | undefined,
): readonly Element[] {
  return blocks
    .flatMap(({ paragraphs }) => paragraphs)
    .map(({ lines, bbox }) => ({ text: textOf(lines), box: boxOf(bbox, scale) }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .map(({ text, box }) => ({ kind: 'text', text, page, box, isRecognized: true }))
}

type Lines = readonly {
  readonly words: readonly { readonly text: string; readonly confidence: number }[]
}[]

const textOf = (lines: Lines): string =>
  lines
    .map(({ words }) => words.filter(({ confidence }) => confidence >= confidenceMin))
    .map((words) => words.map(({ text }) => text).join(' '))
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
