// Tests that a number which is asked for is the number of the plan, digit by digit.

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const platform = `apiVersion: llmflow.io/v1
kind: Platform
metadata: {name: laptop}
release: "2025.01"
domain: llm.example.com
demand: {users: 2, ingestion: {documents: 1234567}}
objectives: {availability: 90%, recoveryPoint: 24h}
components: {llmflow: {topology: embedded}}
`

it('prints what is counted exactly', async () => {
  const host = memoryHost(memoryDisk({ '/home/llmflow.yaml': platform }))
  expect(await main(['why', '.', 'load/documents'], host)).toBe(0)
  expect(host.out()).toMatch(/^\/load\/documents = 1234567\n/)
})

it('prints what recovery loses and takes in units', async () => {
  const files = Object.fromEntries(
    ['llmflow.yaml', 'inventory.yaml'].map((name) => [
      `/home/${name}`,
      readFileSync(new URL(`../../../examples/guide-production/${name}`, import.meta.url), 'utf8'),
    ]),
  )
  const host = memoryHost(memoryDisk(files))
  expect(await main(['why', '.', 'recovery/postgresql'], host)).toBe(0)
  expect(host.out()).toMatch(/^\/recovery\/postgresql\/bytes = [\d.]+ GiB$/m)
  expect(host.out()).toMatch(/^\/recovery\/postgresql\/recoveryPoint = 5m$/m)
})
