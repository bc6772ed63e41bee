import { describe, expect, it } from 'vitest'
import { findingsIn, said } from './said.js'

const embedded =
  'objectives: { availability: 90% }\ncomponents: { llmflow: { topology: embedded } }\n'

describe('the embedded runtime', () => {
  it('needs no registry, no backup and no Kubernetes', () => {
    expect(findingsIn(embedded)).toEqual([])
  })
})

describe('images', () => {
  const mutable = (image: string) =>
    said('airgap/mutable-tag', `components: { vllm: { image: "${image}" } }`).length > 0

  it.each([
    ['vllm/vllm-openai', true],
    ['vllm/vllm-openai:latest', true],
    ['vllm/vllm-openai:cuda12-latest', true],
    ['vllm/vllm-openai:nightly', true],
    ['harbor:5000/vllm/vllm-openai', true],
    ['vllm/vllm-openai:v0.6.0', false],
    ['vllm/vllm-openai:latest@sha256:0123456789abcdef', false],
  ])('%s moves: %s', (image, expected) => {
    expect(mutable(image)).toBe(expected)
  })

  it('that left their registry are harmless behind a mirror', () => {
    const severities = (platform: string) =>
      findingsIn(platform)
        .filter(({ code }) => code === 'life/image-gone')
        .map(({ severity }) => severity)
    const minio =
      'components: { minio: { topology: standalone, image: "minio/minio:RELEASE.2024-01-01T16-36-33Z" } }\n'
    expect(severities('components: { minio: { topology: standalone } }\n')).toEqual([])
    expect(new Set(severities(minio))).toEqual(new Set(['warning']))
    expect(new Set(severities(`${minio}registry: { host: harbor.test }\n`))).toEqual(
      new Set(['info']),
    )
  })
})

describe('backups', () => {
  const missed = (every: string, log: string, recoveryPoint: string) =>
    said(
      'life/recovery-point-missed',
      `objectives: { recoveryPoint: ${recoveryPoint} }\ncomponents: { postgresql: { topology: standalone } }\nbackup: { stores: { postgresql: { every: ${every}, keep: 30d${log} } } }\n`,
    )

  it('are as frequent as the recovery point asks', () => {
    expect(missed('1h', '', '1h')).toEqual([])
    expect(missed('2h', '', '1h')).toEqual([
      '/backup/stores/postgresql/every: postgresql | 2h | 1h',
    ])
    expect(missed('7d', ', log: { every: 5m, keep: 30d }', '1h')).toEqual([])
    expect(missed('7d', ', log: { every: 3h, keep: 30d }', '1h')).toEqual([
      '/backup/stores/postgresql/log/every: postgresql | 3h | 1h',
    ])
  })

  it('cover every store, unless a month of work may be lost', () => {
    const bare = (objectives: string) =>
      findingsIn(
        `objectives: { ${objectives} }\ncomponents: { postgresql: { topology: standalone } }\n`,
      )
        .filter(({ code }) => code === 'life/store-without-backup')
        .map(({ severity }) => severity)
    expect(bare('availability: 99%, recoveryPoint: 24h')).toEqual(['error'])
    expect(bare('availability: 95%, recoveryPoint: 24h')).toEqual(['warning'])
    expect(bare('availability: 95%, recoveryPoint: 30d')).toEqual([])
  })
})
