import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { codes, type Code } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { expectedOf, findingsIn, fixtureOf, isFixtureName } from './fixtures.js'
import { withoutDocument } from './without-document.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const causedByDocuments = codes.filter((code) => withoutDocument[code] === undefined)

describe('every diagnostic that a document can cause', () => {
  it.each(causedByDocuments)('%s is reported where it must be', (code) => {
    const fixture = fixtureOf(code)
    assert(fixture !== undefined, `${code} has no fixture`)
    expect(expectedOf(fixture)).not.toEqual([])
  })

  it.each(causedByDocuments)('%s is not reported for the neighbour', (code) => {
    const fixture = fixtureOf(code)
    assert(fixture !== undefined, `${code} has no fixture`)
    const found = findingsIn(fixture.base, fixture.file, fixture.valid).map(
      ({ finding }) => finding.code,
    )
    expect(found).not.toContain(code)
  })
})

describe('the fixtures', () => {
  it('belong to codes that exist', () => {
    const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.yaml'),
    )
    expect(files.filter((path) => !isFixtureName(path.replaceAll('\\', '/')))).toEqual([])
  })

  it('leave out only codes that no document causes', () => {
    const names: readonly Code[] = codes.filter((code) => withoutDocument[code] !== undefined)
    expect(names.filter((code) => fixtureOf(code) !== undefined)).toEqual([])
  })
})

describe('the examples', () => {
  it.each(['laptop', 'one-host', 'guide-production'])(
    '%s has no errors and no warnings',
    (base) => {
      const findings = findingsIn(base, 'llmflow.yaml', undefined)
        .filter(({ finding }) => finding.severity !== 'info')
        .map(({ finding, line }) => `${finding.location.document}:${line} ${finding.code}`)
      expect(findings).toEqual([])
    },
  )
})
