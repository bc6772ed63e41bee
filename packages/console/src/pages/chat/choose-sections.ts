// Which sections of the documents make good questions to begin with.

const samplesMax = 4

/** One of each document, then a second of each; written as the reader writes where there are such. */
export function chooseSections(
  titles: readonly (readonly string[])[],
  language: string,
): readonly string[] {
  const ordered = [0, 1].flatMap((at) => titles.flatMap((one) => one.slice(at, at + 1)))
  const known = [...new Set(ordered.map(withoutNumber))]
  const isKorean = (title: string): boolean => /\p{Script=Hangul}/u.test(title)
  const own = known.filter((title) => isKorean(title) === (language === 'ko'))
  return (own.length > 0 ? own : known).slice(0, samplesMax)
}

/** Numbers before a title are no part of a question. */
const withoutNumber = (title: string): string =>
  title.replace(/^(?:제\s*\d+\s*[장절조항]|[\d.]+[.)]?)\s+/u, '')
