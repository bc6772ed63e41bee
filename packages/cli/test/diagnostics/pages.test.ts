import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { codes, type Language } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { indexOf, pageOf, pagePath } from './pages.js'

const folder = fileURLToPath(new URL('../../../../docs/diagnostics/', import.meta.url))
const languages: readonly Language[] = ['en', 'ko']

// `npm run docs` writes what these tests compare.
describe.each(languages)('the pages in %s', (language) => {
  it.each(codes)('%s', async (code) => {
    await expect(pageOf(code, language)).toMatchFileSnapshot(
      `${folder}${language}/${pagePath(code)}`,
    )
  })

  it('have an index', async () => {
    await expect(indexOf(codes, language)).toMatchFileSnapshot(`${folder}${language}/README.md`)
  })

  it('belong to codes that exist', () => {
    const pages = codes.map(pagePath)
    const strangers = readdirSync(`${folder}${language}`, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.md') && path !== 'README.md' && !pages.includes(path))
    expect(strangers).toEqual([])
  })
})
