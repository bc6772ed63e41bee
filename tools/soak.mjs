// `npm run soak`: the laws at full length into docs/soak.md, then every other property test with a fresh seed.
import { runNode } from './process.mjs'
import { setUp } from './setup.mjs'

/** @param {readonly string[]} args */
async function soak(args) {
  const setUpCode = await setUp(['tools/fuzz'])
  if (setUpCode !== 0) return setUpCode
  const lawsCode = await runNode(['tools/fuzz/dist/main.js', ...args])
  const testsCode = await runNode(['tools/test.mjs', '--soak', '--exclude', 'tools/fuzz/**'])
  return lawsCode === 0 ? testsCode : lawsCode
}

process.exitCode = await soak(process.argv.slice(2))
