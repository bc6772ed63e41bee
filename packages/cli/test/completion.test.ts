// Gives the completion scripts to the shells that are there.

import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const scriptFor = async (shell: string): Promise<string> => {
  const host = memoryHost(memoryDisk({}))
  expect(await main(['completion', shell], host)).toBe(0)
  return host.out()
}

it.each(['bash', 'zsh', 'fish'])('%s reads its script', async (shell) => {
  const script = await scriptFor(shell)
  expect(script).toContain('check')
  expect(script).toContain('dry-run')
  const { error, status, stderr } = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' })
  if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

it('bash completes commands and options', async () => {
  const script = await scriptFor('bash')
  const complete = (...words: readonly string[]) => {
    const list = words.map((word) => `'${word}'`).join(' ')
    const asked = `${script}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _llmflow; echo "\${COMPREPLY[@]}"`
    return spawnSync('bash', ['-c', asked], { encoding: 'utf8' }).stdout.trim()
  }
  expect(complete('llmflow', 'ch')).toBe('check checklist')
  expect(complete('llmflow', 'aud')).toBe('audit')
  expect(complete('llmflow', 'render', '--dr')).toBe('--dry-run')
  expect(complete('llmflow', 'render', '--js')).toBe('--json')
  expect(complete('llmflow', 'check', 'dir')).toBe('')
  expect(complete('llmflow', 'secrets', 'ro')).toBe('rotate')
  expect(complete('llmflow', 'secrets', 'rotate', '--und')).toBe('--undo')
})
