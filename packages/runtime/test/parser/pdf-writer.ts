// Writes small PDFs for tests: text in English and Korean without embedded fonts, rules, pictures, an outline.

import { deflateSync } from 'node:zlib'

export type Text = {
  readonly x: number
  /** Of the base line, from the page's upper edge. */
  readonly y: number
  readonly text: string
  readonly size?: number
  readonly isBold?: boolean
}

export type Page = {
  readonly texts?: readonly Text[]
  /** From one point to another, from the upper left corner. */
  readonly rules?: readonly (readonly [x: number, y: number, toX: number, toY: number])[]
  /** A PNG in black and white, drawn over the whole page. */
  readonly picture?: Buffer
  readonly quarterTurns?: number
}

type Outline = readonly { readonly title: string; readonly page: number }[]

export const pageWidth = 595
export const pageHeight = 842

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

const hexadecimal = (text: string): string => {
  let digits = ''
  for (let index = 0; index < text.length; index += 1) {
    digits += text.charCodeAt(index).toString(16).padStart(4, '0')
  }
  return digits
}

function contentOf(page: Page): string {
  const lines: string[] = []
  if (page.picture !== undefined) lines.push(`q ${pageWidth} 0 0 ${pageHeight} 0 0 cm /P Do Q`)
  for (const { x, y, text, size = 10, isBold = false } of page.texts ?? []) {
    const font = isAscii(text) ? (isBold ? 'B' : 'H') : isBold ? 'L' : 'K'
    const shown = isAscii(text)
      ? `(${text.replaceAll(/[\\()]/g, '\\$&')})`
      : `<${hexadecimal(text)}>`
    lines.push(`BT /${font} ${size} Tf 1 0 0 1 ${x} ${pageHeight - y} Tm ${shown} Tj ET`)
  }
  for (const [x, y, toX, toY] of page.rules ?? []) {
    lines.push(`${x} ${pageHeight - y} m ${toX} ${pageHeight - toY} l S`)
  }
  return lines.join('\n')
}

/** A PNG's packed rows are what a PDF takes, told how they are filtered. */
function pictureObject(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(png.subarray(at + 8, at + 8 + length))
    }
    at += length + 12
  }
  const data = Buffer.concat(parts)
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const head = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 1 /BitsPerComponent 1 /Columns ${width} >> /Length ${data.length} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream')])
}

/** The bytes of a PDF with these pages. */
export function writePdf(pages: readonly Page[], outline: Outline = []): Buffer {
  const objects: (Buffer | string)[] = []
  const add = (body: Buffer | string): number => objects.push(body)
  const stream = (dictionary: string, bytes: Uint8Array): number => {
    const packed = deflateSync(bytes)
    const head = `<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`
    return add(Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]))
  }
  const catalog = add('')
  const tree = add('')
  const latin = (name: string): number =>
    add(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`)
  const korean = (name: string): number => {
    const descriptor = add(
      `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV ${name.includes('Bold') ? 180 : 80} >>`,
    )
    const descendant = add(
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> /DW 1000 /W [1 [333] 2 94 500] /FontDescriptor ${descriptor} 0 R >>`,
    )
    return add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /UniKS-UCS2-H /DescendantFonts [${descendant} 0 R] >>`,
    )
  }
  const fonts = `/H ${latin('Helvetica')} 0 R /B ${latin('Helvetica-Bold')} 0 R /K ${korean('HYGoThic-Medium')} 0 R /L ${korean('HYGoThic-Bold')} 0 R`
  const kids = pages.map((page) => {
    const { picture } = page
    const content = stream('', Buffer.from(contentOf(page), 'latin1'))
    const drawn =
      picture === undefined ? '' : `/XObject << /P ${add(pictureObject(picture))} 0 R >>`
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] /Rotate ${(page.quarterTurns ?? 0) * 90} /Resources << /Font << ${fonts} >> ${drawn} >> /Contents ${content} 0 R >>`,
    )
  })
  const first = objects.length + 2
  const outlines = add(
    `<< /Type /Outlines /First ${first} 0 R /Last ${first + outline.length - 1} 0 R /Count ${outline.length} >>`,
  )
  for (const [index, { title, page }] of outline.entries()) {
    const next = index + 1 < outline.length ? `/Next ${first + index + 1} 0 R` : ''
    add(
      `<< /Title <feff${hexadecimal(title)}> /Parent ${outlines} 0 R ${next} /Dest [${kids[page - 1] ?? 0} 0 R /Fit] >>`,
    )
  }
  const entry = outline.length > 0 ? `/Outlines ${outlines} 0 R` : ''
  objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R ${entry} >>`
  objects[tree - 1] =
    `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`
  return assembled(objects, catalog)
}

function assembled(objects: readonly (Buffer | string)[], catalog: number): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  let size = parts[0]?.length ?? 0
  const offsets: number[] = []
  const push = (part: Buffer): void => {
    parts.push(part)
    size += part.length
  }
  for (const [index, body] of objects.entries()) {
    offsets.push(size)
    push(
      Buffer.concat([
        Buffer.from(`${index + 1} 0 obj\n`),
        Buffer.from(body),
        Buffer.from('\nendobj\n'),
      ]),
    )
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const at = size
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
