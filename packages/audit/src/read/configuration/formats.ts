// Reads the line formats of configuration: words, key and value under sections, and blocks in braces.

import type { Excerpt } from '@llmflow/spec'
import type { Directive, Word } from '../../graph/graph.js'
import { linesOf, wordOf, wordsOf, type Line } from './lines.js'

type Format = (excerpt: Excerpt) => readonly Directive[]

/** `maxmemory 64gb`. The words of Sentinel say with the second one what they are about. */
export const redisDirectives: Format = (excerpt) =>
  bodyOf(excerpt).flatMap(({ excerpt: line }) => {
    const [first, second, ...rest] = wordsOf(line, /^$/)
    if (first === undefined) return []
    const name = first.text.toLowerCase()
    const isPair = name === 'sentinel' && second !== undefined
    return [
      {
        ...outside,
        name: isPair ? `sentinel ${second.text.toLowerCase()}` : name,
        values: isPair ? rest : [second, ...rest].filter((word) => word !== undefined),
        place: line.place(0, line.text.length),
      },
    ]
  })

const haproxySection =
  /^(global|defaults|frontend|backend|listen|peers|resolvers|userlist|program|mailers|cache|ring|http-errors|crt-store|log-forward)(\s|$)/

/** `frontend https` opens a section; what follows belongs to it. */
export const haproxyDirectives: Format = (excerpt) =>
  sectioned(
    excerpt,
    ({ excerpt: line }) =>
      haproxySection.test(line.text)
        ? wordsOf(line)
            .map(({ text }) => text)
            .join(' ')
        : undefined,
    (line) => {
      const [first, ...values] = wordsOf(line)
      return first === undefined ? undefined : { name: first.text, values }
    },
  )

/** `[INPUT]` opens a section; below it a key, blanks and a value that may hold blanks. */
export const fluentBitDirectives: Format = (excerpt) =>
  sectioned(excerpt, bracketed, (line) => {
    const [, key = '', blanks = ''] = /^(\S+)(\s*)/.exec(line.text) ?? []
    const start = key.length + blanks.length
    const values = start < line.text.length ? [wordOf(line, start, line.text.length)] : []
    return key === '' ? undefined : { name: key, values }
  })

/** `key = value` or `key: value`, under `[section]` or none. */
export const iniDirectives: Format = (excerpt) =>
  sectioned(excerpt, bracketed, (line) => {
    const match = /^([^=:\s][^=:]*?)(\s*[=:]\s*|\s+)(.*?)(\s+[#;].*)?$/.exec(line.text)
    const [, key = '', between = '', value = ''] = match ?? []
    const start = key.length + between.length
    return key === ''
      ? undefined
      : { name: key, values: value === '' ? [] : [wordOf(line, start, start + value.length)] }
  })

/** `vrrp_instance VI_1 {` opens a block and `}` closes it. */
export const keepalivedDirectives: Format = (excerpt) => {
  const directives: Directive[] = []
  const open: string[] = []
  let sectionIndex = 0
  for (const { excerpt: line } of bodyOf(excerpt)) {
    const words = wordsOf(line, /^[#!]/)
    const texts = words.map(({ text }) => text)
    if (texts[0] === '}') {
      open.pop()
    } else if (texts.at(-1) === '{') {
      open.push(texts.slice(0, -1).join(' '))
      sectionIndex += 1
    } else if (texts[0] !== undefined) {
      const place = line.place(0, line.text.length)
      const section = open.join(' ')
      directives.push({ section, sectionIndex, name: texts[0], values: words.slice(1), place })
    }
  }
  return directives
}

const outside = { section: '', sectionIndex: 0 } as const

const bracketed = ({ excerpt }: Line): string | undefined => /^\[[^\]]+\]/.exec(excerpt.text)?.[0]

/** The lines that say something. */
function bodyOf(excerpt: Excerpt): readonly Line[] {
  return linesOf(excerpt).filter(({ excerpt: { text } }) => text !== '' && !/^[#;!]/.test(text))
}

function sectioned(
  excerpt: Excerpt,
  opening: (line: Line) => string | undefined,
  read: (line: Excerpt) => { readonly name: string; readonly values: readonly Word[] } | undefined,
): readonly Directive[] {
  const directives: Directive[] = []
  let section = ''
  let sectionIndex = 0
  for (const line of bodyOf(excerpt)) {
    const opened = opening(line)
    if (opened !== undefined) {
      section = opened
      sectionIndex += 1
      continue
    }
    const found = read(line.excerpt)
    const place = line.excerpt.place(0, line.excerpt.text.length)
    if (found !== undefined) directives.push({ section, sectionIndex, ...found, place })
  }
  return directives
}
