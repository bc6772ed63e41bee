// Files whose first bytes say only that they hold others: what is inside decides who reads them.

import { open } from 'node:fs/promises'
import type { ParsedPages } from '../../ports/parser.js'
import { parseFailure } from './failure.js'
import type { Source, Format } from './source.js'
import { openZip } from './zip.js'

const loadHangul = async (): Promise<Format> => (await import('./hangul.js')).parseHangul

/** The file that gives each kind away. */
const kinds: readonly (readonly [file: string, () => Promise<Format>])[] = [
  ['word/document.xml', async () => (await import('./office/docx.js')).parseDocx],
  ['ppt/presentation.xml', async () => (await import('./office/pptx.js')).parsePptx],
  ['xl/workbook.xml', async () => (await import('./office/xlsx.js')).parseXlsx],
  ['Contents/content.hpf', loadHangul],
]

export async function* parseArchive(
  source: Source,
  signal: AbortSignal,
): AsyncGenerator<ParsedPages> {
  const zip = await openZip(source.path, source.sizeBytesMax)
  const { names } = zip
  await zip.close()
  const load = kinds.find(([file]) => names.includes(file))?.[1]
  if (load === undefined) throw parseFailure('unsupported')
  const format = await load()
  yield* format(source, signal)
}

/** Office encrypts by putting the whole file into one of the old kind. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')
const searchedBytes = 1 << 20

export async function* parseCompound(
  source: Source,
  signal: AbortSignal,
): AsyncGenerator<ParsedPages> {
  const file = await open(source.path)
  try {
    const { size } = await file.stat()
    for (const position of [0, Math.max(0, size - searchedBytes)]) {
      const { buffer } = await file.read(Buffer.alloc(searchedBytes), 0, searchedBytes, position)
      if (buffer.includes(encryptedPackage)) throw parseFailure('encrypted')
    }
  } finally {
    await file.close()
  }
  const parse = await loadHangul()
  yield* parse(source, signal)
}
