import { describe, expect, it } from 'vitest'
import { memoryBound } from '../../src/software/memory-bound.js'
import { findings } from '../metrics/findings.js'

const graph = (heap: string, pages: string): { readonly 'values.yaml': string } => ({
  'values.yaml': `neo4j:
  config:
    server.memory.heap.max_size: ${heap}
    server.memory.pagecache.size: ${pages}
  resources:
    requests:
      memory: 16Gi
    limits:
      memory: 32Gi
`,
})

describe('memory that a program is told to take', () => {
  it('fits into the request', () => {
    expect(findings(memoryBound, graph('8G', '8G'))).toEqual([])
  })

  it('exceeds the request', () => {
    expect(findings(memoryBound, graph('16G', '8G'))).toEqual([
      'warning software/memory-exceeds-bound: 16G',
    ])
  })

  it('exceeds the limit', () => {
    expect(findings(memoryBound, graph('24g', '16384m'))).toEqual([
      'error software/memory-exceeds-bound: 24g',
    ])
  })

  it('is unknown where the text is filled in later', () => {
    expect(findings(memoryBound, graph('${HEAP}', '8G'))).toEqual([])
  })

  it('is an argument of a container', () => {
    const queue = (maxmemory: string) => ({
      'compose.yaml': `services:
  queue:
    image: redis:7-alpine
    command: redis-server --maxmemory ${maxmemory}
    mem_limit: 4g
`,
    })
    expect(findings(memoryBound, queue('8gb'))).toEqual([
      'error software/memory-exceeds-bound: 8gb',
    ])
    expect(findings(memoryBound, queue('3gb'))).toEqual([])
  })
})
