// Reads the fixtures of a platform's diagnostics: a document that yields a code at a marked line, and a neighbour that does not.

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  isJsonObject,
  locate,
  readDocument,
  readInventory,
  readPlatform,
  type Code,
  type Diagnostic,
  type SourceDocument,
} from '@llmflow/spec'
import { planPlatform } from '@llmflow/planner'
import { assert } from 'vitest'

/** A code with the two documents that are laid over an example. */
export type Fixture = {
  readonly code: Code
  readonly base: string
  readonly file: 'llmflow.yaml' | 'inventory.yaml'
  readonly invalid: string
  readonly valid: string
  /** Where the code must be reported: a line of `invalid`, or what needs something in the example itself. */
  readonly place: { readonly line: number } | { readonly path: string }
}

/** A finding with the line where it stands. */
type Found = { readonly finding: Diagnostic; readonly line: number }

const mark = '# <-- here'
const here = fileURLToPath(new URL('.', import.meta.url))
const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url))

const overlayName = 'overlay.yaml'

export function fixtureOf(code: Code): Fixture | undefined {
  const path = `${here}${code}.yaml`
  return existsSync(path) ? readFixture(code, readFileSync(path, 'utf8')) : undefined
}

function readFixture(code: Code, text: string): Fixture {
  const [head = '', invalid = '', valid = ''] = text.split(/^---\n/m)
  const value = readDocument(code, head).document?.value
  assert(isJsonObject(value), `${code}: the first document names an example`)
  const { base, file = 'llmflow.yaml', path } = value
  assert(typeof base === 'string' && (file === 'llmflow.yaml' || file === 'inventory.yaml'))
  const line = invalid.split('\n').findIndex((entry) => entry.includes(mark)) + 1
  if (typeof path === 'string') return { code, base, file, invalid, valid, place: { path } }
  assert(line > 0, `${code}: a line of the second document is marked`)
  return { code, base, file, invalid, valid, place: { line } }
}

/** A document as people should see it. */
export const withoutMark = (text: string): string => text.replaceAll(` ${mark}`, '').trimEnd()

/** Reads an example with a document laid over one of its files, and returns everything that is said about it. */
export function findingsIn(
  base: string,
  file: Fixture['file'],
  overlay: string | undefined,
): readonly Found[] {
  const documents: SourceDocument[] = []
  const unreadable: Diagnostic[] = []
  const read = (name: string, text: string): readonly SourceDocument[] => {
    const { document, diagnostics } = readDocument(name, text)
    unreadable.push(...diagnostics)
    if (document === undefined) return []
    documents.push(document)
    return [document]
  }
  const layers = (name: Fixture['file']): readonly SourceDocument[] => {
    const path = `${examples}${base}/${name}`
    return [
      ...(existsSync(path) ? read(name, readFileSync(path, 'utf8')) : []),
      ...(file === name && overlay !== undefined ? read(overlayName, overlay) : []),
    ]
  }
  const platform = readPlatform(layers('llmflow.yaml'))
  const inventoryLayers = layers('inventory.yaml')
  const inventory =
    inventoryLayers.length === 0
      ? { read: undefined, diagnostics: [] }
      : readInventory(inventoryLayers)
  const judged =
    platform.read === undefined
      ? []
      : planPlatform({ platform: platform.read, inventory: inventory.read }).diagnostics
  return [...unreadable, ...platform.diagnostics, ...inventory.diagnostics, ...judged].map(
    (finding) => ({ finding, line: lineOf(finding, documents) }),
  )
}

/** The line of a finding; a document that could not be read has no tree, and its offset is counted. */
function lineOf({ location }: Diagnostic, documents: readonly SourceDocument[]): number {
  if (!('pointer' in location)) return Number.NaN
  const document = documents.find(({ name }) => name === location.document)
  return document === undefined ? Number.NaN : locate(document, location.pointer, location.on).line
}

/** The findings of a fixture’s invalid document. */
function findingsOf({ base, file, invalid }: Fixture): readonly Found[] {
  return findingsIn(base, file, invalid).map(({ finding, line }) => {
    const { location } = finding
    if (!('offset' in location) || location.document !== overlayName) return { finding, line }
    return { finding, line: invalid.slice(0, location.offset).split('\n').length }
  })
}

/** The findings with the fixture’s code that stand where they must. */
export function expectedOf(fixture: Fixture): readonly Found[] {
  const { place } = fixture
  return findingsOf(fixture).filter(({ finding: { code, location }, line }) => {
    if (code !== fixture.code) return false
    if ('line' in place) return location.document === overlayName && line === place.line
    return 'pointer' in location && location.pointer === place.path
  })
}
