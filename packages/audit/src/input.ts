// Defines what the audit is given and what it answers.

import type { Diagnostic, Json } from '@llmflow/spec'

/** A file as text, or as the object that it was printed from. */
export type AuditFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly object: Json }

export type AuditInput = {
  readonly files: readonly AuditFile[]
  /** Whether these files are all there is. Otherwise what they name and lack may exist elsewhere. */
  readonly isComplete?: boolean
  /** The registry that every image must come from. */
  readonly registry?: string
}

/** How much was read, and what was not judged. */
export type AuditSummary = {
  readonly files: number
  readonly objects: number
  readonly processes: number
  readonly expressions: number
  readonly unknownKinds: readonly string[]
  readonly unreadTemplates: number
}

export type AuditReport = {
  readonly diagnostics: readonly Diagnostic[]
  readonly summary: AuditSummary
}
