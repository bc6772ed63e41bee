// Generated documents: Korean words that occur as words do, and a PDF of many pages.

const syllables = Array.from(
  '가나다라마바사아자차카타파하거너더러머버서어저처고노도로모보소오조초구누두루무부수우주추기니디리미비시이지치',
)

/** The same numbers for the same seed: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const vocabulary = 30_000

/** Few words make up most of a text, and most words are rare. */
function wordOf(random: () => number): string {
  let rank = Math.floor(vocabulary ** random())
  let word = ''
  for (let length = 0; length < 3; length += 1) {
    word += syllables[rank % syllables.length] ?? ''
    rank = Math.floor(rank / syllables.length) + 7 * length + 3
  }
  return word
}

const particles = ['은', '를', '에서', '의', '으로', '']

const sentenceOf = (random: () => number, words: number): string =>
  Array.from(
    { length: words },
    () => wordOf(random) + (particles[Math.floor(random() * particles.length)] ?? ''),
  ).join(' ')

/** A Markdown text whose sections become a chunk each. */
export function textOf(random: () => number, sections: number): string {
  return Array.from(
    { length: sections },
    (_, at) =>
      `# ${sentenceOf(random, 3)} ${at}\n\n${Array.from({ length: 8 }, () => `${sentenceOf(random, 12)}.`).join(' ')}\n`,
  ).join('\n')
}

export const questionOf = (random: () => number): string => `${sentenceOf(random, 4)}은 무엇입니까?`

const linesPerPage = 45

/** A PDF of text, with one of its own fonts. */
export function pdfOf(random: () => number, pages: number): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const kids: string[] = []
  for (let page = 0; page < pages; page += 1) {
    const lines = Array.from(
      { length: linesPerPage },
      (_, at) => `(${englishOf(random, page, at)}) Tj T*`,
    )
    const content = `BT /F1 10 Tf 14 TL 50 780 Td ${lines.join('\n')} ET`
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length} 0 R >>`,
    )
    kids.push(`${objects.length} 0 R`)
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`
  return Buffer.from(fileOf(objects), 'latin1')
}

function englishOf(random: () => number, page: number, line: number): string {
  const words = Array.from({ length: 11 }, () =>
    Math.floor(26 ** (2 + 2 * random()))
      .toString(26)
      .replaceAll(/\d/g, 'e'),
  )
  return `Page ${page} line ${line} ${words.join(' ')}.`
}

function fileOf(objects: readonly string[]): string {
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`
  return `${text}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
}
