// Tests that the list beside a tree names every file, is read back, and does not depend on the order of keys.

import { describe, expect, it } from 'vitest'
import { manifestName, orderedJson, readManifest } from '@llmflow/spec'

describe('the list beside a tree', () => {
  it('has a name of its own for each target', () => {
    expect(manifestName('kubernetes')).toBe('.llmflow.json')
    expect(manifestName('hosts')).toBe('.llmflow.hosts.json')
  })

  it('is read back, and what is none is nothing', () => {
    const text = JSON.stringify({ kind: 'Tree', files: { 'a.yaml': 'sha256:1', broken: 2 } })
    expect(readManifest(text)).toEqual(new Map([['a.yaml', 'sha256:1']]))
    expect(readManifest('{"kind":"Plan","files":{}}')).toBeUndefined()
    expect(readManifest('no JSON')).toBeUndefined()
  })

  it('has the same text in any order of keys, and another in another order of a list', () => {
    expect(orderedJson({ b: 1, a: [{ d: 1, c: null }] })).toBe(
      orderedJson({ a: [{ c: null, d: 1 }], b: 1 }),
    )
    expect(orderedJson([1, 2])).not.toBe(orderedJson([2, 1]))
  })
})
