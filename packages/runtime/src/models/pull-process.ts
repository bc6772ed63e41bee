// Runs one pull in the process of `llmflow models`: reading, converting and hashing gigabytes would hold up everybody here.

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { RunPull } from './pulls.js'

const line = z.looseObject({ event: z.string() })

/** Sources run in tests; a process runs what `tsc -b` made of them. */
const main = fileURLToPath(new URL('./main.js', import.meta.url)).replace('/src/', '/dist/')

/** Secrets of the service are none of the downloader's business; where it finds its servers is. */
const withoutSecrets = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('LLMFLOW_')))

export const runPullProcess: RunPull = (task, tell, signal) => {
  const child = spawn(process.execPath, [main, 'models', JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withoutSecrets(process.env),
  })
  const stop = (): void => void child.kill('SIGTERM')
  signal.addEventListener('abort', stop, { once: true })
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (text) => {
    const said = line.safeParse(jsonOf(text))
    if (said.success) tell(said.data)
  })
  const read = new Promise<void>((resolve) => lines.once('close', () => resolve()))
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1))
    child.once('error', () => resolve(1))
  })
  return Promise.all([ended, read]).then(([code]) => {
    signal.removeEventListener('abort', stop)
    return code
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
