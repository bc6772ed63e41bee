import { isSecretName, maskSecrets } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'

describe('names of secrets', () => {
  it.each([
    'DB_PASSWORD',
    'apiKey',
    'API_KEY',
    '--hf-token',
    'clientSecret',
    'AWS_SECRET_ACCESS_KEY',
  ])('%s is one', (name) => expect(isSecretName(name)).toBe(true))

  it.each([
    'MAX_TOKEN',
    'tokensPerMinute',
    'secretName',
    'pullSecret',
    'PASSWORD_FILE',
    'key',
    'tokenizer',
  ])('%s is not', (name) => expect(isSecretName(name)).toBe(false))
})

describe('masking', () => {
  it.each([
    ['      DB_PASSWORD: hunter2 # old', '      DB_PASSWORD: *************'],
    ['- apiKey: a, b} c', '- apiKey: *******'],
    ['env: { A: 1, DB_PASSWORD: "hunter2", B: 2 }', 'env: { A: 1, DB_PASSWORD: *********, B: 2 }'],
    ['dify: {env: {DB_PASSWORD: hunter2}, x: 1}', 'dify: {env: {DB_PASSWORD: *******}, x: 1}'],
    ['args: [--api-key=abc, --seed=1]', 'args: [--api-key=***, --seed=1]'],
    ['args: ["--api-key", "abc"]', 'args: ["--api-key", "***"]'],
    ['url: https://me:pw@host/x', 'url: **************host/x'],
    ['DB_PASSWORD: ${DB_PASSWORD} # from .env', 'DB_PASSWORD: ${DB_PASSWORD} # from .env'],
    ['DB_PASSWORD: ${X}hunter2', 'DB_PASSWORD: ***********'],
    ['url: db://me:${DB_PASSWORD}@host/x', 'url: db://me:${DB_PASSWORD}@host/x'],
    ['password: {{ .Values.password }}', 'password: {{ .Values.password }}'],
    ['pullSecret: harbor-credentials', 'pullSecret: harbor-credentials'],
  ])('%s', (line, expected) => {
    expect(maskSecrets(line)).toHaveLength(line.length)
    expect(maskSecrets(line)).toBe(expected)
  })
})
