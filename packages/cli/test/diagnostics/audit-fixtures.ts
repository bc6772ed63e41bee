// Reads the fixtures of the audit's findings: files that yield a code at a marked line, and neighbours that do not.

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { audit } from '@llmflow/audit'
import { isJsonObject, readDocument, type Code, type Diagnostic } from '@llmflow/spec'
import { assert } from 'vitest'
import { blocksIn, type Block } from '../page.js'

/** A file as the page shows it. */
export type ShownFile = { readonly name: string; readonly language: string; readonly text: string }

export type AuditFixture = {
  readonly code: Code
  readonly isComplete: boolean
  readonly registry: string
  readonly invalid: readonly ShownFile[]
  readonly valid: readonly ShownFile[]
  /** Files that stand beside both. */
  readonly also: readonly ShownFile[]
  /** Where the code must be reported. */
  readonly place: Place
}

type Place = { readonly file: string; readonly line: number }

/** A finding with the line where it stands. */
type FoundInFile = { readonly finding: Diagnostic; readonly line: number }

const here = fileURLToPath(new URL('.', import.meta.url))
const sections = ['invalid', 'valid', 'also'] as const
type Section = (typeof sections)[number]

/** `# <-- here`, with the marks of comments that languages have, or none. */
const mark = /[ \t]*(?:#|\/\/|;|--|<!--)?[ \t]*<-- here[ \t]*(?:-->)?$/
const nameLine = /^\s*(?:#|\/\/|;|--|<!--)\s*(\S+)/

export function auditFixtureOf(code: Code): AuditFixture | undefined {
  const path = `${here}${code}.md`
  return existsSync(path) ? readFixture(code, readFileSync(path, 'utf8')) : undefined
}

function readFixture(code: Code, text: string): AuditFixture {
  const [, front = '', page = text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? []
  const options = front === '' ? {} : readDocument(code, front).document?.value
  assert(isJsonObject(options), `${code}: the front matter is a map`)
  const { complete, registry } = options
  const marked: Place[] = []
  const filesOf = (section: Section): readonly ShownFile[] =>
    blocksIn(page)
      .filter((block) => sectionAt(page, block) === section)
      .map((block) => fileOf(code, block, marked))
  const invalid = filesOf('invalid')
  const also = filesOf('also')
  const [place, ...more] = marked
  assert(
    place !== undefined && more.length === 0,
    `${code}: one line of the invalid files is marked`,
  )
  return {
    code,
    isComplete: complete === true,
    registry: typeof registry === 'string' ? registry : '',
    invalid,
    valid: filesOf('valid'),
    also,
    place,
  }
}

/** The section that a block stands in: the last heading above it. */
function sectionAt(page: string, { start }: Block): Section | undefined {
  const above = page.split('\n').slice(0, start)
  const heading = above
    .findLast((line) => line.startsWith('## '))
    ?.slice(3)
    .trim()
  return sections.find((section) => section === heading)
}

/** The file of a block; its marked line is put where the caller collects them. */
function fileOf(code: Code, { language, lines }: Block, marked: Place[]): ShownFile {
  const [first = '', ...rest] = lines
  const name = nameLine.exec(first)?.[1]
  assert(name !== undefined, `${code}: the first line of every block names its file`)
  for (const [index, line] of rest.entries()) {
    if (mark.test(line)) marked.push({ file: name, line: index + 1 })
  }
  return { name, language, text: `${rest.map((line) => line.replace(mark, '')).join('\n')}\n` }
}

/** Audits files with the fixture's options, and returns everything that is said about them. */
export function findingsInFiles(
  { isComplete, registry, also }: AuditFixture,
  files: readonly ShownFile[],
): readonly FoundInFile[] {
  const all = [...files, ...also].map(({ name, text }) => ({ name, text }))
  const { diagnostics } = audit({
    files: all,
    isComplete,
    ...(registry === '' ? {} : { registry }),
  })
  return diagnostics.map((finding) => {
    const { location } = finding
    const text = all.find(({ name }) => name === location.document)?.text ?? ''
    const line =
      'offset' in location ? text.slice(0, location.offset).split('\n').length : Number.NaN
    return { finding, line }
  })
}

/** The findings with the fixture’s code that stand where they must. */
export function expectedInFiles(fixture: AuditFixture): readonly FoundInFile[] {
  const { code, place } = fixture
  return findingsInFiles(fixture, fixture.invalid).filter(
    ({ finding, line }) =>
      finding.code === code && finding.location.document === place.file && line === place.line,
  )
}
