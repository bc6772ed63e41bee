// Tests that a rendered tree is judged by itself: what stands beside it is read, and nothing is told of that.

import { expect, it } from 'vitest'
import { auditTree } from '@llmflow/audit'
import { printYaml, type RenderedFile } from '@llmflow/spec'

function fileOf(path: string, image: string): RenderedFile {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'default' },
    spec: { containers: [{ name: 'a', image }] },
  }
  return { path, object, text: printYaml(object) }
}

const registry = { host: 'registry.internal' }

it('tells what is wrong in the tree with the text that it stands in, and of what is beside it nothing', () => {
  const own = fileOf('out/own.yaml', 'nginx:latest')
  const beside = fileOf('out/beside.yaml', 'nginx:latest')
  const { diagnostics, sources } = auditTree([own], { registry }, [beside])
  expect(diagnostics.map(({ code }) => code)).toContain('airgap/mutable-tag')
  expect(new Set(diagnostics.map(({ location }) => location.document))).toEqual(new Set([own.path]))
  expect(diagnostics.every(({ severity }) => severity !== 'info')).toBe(true)
  expect(sources.map(({ name, document }) => [name, document !== undefined])).toEqual([
    [own.path, true],
  ])
})
