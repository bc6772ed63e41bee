// The whole service at full length: kills, fuzzed requests and attacks, into their part of docs/soak.md.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { runNode } from './process.mjs'
import { say, setUp } from './setup.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const page = join(root, 'docs', 'soak.md')
const results = join(root, 'build', 'soak')
const heading = '## The whole service'
const suites = ['kills', 'fuzz', 'attacks']

/** Builds, runs the suites one after the other, writes the page. Answers with an exit code. */
export async function soakService() {
  const setUpCode = await setUp()
  if (setUpCode !== 0) return setUpCode
  const env = {
    LLMFLOW_KILLS: process.env['LLMFLOW_KILLS'] ?? '200',
    LLMFLOW_FUZZED: process.env['LLMFLOW_FUZZED'] ?? '10000',
    LLMFLOW_SEED: process.env['LLMFLOW_SEED'] ?? randomBytes(4).toString('hex'),
    LLMFLOW_SOAK_RESULTS: results,
  }
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  say(`soak of the service: LLMFLOW_SEED=${env.LLMFLOW_SEED} LLMFLOW_KILLS=${env.LLMFLOW_KILLS}`)
  const folders = suites.map((suite) => `packages/runtime/test/whole/${suite}/`)
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--no-file-parallelism']
  const code = await runNode([...vitest, ...folders], { env })
  writePage(env.LLMFLOW_SEED, code)
  return code
}

const commitOf = () =>
  spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim()

/**
 * @param {string} seed
 * @param {number} code
 */
function writePage(seed, code) {
  const [before = ''] = readFileSync(page, 'utf8').split(`\n${heading}\n`)
  const rows = suites.flatMap((suite) => {
    const file = join(results, `${suite}.json`)
    if (!existsSync(file)) return [`| ${suite} | did not come to an end | |`]
    /** @type {Record<string, number>} */
    const counts = JSON.parse(readFileSync(file, 'utf8'))
    return Object.entries(counts).map(([what, count]) => `| ${suite} | ${what} | ${count} |`)
  })
  const words = [
    heading,
    '',
    `Commit \`${commitOf()}\`, ${cpus()[0]?.model.trim() ?? 'an unknown processor'} (${cpus().length} threads), Node ${process.version}.`,
    `Seed \`${seed}\`; every suite and its negative controls ${code === 0 ? 'passed' : '**failed**'}. The service runs as its`,
    'users have it, in processes of its own, and everything of it is killed at once.',
    '',
    '| suite | what | count |',
    '| ----- | ---- | ----: |',
    ...rows,
  ]
  writeFileSync(page, `${before.trimEnd()}\n\n${words.join('\n')}\n`)
}
