// Runs what commands do with certificates, on values in memory.

import { assert } from 'vitest'
import type { Diagnostic } from '@llmflow/spec'
import { findingsAt } from '../src/certificates/folder.js'
import { initCertificates } from '../src/certificates/init.js'
import type { CertifiedPlan } from '../src/certificates/wanted.js'
import type { Credentials } from '../src/store/document.js'
import type { Result } from '../src/store/result.js'

export const find = findingsAt('.llmflow')
export const start = Date.parse('2026-03-01T00:00:00Z')
export const day = 24 * 60 * 60 * 1000

export function valueOf<Value>(result: Result<Value>): Value {
  assert('value' in result, JSON.stringify(result))
  return result.value
}

export function findingsOf(result: Result<unknown>): readonly Diagnostic[] {
  return 'findings' in result ? result.findings : []
}

export const initialized = (
  plan: CertifiedPlan,
  now = start,
  before: Credentials = {},
): Credentials => valueOf(initCertificates(plan, before, now, find)).credentials

export function fileOf(credentials: Credentials, secret: string, key: string): string {
  const text = credentials[secret]?.[key]?.value
  assert(text !== undefined, `${secret}/${key} is there`)
  return text
}
