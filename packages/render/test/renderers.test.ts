// Tests what is applied of each target and what stands beside it, and that a digest here is the digest everywhere.

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { appliedTrees, digestOf, hasMachines, renderers, renderKubernetes } from '@llmflow/render'
import { platform } from './platform.js'

describe('a target', () => {
  it('is applied as it is rendered, but for a chart, which is applied in every environment', () => {
    const environments = { staging: { ...platform, name: 'staging' } }
    const compose = renderers.compose.render(platform, environments)
    expect(appliedTrees(compose, platform, environments)).toEqual([
      { plan: platform, files: compose },
    ])
    const chart = renderers.helm.render(platform, environments)
    const trees = appliedTrees(chart, platform, environments)
    expect(trees.map(({ plan, files }) => [plan.name, files.target])).toEqual([
      [platform.name, 'kubernetes'],
      ['staging', 'kubernetes'],
    ])
  })

  it('has a cluster beside it where it is machines', () => {
    expect(renderers.hosts.beside(platform)).toEqual(renderKubernetes(platform).files)
    expect(renderers.kubernetes.beside(platform)).toEqual([])
  })

  it('has machines when one has an address', () => {
    const [node] = Object.values(platform.nodes)
    expect(hasMachines({ ...platform, nodes: {} })).toBe(false)
    const addressed = node === undefined ? {} : { one: { ...node, address: '10.0.0.1' } }
    expect(hasMachines({ ...platform, nodes: addressed })).toBe(node !== undefined)
  })
})

it.each(['', 'abc', '한국어'.repeat(99), 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64)])(
  'gives the digest of %j',
  (text) => {
    expect(digestOf(text)).toBe(createHash('sha256').update(text).digest('hex'))
  },
)
