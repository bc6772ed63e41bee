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
}

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
}

export const codes: readonly Code[] = Object.keys(severities).filter(isCode)

export function isCode(text: string): text is Code {
  return text in severities
}
