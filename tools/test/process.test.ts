// Proves on real processes that Ctrl-C leaves no child behind and that exit codes pass through.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const module = new URL('../process.mjs', import.meta.url).href

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'llmflow-process-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Starts a script that runs `childCode` through the module under test. */
function start(childCode: string) {
  const script = join(folder, 'script.mjs')
  writeFileSync(
    script,
    `import { passSignalsOn, runNode } from '${module}'
passSignalsOn()
process.exitCode = await runNode(['-e', ${JSON.stringify(childCode)}])`,
  )
  return spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Code that shows it is alive by writing on and on. */
const beat = (file: string) =>
  `setInterval(() => require('node:fs').appendFileSync(${JSON.stringify(join(folder, file))}, '.'), 10);`

const beatsOf = (file: string) => statSync(join(folder, file)).size

async function hasStopped(file: string): Promise<boolean> {
  const before = beatsOf(file)
  await setTimeout(200)
  return beatsOf(file) === before
}

async function exitCodeOf(script: ChildProcess): Promise<number | null> {
  await once(script, 'exit')
  return script.exitCode
}

describe('runNode', () => {
  it('answers with the exit code of the child', async () => {
    expect(await exitCodeOf(start('process.exit(7)'))).toBe(7)
  })

  it('answers as a shell does for a child that a signal ended', async () => {
    expect(await exitCodeOf(start("process.kill(process.pid, 'SIGTERM')"))).toBe(143)
  })
})

describe('passSignalsOn', () => {
  const untilAlive = (file: string) =>
    vi.waitFor(() => expect(beatsOf(file)).toBeGreaterThan(0), { timeout: 5000 })

  it('ends the children and their children on Ctrl-C, and says 130', async () => {
    const grandchild = JSON.stringify(beat('grandchild'))
    const script = start(`${beat('child')}
      require('node:child_process').spawn(process.execPath, ['-e', ${grandchild}])`)
    await untilAlive('grandchild')
    script.kill('SIGINT')
    expect(await exitCodeOf(script)).toBe(130)
    expect(await hasStopped('child')).toBe(true)
    expect(await hasStopped('grandchild')).toBe(true)
  })

  it('insists when a child does not listen', async () => {
    const script = start(`process.on('SIGINT', () => {});${beat('child')}`)
    await untilAlive('child')
    script.kill('SIGINT')
    expect(await exitCodeOf(script)).toBe(130)
    expect(await hasStopped('child')).toBe(true)
  }, 10_000)
})
