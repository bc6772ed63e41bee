// Gives the drills of a process a folder of their own, and takes away those of processes that were killed.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'llmflow-drills-'
const own = join(tmpdir(), `${prefix}${process.pid}`)

/** A new folder; all of them go when the process ends. Mounts in it are nobody's but a machine's, and go with that. */
export function scratchFolder(name: string): string {
  if (!existsSync(own)) {
    sweep()
    mkdirSync(own, { mode: 0o700 })
    process.on('exit', () => rmSync(own, { recursive: true, force: true }))
  }
  return mkdtempSync(join(own, `${name}-`))
}

function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^llmflow-drills-(\d+)$/.exec(name) ?? []
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue
    rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}
