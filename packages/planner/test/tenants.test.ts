// Tests that a tenant can use what its quota promises.

import { readFileSync } from 'node:fs'
import { assert, expect, it } from 'vitest'
import { planPlatform } from '@llmflow/planner'
import { gibibytes, readDocument, readPlatform, type PlannedTenant } from '@llmflow/spec'

const laptop = new URL('../../../examples/laptop/llmflow.yaml', import.meta.url)

function limitsOf(quota: string): PlannedTenant['limitRange'] {
  const tenant = `tenants: [{name: science, people: 3, quota: ${quota}}]\n`
  const documents = [readFileSync(laptop, 'utf8'), tenant].map((text, index) => {
    const { document } = readDocument(`${index}.yaml`, text)
    assert(document !== undefined)
    return document
  })
  const platform = readPlatform(documents).read
  assert(platform !== undefined)
  const planned = planPlatform({ platform, inventory: undefined }).plan?.tenants['science']
  assert(planned !== undefined)
  return planned.limitRange
}

it('lets a container of a tenant with GPUs be as large as a model server', () => {
  expect(limitsOf('{requests.nvidia.com/gpu: 4}').memoryMax).toBeGreaterThan(gibibytes(164))
})

it('keeps containers small where a tenant has no GPUs', () => {
  expect(limitsOf('{}').memoryMax).toBe(gibibytes(32))
  expect(limitsOf('{requests.nvidia.com/gpu: 0}').memoryMax).toBe(gibibytes(32))
})
