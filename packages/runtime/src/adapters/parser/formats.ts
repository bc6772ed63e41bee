// Which module reads which media type.

import { parseArchive, parseCompound } from './archive.js'
import { parseHtml } from './html.js'
import { parseImage } from './image.js'
import { parseMarkdown } from './markdown.js'
import { mediaTypes } from './media-type.js'
import { parsePdf } from './pdf/pdf.js'
import { parsePlainText } from './plain-text.js'
import { parseSeparatedValues } from './separated-values.js'
import type { Format } from './source.js'

const formats: { readonly [mediaType: string]: Format } = {
  [mediaTypes.pdf]: parsePdf,
  [mediaTypes.docx]: parseArchive,
  [mediaTypes.pptx]: parseArchive,
  [mediaTypes.xlsx]: parseArchive,
  [mediaTypes.hwpx]: parseArchive,
  [mediaTypes.zip]: parseArchive,
  [mediaTypes.hwp]: parseCompound,
  [mediaTypes.xls]: parseCompound,
  [mediaTypes.compound]: parseCompound,
  [mediaTypes.html]: parseHtml,
  [mediaTypes.markdown]: parseMarkdown,
  [mediaTypes.text]: parsePlainText,
  [mediaTypes.csv]: parseSeparatedValues,
  [mediaTypes.tsv]: parseSeparatedValues,
  [mediaTypes.png]: parseImage,
  [mediaTypes.jpeg]: parseImage,
  [mediaTypes.webp]: parseImage,
  [mediaTypes.bmp]: parseImage,
  [mediaTypes.tiff]: parseImage,
  [mediaTypes.gif]: parseImage,
}

export const formatOf = (mediaType: string): Format | undefined => formats[mediaType]
