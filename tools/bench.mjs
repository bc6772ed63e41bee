// `npm run bench`: builds, then measures check, plan, render, audit, the gateway, the service and the console; `-- --write` keeps the result in docs/bench.md.
import { runNode } from './process.mjs'
import { setUp } from './setup.mjs'

/** @param {readonly string[]} args */
async function bench(args) {
  const setUpCode = await setUp(['tools/bench', 'packages/cli', 'packages/runtime'])
  if (setUpCode !== 0) return setUpCode
  return runNode(['tools/bench/dist/main.js', ...args])
}

process.exitCode = await bench(process.argv.slice(2))
