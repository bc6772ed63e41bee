// `npm run eval`: how well each leg of retrieval finds, and all of them fused; fails where it finds too little.
// `-- --set DIR` adds a folder of questions, `--embedder FILE` a GGUF model for the vector leg, `--json` prints lines of JSON.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { runNode } from './process.mjs'
import { setUp } from './setup.mjs'

/**
 * @typedef {object} Result
 * @property {string} set
 * @property {string} leg
 * @property {string} group
 * @property {number} questions
 * @property {number} ndcg10
 * @property {number} hit1
 * @property {number} hit10
 * @property {number} recall100
 * @property {number} msPerQuestion
 */

const columns = ['nDCG@10', 'hit@1', 'hit@10', 'R@100', 'ms']

async function evaluate() {
  const { values } = parseArgs({
    options: {
      set: { type: 'string' },
      embedder: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const from = process.cwd()
  const setUpCode = await setUp(['packages/runtime'])
  if (setUpCode !== 0) return setUpCode
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-eval-'))
  const results = join(folder, 'results')
  try {
    const code = await runNode(
      ['node_modules/vitest/vitest.mjs', 'run', 'packages/runtime/test/evaluation'],
      {
        isQuiet: true,
        env: {
          LLMFLOW_EVALUATION_RESULTS: results,
          ...(values.set && { LLMFLOW_KOREAN_RETRIEVAL: resolve(from, values.set) }),
          ...(values.embedder && { LLMFLOW_EVALUATION_EMBEDDER: resolve(from, values.embedder) }),
        },
      },
    )
    print(readResults(results), values.json)
    return code
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * @param {string} path
 * @returns {readonly Result[]}
 */
function readResults(path) {
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    return lines.filter((line) => line !== '').map(readResult)
  } catch {
    // It failed before anything was measured.
    return []
  }
}

/**
 * @param {string} line
 * @returns {Result}
 */
function readResult(line) {
  /** @type {Result} */
  const result = JSON.parse(line)
  return result
}

/**
 * @param {readonly Result[]} results
 * @param {boolean} isJson
 */
function print(results, isJson) {
  if (isJson) {
    for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`)
    return
  }
  for (const set of new Set(results.map((one) => one.set))) {
    process.stdout.write(`\n${row(set, 'questions', columns)}\n`)
    for (const one of results.filter((result) => result.set === set)) {
      const { leg, group, questions, ndcg10, hit1, hit10, recall100, msPerQuestion } = one
      const numbers = [ndcg10, hit1, hit10, recall100].map((number) => number.toFixed(3))
      const time = group === 'all' ? msPerQuestion.toFixed(1) : ''
      process.stdout.write(`${row(leg, `${questions} ${group}`, [...numbers, time])}\n`)
    }
  }
}

/**
 * @param {string} name
 * @param {string} questions
 * @param {readonly string[]} cells
 */
const row = (name, questions, cells) =>
  [name.padEnd(12), questions.padEnd(20), ...cells.map((cell) => cell.padStart(9))].join(' ')

process.exitCode = await evaluate()
