// `npm run tidy`: builds the architecture tests and runs them on this tree.
import { runNode } from './process.mjs'
import { setUp } from './setup.mjs'

const setUpCode = await setUp(['tools/tidy'])
process.exitCode =
  setUpCode === 0 ? await runNode(['tools/tidy/dist/main.js', ...process.argv.slice(2)]) : setUpCode
