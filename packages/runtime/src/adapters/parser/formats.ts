// Which module reads which media type.

import { parseHtml } from './html.js'
import { parseMarkdown } from './markdown.js'
import { mediaTypes } from './media-type.js'
import { parsePdf } from './pdf/pdf.js'
import { parsePlainText } from './plain-text.js'
import { parseSeparatedValues } from './separated-values.js'
import type { Format } from './source.js'

const formats: { readonly [mediaType: string]: Format } = {
  [mediaTypes.pdf]: parsePdf,
  [mediaTypes.html]: parseHtml,
  [mediaTypes.markdown]: parseMarkdown,
  [mediaTypes.text]: parsePlainText,
  [mediaTypes.csv]: parseSeparatedValues,
  [mediaTypes.tsv]: parseSeparatedValues,
}

export const formatOf = (mediaType: string): Format | undefined => formats[mediaType]
