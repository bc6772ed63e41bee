// `npm test`: types, then every test that needs only this machine. `--soak` repeats the property tests for long.
import { randomBytes } from 'node:crypto'

import { runNode } from './process.mjs'
import { say, setUp } from './setup.mjs'

const soakRuns = '5000'

async function test() {
  const [isSoak, args] = readArguments(process.argv.slice(2))
  const setUpCode = await setUp(['tsconfig.json', 'tsconfig.check.json'])
  if (setUpCode !== 0) return setUpCode
  return isSoak ? soak(args) : vitest(args)
}

/**
 * @param {readonly string[]} args
 * @returns {[isSoak: boolean, rest: string[]]}
 */
function readArguments(args) {
  return [args.includes('--soak'), args.filter((arg) => arg !== '--soak')]
}

/**
 * A fresh sample each time; the seed is printed, so that a failure can be repeated with LLMFLOW_SEED.
 * @param {readonly string[]} args
 */
function soak(args) {
  const seed = process.env['LLMFLOW_SEED'] ?? randomBytes(4).toString('hex')
  const runs = process.env['LLMFLOW_RUNS'] ?? soakRuns
  say(`soak: LLMFLOW_SEED=${seed} LLMFLOW_RUNS=${runs}`)
  return vitest(['--testTimeout=600000', '.property.test.ts', ...args], {
    LLMFLOW_SEED: seed,
    LLMFLOW_RUNS: runs,
  })
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function vitest(args, env = {}) {
  return runNode(['node_modules/vitest/vitest.mjs', 'run', ...args], { env })
}

process.exitCode = await test()
