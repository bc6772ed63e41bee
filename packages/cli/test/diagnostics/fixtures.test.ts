import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { codes, isCode, type Code } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { auditFixtureOf, expectedInFiles, findingsInFiles } from './audit-fixtures.js'
import { expectedOf, findingsIn, fixtureOf } from './platform-fixtures.js'
import { withoutDocument } from './without-document.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const inPlatforms = codes.filter((code) => fixtureOf(code) !== undefined)
const inFiles = codes.filter((code) => hasAuditFixture(code))

function hasAuditFixture(code: Code): boolean {
  return fixtureFiles().includes(`${code}.md`)
}

function fixtureFiles(): readonly string[] {
  return readdirSync(here, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.includes('/') && /\.(yaml|md)$/.test(path))
}

describe('every diagnostic that a platform can cause', () => {
  it.each(inPlatforms)('%s is reported where it must be', (code) => {
    const fixture = fixtureOf(code)
    assert(fixture !== undefined)
    expect(expectedOf(fixture)).not.toEqual([])
  })

  it.each(inPlatforms)('%s is not reported for the neighbour', (code) => {
    const fixture = fixtureOf(code)
    assert(fixture !== undefined)
    const found = findingsIn(fixture.base, fixture.file, fixture.valid).map(
      ({ finding }) => finding.code,
    )
    expect(found).not.toContain(code)
  })
})

describe('every finding of an audit', () => {
  it.each(inFiles)('%s is reported where it must be', (code) => {
    const fixture = auditFixtureOf(code)
    assert(fixture !== undefined)
    const said = findingsInFiles(fixture, fixture.invalid).map(
      ({ finding, line }) => `${finding.location.document}:${line} ${finding.code}`,
    )
    const { file, line } = fixture.place
    expect(said).toContain(`${file}:${line} ${code}`)
    expect(expectedInFiles(fixture)).not.toEqual([])
  })

  it.each(inFiles)('%s is not reported for the neighbour', (code) => {
    const fixture = auditFixtureOf(code)
    assert(fixture !== undefined)
    expect(fixture.valid, 'a neighbour').not.toEqual([])
    const found = findingsInFiles(fixture, fixture.valid).filter(
      ({ finding }) => finding.code === code,
    )
    expect(found).toEqual([])
  })
})

describe('the fixtures', () => {
  it('show every code that a document can cause', () => {
    const missing = codes.filter(
      (code) =>
        withoutDocument[code] === undefined &&
        fixtureOf(code) === undefined &&
        !hasAuditFixture(code),
    )
    expect(missing).toEqual([])
  })

  it('belong to codes that exist', () => {
    const strangers = fixtureFiles().filter((path) => !isCode(path.replace(/\.(yaml|md)$/, '')))
    expect(strangers).toEqual([])
  })

  it('leave out only codes that no document causes', () => {
    const names: readonly Code[] = codes.filter((code) => withoutDocument[code] !== undefined)
    expect(names.filter((code) => fixtureOf(code) !== undefined || hasAuditFixture(code))).toEqual(
      [],
    )
  })
})

describe('the examples', () => {
  it.each(['laptop', 'one-host', 'in-cluster', 'guide-production'])(
    '%s has no errors and no warnings',
    (base) => {
      const findings = findingsIn(base, 'llmflow.yaml', undefined)
        .filter(({ finding }) => finding.severity !== 'info')
        .map(({ finding, line }) => `${finding.location.document}:${line} ${finding.code}`)
      expect(findings).toEqual([])
    },
  )
})
