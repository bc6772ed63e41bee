// Tests that the document comes back as it was printed, and that anything else is told from it.

import { expect, it } from 'vitest'
import { printCredentials, readCredentials, type Credentials } from '@llmflow/credentials'

const made = '2026-01-02T03:04:05.000Z'
const credentials: Credentials = {
  'redis-auth': { password: { value: 'abc', made } },
  'minio-root': {
    'root-user': { value: 'def', made },
    'root-password': { value: 'new', made, rotated: made, previous: { value: 'old', made } },
  },
}

it('reads what it printed', () => {
  expect(readCredentials(printCredentials(credentials))).toEqual(credentials)
})

it.each([
  ['{"apiVersion":', 'not-json'],
  ['[]', 'not-credentials'],
  ['{"kind":"Plan"}', 'not-credentials'],
  ['{"kind":"Credentials","apiVersion":"llmflow.io/v9","secrets":{}}', 'other-version'],
  ['{"kind":"Credentials","apiVersion":"llmflow.io/v1"}', 'not-credentials'],
  [printCredentials(credentials).replace('"abc"', '7'), 'not-credentials'],
  [printCredentials(credentials).replace(made, 'yesterday'), 'not-credentials'],
  [printCredentials(credentials).replace('"old"', 'null'), 'not-credentials'],
])('tells %s from a document', (text, fault) => {
  expect(readCredentials(text)).toBe(fault)
})
