// Tests that a value is found wherever it lies in a text, in either of its forms, and nothing else is.

import { expect, it } from 'vitest'
import { leaksIn, needlesOf, type Credentials } from '@llmflow/credentials'

const made = '2026-01-02T03:04:05.000Z'
const credentials: Credentials = {
  redis: {
    password: { value: 'cbQ0uZ7JcTtqVb7G', made, previous: { value: 'old-old-old-old', made } },
  },
  grafana: { user: { value: 'administrator', made }, pin: { value: '4711', made } },
  pull: {
    '.dockerconfigjson': {
      value: '{"auths":{"registry.example.com":{"auth":"bGxtZmxvdzpleGFtcGxl"}}}',
      made,
    },
  },
  velero: {
    cloud: {
      value: '[default]\naws_access_key_id=AKIA\naws_secret_access_key=fkMv9s0slKdQz\n',
      made,
    },
  },
  'llmflow-ca': {
    'tls.crt': { value: '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n', made },
    'tls.key': { value: '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\nxx\n', made },
  },
}

const found = (text: string) =>
  leaksIn(text, needlesOf(credentials)).map(({ secret, key, offset }) => [
    `${secret}/${key}`,
    offset,
  ])

it.each([
  ['password: cbQ0uZ7JcTtqVb7G', [['redis/password', 10]]],
  ['redis://:cbQ0uZ7JcTtqVb7G@redis:6379', [['redis/password', 9]]],
  [`data: ${Buffer.from('cbQ0uZ7JcTtqVb7G').toString('base64')}`, [['redis/password', 6]]],
  ['was old-old-old-old', [['redis/password', 4]]],
  ['key: |\n  -----BEGIN PRIVATE KEY-----\n  MIGHAgEAMBMGByqGSM49\n', [['llmflow-ca/tls.key', 39]]],
  ['auth: bGxtZmxvdzpleGFtcGxl', [['pull/.dockerconfigjson', 6]]],
  ['host: registry.example.com', []],
  ['key=fkMv9s0slKdQz', [['velero/cloud', 4]]],
  ['aws_secret_access_key=', []],
  ['MIIBszCCAVmgAwIBAgIU is shown to all', []],
  ['4711 and administrator are words', []],
  ['cbQ0uZ7JcTtqVb7', []],
])('%s', (text, leaks) => {
  expect(found(text)).toEqual(leaks)
})

it('tells a part of a value, whose other words may stand beside it', () => {
  const parts = needlesOf(credentials).filter(({ isPart }) => isPart)
  expect(new Set(parts.map(({ secret }) => secret))).toEqual(
    new Set(['pull', 'velero', 'llmflow-ca']),
  )
})
