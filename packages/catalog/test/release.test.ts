// Release lines: every version that a line names is in the catalog, and has a date.

import { components, releases } from '@llmflow/catalog'
import { describe, expect, it } from 'vitest'

describe.each(releases)('release $name', (release) => {
  it('names a version of every component, which the catalog has', () => {
    const wrong = components.flatMap(({ name, versions }) => {
      const version = release.versions[name]
      return version !== undefined && versions[version] !== undefined
        ? []
        : [`${name} ${version ?? ''}`]
    })
    expect(wrong).toEqual([])
  })
})

describe('a version', () => {
  it('says when it was published, or that it is not', () => {
    const silent = components.flatMap(({ name, versions }) =>
      Object.values(versions)
        .filter(({ life = [] }) =>
          life.every(({ status }) => status !== 'released' && status !== 'unpublished'),
        )
        .map(({ version }) => `${name} ${version}`),
    )
    expect(silent).toEqual([])
  })
})

describe('the release of May 2026', () => {
  it('differs from the guide’s in what serves models, reads documents and keeps runs', () => {
    const [guide, servers] = releases
    const changed = Object.entries(servers?.versions ?? {}).filter(
      ([name, version]) => guide?.versions[name] !== version,
    )
    expect(changed.map(([name]) => name)).toEqual([
      'vllm',
      'tei',
      'unstructured',
      'llama-factory',
      'neo4j',
      'langfuse',
      'mlflow',
    ])
  })
})
