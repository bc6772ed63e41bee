// What a file is: its first bytes decide, its name only where bytes can't tell.

export const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  hwp: 'application/x-hwp',
  hwpx: 'application/hwp+zip',
  html: 'text/html',
  markdown: 'text/markdown',
  text: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  gif: 'image/gif',
  zip: 'application/zip',
  compound: 'application/x-cfb',
  unknown: 'application/octet-stream',
} as const

type MediaType = (typeof mediaTypes)[keyof typeof mediaTypes]

/** How many first bytes are enough. */
export const firstBytesMax = 4096

/** Byte sequences that begin a file; the first that fits. */
const magic: readonly (readonly [begins: string, MediaType])[] = [
  ['\u0089PNG\r\n', mediaTypes.png],
  ['\u00ff\u00d8\u00ff', mediaTypes.jpeg],
  ['BM', mediaTypes.bmp],
  ['II*\0', mediaTypes.tiff],
  ['MM\0*', mediaTypes.tiff],
  ['GIF8', mediaTypes.gif],
  ['HWP Document File V', mediaTypes.hwp],
]

/** Inside an archive, or in files that hold others, only the name is left; `zip` and `compound` are opened to see. */
const inArchive: { readonly [extension: string]: MediaType } = {
  docx: mediaTypes.docx,
  docm: mediaTypes.docx,
  dotx: mediaTypes.docx,
  pptx: mediaTypes.pptx,
  pptm: mediaTypes.pptx,
  ppsx: mediaTypes.pptx,
  xlsx: mediaTypes.xlsx,
  xlsm: mediaTypes.xlsx,
  hwpx: mediaTypes.hwpx,
}
const inCompound: { readonly [extension: string]: MediaType } = {
  hwp: mediaTypes.hwp,
  xls: mediaTypes.xls,
  xlt: mediaTypes.xls,
}
const asText: { readonly [extension: string]: MediaType } = {
  html: mediaTypes.html,
  htm: mediaTypes.html,
  xhtml: mediaTypes.html,
  md: mediaTypes.markdown,
  markdown: mediaTypes.markdown,
  csv: mediaTypes.csv,
  tsv: mediaTypes.tsv,
}

/** The media type of a file by its name and first bytes; `application/octet-stream` for what nobody reads. */
export function mediaTypeOf(name: string, firstBytes: Uint8Array): MediaType {
  const start = Buffer.from(firstBytes.subarray(0, firstBytesMax)).toString('latin1')
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  // Some PDFs begin with other bytes, which readers skip.
  if (start.slice(0, 1024).includes('%PDF-')) return mediaTypes.pdf
  const known = magic.find(([begins]) => start.startsWith(begins))?.[1]
  if (known !== undefined) return known
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return mediaTypes.webp
  if (start.startsWith('PK\u0003\u0004')) {
    return inArchive[extension] ?? archiveOf(start)
  }
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    return inCompound[extension] ?? mediaTypes.compound
  if (!isText(firstBytes)) return mediaTypes.unknown
  return asText[extension] ?? (looksLikeHtml(start) ? mediaTypes.html : mediaTypes.text)
}

/** Archives that say what they are in their first file. */
function archiveOf(start: string): MediaType {
  if (start.includes('hwp+zip')) return mediaTypes.hwpx
  if (start.includes('word/')) return mediaTypes.docx
  if (start.includes('ppt/')) return mediaTypes.pptx
  return start.includes('xl/') ? mediaTypes.xlsx : mediaTypes.zip
}

const looksLikeHtml = (start: string): boolean =>
  /^\s*(?:\u00ef\u00bb\u00bf)?\s*(?:<!doctype\s+html|<html[\s>])/i.test(start)

/** Zeros are binary, except in every second place, as in UTF-16. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length >= 2 && ((bytes[0] ?? 0) ^ (bytes[1] ?? 0)) === 1 && (bytes[0] ?? 0) >= 0xfe) {
    return true
  }
  const start = bytes.subarray(0, firstBytesMax)
  const zeros = [0, 0]
  let controls = 0
  for (const [index, byte] of start.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1
  }
  const [even = 0, odd = 0] = zeros
  // Halves of Korean letters in UTF-16 look like controls.
  if (even > 0 || odd > 0) return even === 0 || odd === 0
  return controls <= Math.max(2, start.length / 50)
}
