import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { audit } from '@llmflow/audit'
import { software, type Problem } from '@llmflow/catalog'
import { assert, describe, expect, it } from 'vitest'

type Shown = { readonly name: string; readonly text: string }
type Place = { readonly document: string; readonly line: number }

const here = fileURLToPath(new URL('.', import.meta.url))
const mark = /[ \t]*#[ \t]*<-- here$/

function sectionOf(page: string, title: string): string {
  const [, after = ''] = page.split(`## ${title}\n`, 2)
  return after.split(/^## /m, 1)[0] ?? ''
}

const blocksIn = (section: string): readonly (readonly string[])[] =>
  [...section.matchAll(/^```\w*\n([\s\S]*?)\n```$/gm)].map(([, text = '']) => text.split('\n'))

function fileOf([first = '', ...lines]: readonly string[]): Shown {
  const name = /^#\s*(\S+)/.exec(first)?.[1]
  assert(name !== undefined, 'the first line of a block names its file')
  return { name, text: `${lines.map((line) => line.replace(mark, '')).join('\n')}\n` }
}

function placesIn(blocks: readonly (readonly string[])[]): readonly Place[] {
  return blocks.flatMap((lines) =>
    lines.flatMap((line, index) =>
      mark.test(line) ? [{ document: fileOf(lines).name, line: index }] : [],
    ),
  )
}

/** Where a problem is found in files. */
function found(id: string, title: string, files: readonly Shown[]): readonly Place[] {
  return audit({ files }).diagnostics.flatMap(({ params, location }) => {
    const isIt = 'id' in params && params.id === id && params.software === title
    if (!isIt || !('offset' in location)) return []
    const text = files.find(({ name }) => name === location.document)?.text ?? ''
    const line = text.slice(0, location.offset).split('\n').length
    return [{ document: location.document, line }]
  })
}

const problems: readonly (readonly [name: string, title: string, problem: Problem])[] =
  software.flatMap(({ name, title, problems: known = [] }) =>
    known.map((problem) => [`${name}/${problem.id}`, title, problem] as const),
  )

describe.each(problems)('%s', (name, title, { id }) => {
  const path = `${here}${name}.md`
  const page = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const invalid = blocksIn(sectionOf(page, 'invalid'))
  const valid = blocksIn(sectionOf(page, 'valid'))

  it('is found where the fixture says, and not in its neighbour', () => {
    const [place, ...more] = placesIn(invalid)
    assert(place !== undefined && more.length === 0, 'one line of the invalid files is marked')
    expect(found(id, title, invalid.map(fileOf))).toContainEqual(place)
    expect(valid.length).toBeGreaterThan(0)
    expect(found(id, title, valid.map(fileOf))).toEqual([])
  })
})
