// Runs programs of this machine for tests.

import { execFile } from 'node:child_process'
import type { ProgramResult } from 'llmflow'

export const runProgram = (
  program: string,
  args: readonly string[],
): Promise<ProgramResult | undefined> =>
  new Promise((resolve) => {
    execFile(program, args, { encoding: 'utf8' }, (error, out, complaint) => {
      const code = error === null ? 0 : error.code
      resolve(typeof code === 'number' ? { code, out, error: complaint } : undefined)
    })
  })
