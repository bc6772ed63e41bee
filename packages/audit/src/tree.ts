// Judges a tree that was rendered, before it is written: what LLMFlow makes has to pass its own proof.

import {
  isJson,
  readSource,
  type Diagnostic,
  type Plan,
  type RenderedFile,
  type SourceText,
} from '@llmflow/spec'
import { audit } from './audit.js'
import type { AuditFile } from './input.js'

export type Proof = {
  readonly diagnostics: readonly Diagnostic[]
  /** The texts that the diagnostics point into. */
  readonly sources: readonly SourceText[]
}

/**
 * From the objects that were printed, not from their texts; nothing else exists than what is there. What stands `beside`
 * the files is read with them and not judged.
 */
export function auditTree(
  files: readonly RenderedFile[],
  { registry }: Pick<Plan, 'registry'>,
  beside: readonly RenderedFile[],
): Proof {
  const { diagnostics } = audit({
    files: [...files, ...beside].map(auditFileOf),
    isComplete: true,
    ...(registry === null ? {} : { registry: registry.host }),
  })
  const own = new Set(files.map(({ path }) => path))
  const told = diagnostics.filter(
    ({ severity, location }) => severity !== 'info' && own.has(location.document),
  )
  const documents = new Set(
    told.flatMap(({ location, related, advice }) => [
      location.document,
      ...related.map((place) => place.document),
      ...advice.flatMap((one) => (one.kind === 'frame' ? [one.location.document] : [])),
    ]),
  )
  return {
    diagnostics: told,
    // Findings of a tree that was never parsed stand at paths: their lines are found when they are told.
    sources: files
      .filter(({ path }) => documents.has(path))
      .map(({ path, text }) => readSource({ name: path, text }).source),
  }
}

const auditFileOf = ({ path, text, object }: RenderedFile): AuditFile =>
  isJson(object) ? { name: path, object } : { name: path, text }
