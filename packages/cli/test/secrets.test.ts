// Tests that a secret in a file is found, and that nothing which is printed repeats it.

import { describe, expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const platform = (env: string): string => `apiVersion: llmflow.io/v1
kind: Platform
metadata: {name: leaky}
release: "2025.01"
domain: llm.example.com
demand: {users: 2}
objectives: {availability: 90%, recoveryPoint: 24h}
components:
  unstructured: {replicas: {minimum: 1, maximum: 1}${env}}
  vllm:
    args: [--seed, "1", --api-key, "hunter2 hunter2"]
`
const commands = [
  ['check'],
  ['check', '--json'],
  ['check', '--report', 'sarif'],
  ['plan'],
  ['plan', '--json'],
  ['plan', '--out', 'plan.json'],
  ['why', '.', 'unstructured/replicas/minimum'],
  ['why', '.', 'workloads/unstructured/environment'],
  ['diff', 'clean', '.'],
  ['diff', 'clean', '.', '--json'],
  ['render', '--out', 'tree'],
]

describe('a secret in a file', () => {
  const disk = memoryDisk({
    '/home/llmflow.yaml': platform(', env: {DB_PASSWORD: hunter2-flow}'),
    '/home/clean/llmflow.yaml': platform(''),
    '/home/block/llmflow.yaml': platform('').concat(
      '  dify:\n    env:\n      SECRET_KEY: |\n        hunter2-first\n        hunter2-second\n      WHAT: 1\n',
    ),
  })
  const run = async (argv: readonly string[]) => {
    const host = memoryHost(disk)
    const code = await main(argv, host)
    return { code, printed: `${host.out()}${host.error()}` }
  }

  it('is found', async () => {
    const { code, printed } = await run(['check'])
    expect(code).toBe(1)
    expect(printed).toContain('DB_PASSWORD: ************')
    expect(printed).toContain('security/secret-in-file')
  })

  it.each(commands)('is not repeated by %s %s %s', async (...argv) => {
    const { printed } = await run(argv)
    expect(printed).not.toBe('')
    expect(printed).not.toContain('hunter2')
    expect([...disk.files().values()].filter((text) => text.includes('hunter2'))).toHaveLength(3)
  })

  it('is hidden line by line where it has several', async () => {
    const { printed } = await run(['check', 'block'])
    expect(printed).toContain('does not read WHAT')
    expect(printed).not.toContain('hunter2')
  })
})
