// Writes first platforms of many sizes: each checks without errors, in both languages.

import { expect, it } from 'vitest'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const sizes = [
  [1, 0],
  [5, 1],
  [100, 8],
  [100, 9],
  [300, 4],
  [500, 16],
  [500, 24],
  [500, 32],
  [2000, 64],
] as const

it.each(sizes)('%i users and %i GPUs', async (users, gpus) => {
  for (const lang of ['en', 'ko']) {
    const host = memoryHost(memoryDisk({}))
    const written = await main(
      [
        'init',
        'x',
        '--users',
        `${users}`,
        '--gpus',
        `${gpus}`,
        '--domain',
        'llm.example.com',
        '--lang',
        lang,
      ],
      host,
    )
    expect({ written, error: host.error() }).toEqual({ written: 0, error: '' })
    const second = memoryHost(host.disk)
    const checked = await main(['check', 'x', '--quiet'], second)
    expect({ checked, out: second.out() }).toEqual({ checked: 0, out: '' })
  }
})

it('asks for what was not said', async () => {
  const disk = memoryDisk({})
  const answers = ['', '40', 'llm.example.com', '', '2', '']
  const questions: string[] = []
  const ask = (question: string) => {
    questions.push(question)
    return Promise.resolve(answers[questions.length - 1])
  }
  const host = memoryHost(disk, { ask })
  expect(await main(['init', 'My Team'], host)).toBe(0)
  expect(questions).toEqual([
    'Name of the platform [my-team]: ',
    'People who will have access: ',
    'Domain under which the platform is reached: ',
    'Registry inside the closed network (empty for none): ',
    'GPUs for inference (0 for none) [0]: ',
    'GPU product [A100-SXM4-80GB]: ',
  ])
  expect(disk.files().get('/home/My Team/llmflow.yaml')).toContain('name: my-team')
})

it('leaves quietly with the person', async () => {
  const disk = memoryDisk({})
  const host = memoryHost(disk, { ask: () => Promise.resolve(undefined) })
  expect(await main(['init'], host)).toBe(130)
  expect(disk.files().size).toBe(0)
})
