// Which module reads which media type; each is loaded with the first file of its kind, so that a process starts at once.

import { mediaTypes } from './media-type.js'
import type { Format } from './source.js'

type Load = () => Promise<Format>

const plainText: Load = async () => (await import('./plain-text.js')).parsePlainText
const html: Load = async () => (await import('./html.js')).parseHtml
const markdown: Load = async () => (await import('./markdown.js')).parseMarkdown
const values: Load = async () => (await import('./separated-values.js')).parseSeparatedValues
const pdf: Load = async () => (await import('./pdf/pdf.js')).parsePdf
const archive: Load = async () => (await import('./archive.js')).parseArchive
const compound: Load = async () => (await import('./archive.js')).parseCompound
const image: Load = async () => (await import('./image.js')).parseImage

const formats: { readonly [mediaType: string]: Load } = {
  [mediaTypes.text]: plainText,
  [mediaTypes.html]: html,
  [mediaTypes.markdown]: markdown,
  [mediaTypes.csv]: values,
  [mediaTypes.tsv]: values,
  [mediaTypes.pdf]: pdf,
  [mediaTypes.docx]: archive,
  [mediaTypes.pptx]: archive,
  [mediaTypes.xlsx]: archive,
  [mediaTypes.hwpx]: archive,
  [mediaTypes.zip]: archive,
  [mediaTypes.hwp]: compound,
  [mediaTypes.xls]: compound,
  [mediaTypes.compound]: compound,
  [mediaTypes.png]: image,
  [mediaTypes.jpeg]: image,
  [mediaTypes.webp]: image,
  [mediaTypes.bmp]: image,
  [mediaTypes.tiff]: image,
  [mediaTypes.gif]: image,
}

export const canRead = (mediaType: string): boolean => mediaType in formats

/** What reads files of that type, if anything does. */
export const loadFormat = async (mediaType: string): Promise<Format | undefined> =>
  formats[mediaType]?.()
