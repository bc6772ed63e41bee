// Lists every diagnostic code with the facts that it carries and its usual severity.

import type { Severity } from './diagnostic.js'

/** The facts of each code. Adding a code means adding it here, to `severities` and to both languages. */
export type DiagnosticParams = {
  /** The YAML text cannot be read. */
  'spec/yaml-syntax': { readonly reason: string }
  'spec/document-too-large': { readonly limit: string }
  'spec/missing-file': { readonly file: string }
  'spec/missing-key': { readonly key: string }
  'spec/unknown-key': { readonly key: string; readonly suggestion: string }
  'spec/wrong-type': { readonly expected: string; readonly found: string }
  'spec/invalid-value': { readonly value: string; readonly expected: string }
  'spec/duplicate-name': { readonly name: string }
  /** A name that refers to nothing: a model, pool, component, storage class … */
  'spec/unknown-name': {
    readonly kind: ReferenceKind
    readonly name: string
    readonly suggestion: string
  }
  /** The command line itself is wrong. */
  'spec/wrong-use': { readonly reason: string }
  /** The system does not let a file be read; `reason` is its own code, such as EACCES. */
  'spec/unreadable-file': { readonly file: string; readonly reason: string }
  'spec/existing-file': { readonly file: string }
  /** A plan.json that cannot be taken for the plan that LLMFlow wrote. */
  'spec/invalid-plan': { readonly fault: PlanFault; readonly detail: string }
  /** A file in the output folder that LLMFlow did not write. */
  'render/foreign-file': { readonly file: string }
  /** A file that LLMFlow wrote and somebody changed since. */
  'render/edited-file': { readonly file: string }
  /** A path that leads out of the output folder, by `..` or by a symbolic link. */
  'render/outside-folder': { readonly file: string }
  'render/unwritable-file': { readonly file: string; readonly reason: string }
}

export type PlanFault = 'not-json' | 'not-a-plan' | 'no-digest' | 'edited'

export type ReferenceKind =
  | 'release'
  | 'component'
  | 'component-part'
  | 'component-version'
  | 'topology'
  | 'model'
  | 'pool'
  | 'gpu'
  | 'storage-class'
  | 'environment'
  | 'tenant'
  | 'network'
  | 'store'
  | 'plan-path'
  | 'diagnostic-code'

export type Code = keyof DiagnosticParams

export const severities: { readonly [C in Code]: Severity } = {
  'spec/yaml-syntax': 'error',
  'spec/document-too-large': 'error',
  'spec/missing-file': 'error',
  'spec/missing-key': 'error',
  'spec/unknown-key': 'error',
  'spec/wrong-type': 'error',
  'spec/invalid-value': 'error',
  'spec/duplicate-name': 'error',
  'spec/unknown-name': 'error',
  'spec/wrong-use': 'error',
  'spec/unreadable-file': 'error',
  'spec/existing-file': 'error',
  'spec/invalid-plan': 'error',
  'render/foreign-file': 'error',
  'render/edited-file': 'error',
  'render/outside-folder': 'error',
  'render/unwritable-file': 'error',
}

export const codes: readonly Code[] = Object.keys(severities).filter(isCode)

export function isCode(text: string): text is Code {
  return text in severities
}
