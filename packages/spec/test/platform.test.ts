// Tests that a platform is refused that no runtime could serve.

import { readDocument, readPlatform } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'

function codesWith(limits: string): readonly string[] {
  const { document } = readDocument(
    'llmflow.yaml',
    `apiVersion: llmflow.io/v1
kind: Platform
metadata: { name: example }
release: '2025.01'
domain: llmflow.example.com
demand: { users: 20 }
objectives: { availability: 99% }
models: []
components: {}
tenants: [{ name: example, limits: ${limits} }]
`,
  )
  assert(document !== undefined, 'the platform is readable')
  return readPlatform([document]).diagnostics.map(({ code }) => code)
}

describe('the limits of a tenant', () => {
  it('let at least one request and one token through', () => {
    expect(codesWith('{ requestsPerMinute: 1, tokensPerMinute: 1 }')).toEqual([])
    expect(codesWith('{ requestsPerMinute: 0 }')).not.toEqual([])
    expect(codesWith('{ tokensPerMinute: 0 }')).not.toEqual([])
  })
})
