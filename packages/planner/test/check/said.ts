// Judges a small platform that is written in a test, and says what was found.

import { planPlatform } from '@llmflow/planner'
import {
  readDocument,
  readInventory,
  readPlatform,
  type Code,
  type Diagnostic,
  type SourceDocument,
} from '@llmflow/spec'
import { assert } from 'vitest'

const head = (kind: string): string =>
  `apiVersion: llmflow.io/v1\nkind: ${kind}\nmetadata: { name: test }\n`

const platformHead = `${head('Platform')}release: "2025.01"\ndomain: test.internal\ndemand: { users: 10 }\n`

function documentOf(name: string, text: string): SourceDocument {
  const { document, diagnostics } = readDocument(name, text)
  assert(document !== undefined, JSON.stringify(diagnostics))
  return document
}

/** Everything that is said about a platform and, where one is given, an inventory. */
export function findingsIn(platform: string, inventory?: string): readonly Diagnostic[] {
  const read = readPlatform([documentOf('llmflow.yaml', platformHead + platform)])
  const hardware =
    inventory === undefined
      ? undefined
      : readInventory([documentOf('inventory.yaml', head('Inventory') + inventory)])
  const form = [...read.diagnostics, ...(hardware?.diagnostics ?? [])]
  if (read.read === undefined) return form
  return [...form, ...planPlatform({ platform: read.read, inventory: hardware?.read }).diagnostics]
}

/** The facts of every finding with the code, each with the pointer where it stands. */
export function said(code: Code, platform: string, inventory?: string): readonly string[] {
  return findingsIn(platform, inventory)
    .filter((finding) => finding.code === code)
    .map(({ params, location }) => {
      const facts = Object.values(params).filter((fact) => typeof fact !== 'object')
      const place = 'pointer' in location ? location.pointer : `${location.offset}`
      return `${place}: ${facts.join(' | ')}`
    })
}
