// Runs promtool on files in a folder that goes away afterwards.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert } from 'vitest'

type Outcome = { readonly code: number | null; readonly output: string }

/** File names and what is in them; JSON is YAML too. */
type InputFiles = { readonly [name: string]: unknown }

/** `tools/engines.mjs` says where promtool is. */
export function promtool(files: InputFiles, args: readonly string[]): Outcome {
  const program = process.env['LLMFLOW_PROMTOOL']
  assert(program !== undefined, 'npm run test:engines finds promtool')
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-engines-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), JSON.stringify(content))
    }
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    assert(error === undefined, `${program} runs: ${String(error)}`)
    return { code: status, output: `${stdout}\n${stderr}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
