// The table of both READMEs that says what is supported at which version is the catalog's own.

import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { components, releases } from '@llmflow/catalog'

const begin = '<!-- versions -->'
const end = '<!-- /versions -->'

/** A row for each component: its name, what is laid out how, and its version in every release line. */
function tableOf(titles: readonly string[]): string {
  const header = [...titles, ...releases.map(({ name }) => name)]
  const rows = components
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, title, topologies, versions }) => [
      name,
      title,
      topologies.length > 1 ? topologies.join(', ') : '',
      ...releases.map((release) => versionOf(release.versions[name] ?? '', versions)),
    ])
  return [header, header.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

const versionOf = (version: string, known: object): string =>
  Object.hasOwn(known, version) ? version : ''

/** Cells without the blanks with which a formatter aligns them. */
const plain = (table: string): string =>
  table
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim().replace(/^-+$/, '---'))
        .join('|'),
    )
    .join('\n')

const readmes = [
  ['README.md', ['component', 'what it is', 'laid out as']],
  ['README.ko.md', ['구성 요소', '설명', '구성 방식']],
] as const

describe('supported versions', () => {
  it.each(readmes)('%s shows those of the catalog', (name, titles) => {
    const path = new URL(`../../../${name}`, import.meta.url)
    const text = readFileSync(path, 'utf8')
    const [before = '', rest = ''] = text.split(begin)
    const [shown = '', after = ''] = rest.split(end)
    const real = tableOf(titles)
    if (process.env['UPDATE'] === '1')
      writeFileSync(path, `${before}${begin}\n\n${real}\n\n${end}${after}`)
    else expect(plain(shown.trim())).toBe(plain(real))
  })
})
