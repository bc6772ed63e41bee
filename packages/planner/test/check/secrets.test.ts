import { codes, messageOf } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { findingsIn, said } from './said.js'

const secret = 'hunter2-and-more'

describe('secrets in files', () => {
  const found = (settings: string) =>
    said('security/secret-in-file', `components: { vllm: ${settings} }`)

  it.each([
    [`{ env: { DB_PASSWORD: ${secret} } }`, '/components/vllm/env/DB_PASSWORD'],
    [`{ env: { HF_TOKEN: "\${HF_TOKEN}" } }`, '/components/vllm/env/HF_TOKEN'],
    [`{ config: { apiKey: ${secret} } }`, '/components/vllm/config/apiKey'],
    [`{ args: [--api-key=${secret}] }`, '/components/vllm/args/0'],
    [`{ args: [--api-key, ${secret}] }`, '/components/vllm/args/0'],
    [
      `{ options: { a: { bindCredential: ${secret} } } }`,
      '/components/vllm/options/a/bindCredential',
    ],
    [
      `{ parts: { x: { env: { SECRET_KEY: ${secret} } } } }`,
      '/components/vllm/parts/x/env/SECRET_KEY',
    ],
    ['{ env: { AWS: AKIAIOSFODNN7EXAMPLE } }', '/components/vllm/env/AWS'],
    ['{ env: { BROKER: "redis://:pw@redis:6379/0" } }', '/components/vllm/env/BROKER'],
  ])('are found in %s', (settings, place) => {
    expect(found(settings).map((text) => text.split(':')[0])).toEqual([place])
  })

  it.each([
    '{ env: { MAX_TOKENS: 4096, TOKENIZERS_PARALLELISM: false } }',
    '{ env: { PASSWORD_FILE: /run/secrets/password, existingSecret: harbor } }',
    '{ args: [--return-tokens-as-token-ids, --tokenizer=/models/x] }',
    '{ env: { DB_PASSWORD: "" } }',
    '{ env: { BROKER: "redis://redis:6379/0" } }',
  ])('are not seen in %s', (settings) => {
    expect(found(settings)).toEqual([])
  })

  it('are found in other texts by their form', () => {
    expect(
      said('security/secret-in-file', 'backup: { endpoint: "https://user:pass@s3.example.com" }'),
    ).toEqual(['/backup/endpoint: backup.endpoint'])
  })

  it.each([
    `components: { vllm: { env: { DB_PASSWORD: ${secret} }, args: [--api-key, ${secret}] } }`,
    `components: { vllm: { args: [--not-a-flag-token=${secret}, "--password ${secret}"] } }`,
    `components: { vllm: { env: { DB_PASSWORD: [${secret}] } } }`,
    `components: { vllm: { config: { PASSWORD: { a: ${secret} } } } }`,
  ])('are never repeated: %s', (platform) => {
    const findings = findingsIn(platform)
    expect(findings.filter(({ severity }) => severity === 'error')).not.toEqual([])
    const text = findings.map(
      (finding) =>
        `${JSON.stringify(finding)} ${messageOf(finding, 'en')} ${messageOf(finding, 'ko')}`,
    )
    expect(text.join('\n')).not.toContain(secret)
    expect(codes).toContain(findings[0]?.code)
  })
})
