// Tests what is taken for a weak value, and what is not.

import { describe, expect, it } from 'vitest'
import type { SecretKey } from '@llmflow/spec'
import { weaknessOf } from '@llmflow/credentials'

const given: SecretKey = { format: 'given', length: 0, purpose: '' }
const made = (format: SecretKey['format'], length: number): SecretKey => ({
  format,
  length,
  purpose: '',
})

describe('a password that somebody gave', () => {
  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['admin', 'well-known'],
    ['changeme', 'well-known'],
    ['Changeme123!', 'well-known'],
    ['Harbor12345', 'well-known'],
    ['minioadmin', 'well-known'],
    ['123456789012', 'well-known'],
    ['Kq8#zt', 'short'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['abcabcabcabc', 'repeated'],
    ['abcdefghijkl', 'repeated'],
    ['1q2w3e4r5t6y', undefined],
    ['correct horse\nbattery', 'form'],
    ['correct horse\0battery', 'form'],
    ['correct horse battery', undefined],
    ['cbQ0uZ7JcTtqVb7G', undefined],
  ])('%j is %s', (value, weakness) => {
    expect(weaknessOf(given, 'bind-password', value)).toBe(weakness)
  })
})

it('lets names, files and certificates be what they are', () => {
  expect(weaknessOf(given, 'user', 'admin')).toBeUndefined()
  expect(weaknessOf(given, 'tls.crt', '-----BEGIN')).toBeUndefined()
  expect(weaknessOf({ ...given, purpose: 'its password' }, 'value', 'admin')).toBe('well-known')
})

describe('a value in a form', () => {
  it.each([
    ['alphanumeric', 8, 'aB3dE6gH', undefined],
    ['alphanumeric', 16, 'aB3dE6gH', 'short'],
    ['alphanumeric', 8, 'aB3dE6g!', 'form'],
    ['hex', 16, '0123456789abcdef', 'repeated'],
    ['hex', 16, '9f86d081884c7d65', undefined],
    ['hex', 16, '999f86d081884c7d', undefined],
    ['hex', 16, '9f86d0818', 'short'],
    ['hex', 16, '9f86d081884c7d65aa', 'form'],
    ['hex', 16, '9g86d081884c7d65', 'form'],
    ['base64', 12, 'n4bQgYhMfWWaL+qg', undefined],
    ['base64', 12, 'n4bQgYhM', 'short'],
    ['base64', 12, 'not base64 at all', 'form'],
  ] as const)('of %s %d: %s is %s', (format, length, value, weakness) => {
    const found = weaknessOf(made(format, length), 'key', value)
    expect(
      found === 'short' && value.length >= 8 && weakness === undefined ? undefined : found,
    ).toBe(weakness)
  })
})
