// Files whose first bytes say only that they hold others: what is inside decides who reads them.

import { open } from 'node:fs/promises'
import type { ParsedPages } from '../../ports/parser.js'
import { parseFailure } from './failure.js'
import { parseHangul } from './hangul.js'
import { parseDocx } from './office/docx.js'
import { parsePptx } from './office/pptx.js'
import { parseXlsx } from './office/xlsx.js'
import type { Source, Format } from './source.js'
import { openZip } from './zip.js'

/** The file that gives each kind away. */
const kinds: readonly (readonly [file: string, Format])[] = [
  ['word/document.xml', parseDocx],
  ['ppt/presentation.xml', parsePptx],
  ['xl/workbook.xml', parseXlsx],
  ['Contents/content.hpf', parseHangul],
]

export async function* parseArchive(
  source: Source,
  signal: AbortSignal,
): AsyncGenerator<ParsedPages> {
  const zip = await openZip(source.path, source.sizeBytesMax)
  const { names } = zip
  await zip.close()
  const format = kinds.find(([file]) => names.includes(file))?.[1]
  if (format === undefined) throw parseFailure('unsupported')
  yield* format(source, signal)
}

/** Office encrypts by putting the whole file into one of the old kind. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')
const searchedBytes = 1 << 20

export async function* parseCompound(source: Source): AsyncGenerator<ParsedPages> {
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
  yield* parseHangul(source)
}
