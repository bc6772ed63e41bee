// `npm run bench`: builds, then measures check, plan and render.
import { runNode } from './process.mjs'
import { setUp } from './setup.mjs'

const setUpCode = await setUp(['tools/bench', 'packages/cli'])
process.exitCode =
  setUpCode === 0
    ? await runNode(['tools/bench/dist/main.js', ...process.argv.slice(2)])
    : setUpCode
