import { describe, expect, it } from 'vitest'
import { settingMissing } from '../../src/software/setting-missing.js'
import { findings } from '../metrics/findings.js'

const langfuse = (...variables: readonly string[]): { readonly 'compose.yaml': string } => ({
  'compose.yaml': [
    'services:',
    '  traces:',
    '    image: langfuse/langfuse:2',
    '    environment:',
    ...variables.map((line) => `      ${line}`),
    '',
  ].join('\n'),
})

const whole = [
  'DATABASE_URL: postgresql://database/langfuse',
  'NEXTAUTH_URL: https://traces.example.com',
  'NEXTAUTH_SECRET: ${SECRET}',
  'SALT: ${SALT}',
] as const

describe('a setting that is missing', () => {
  it('is one without which the program does not start', () => {
    expect(findings(settingMissing, langfuse(...whole))).toEqual([])
    expect(findings(settingMissing, langfuse(...whole.slice(0, 3)))).toEqual([
      'error software/setting-missing: environment',
    ])
  })

  it('may be given under another name', () => {
    const other = ['DATABASE_HOST: database', ...whole.slice(1)]
    expect(findings(settingMissing, langfuse(...other))).toEqual([])
  })

  it('may come from what is not here', () => {
    const file = langfuse(...whole.slice(0, 1))
    const text = file['compose.yaml'].replace(
      '    environment',
      '    env_file: .env\n    environment',
    )
    expect(findings(settingMissing, { 'compose.yaml': text })).toEqual([])
  })

  it('stands beside the settings that it belongs to', () => {
    const file = {
      'compose.yaml': `services:
  api:
    image: langgenius/dify-api:0.11.0
    environment:
      VECTOR_STORE: qdrant
      MIGRATION_ENABLED: "true"
      REDIS_HOST: redis
`,
    }
    expect(findings(settingMissing, file)).toEqual(['error software/setting-missing: REDIS_HOST'])
  })

  it('depends on the value of another one', () => {
    const parser = (value: string): { readonly 'compose.yaml': string } => ({
      'compose.yaml': `services:
  parser:
    image: quay.io/unstructured-io/unstructured-api:0.0.80
    environment:
      UNSTRUCTURED_PARALLEL_MODE_ENABLED: "${value}"
`,
    })
    expect(findings(settingMissing, parser('true'))).toEqual([
      'error software/setting-missing: UNSTRUCTURED_PARALLEL_MODE_ENABLED',
    ])
    expect(findings(settingMissing, parser('false'))).toEqual([])
    expect(findings(settingMissing, parser('${PARALLEL}'))).toEqual([])
  })

  it('depends on what the other processes of the program do', () => {
    const parts = (migration: string): { readonly 'compose.yaml': string } => ({
      'compose.yaml': `services:
  api:
    image: langgenius/dify-api:0.11.0
    environment:
      MODE: api
      VECTOR_STORE: qdrant
      CELERY_BROKER_URL: redis://redis:6379/1
  migrate:
    image: langgenius/dify-api:0.11.0
    command: ${migration}
    environment:
      VECTOR_STORE: qdrant
      CELERY_BROKER_URL: redis://redis:6379/1
`,
    })
    expect(findings(settingMissing, parts('flask db upgrade'))).toEqual([])
    expect(findings(settingMissing, parts('celery inspect'))).toEqual([
      'warning software/setting-missing: MODE',
    ])
  })
})
