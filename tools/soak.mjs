// `npm run soak`: the laws and the whole service at full length into docs/soak.md, then every other property test with a
// fresh seed. `--service` soaks the service alone.
import { runNode } from './process.mjs'
import { setUp } from './setup.mjs'
import { soakService } from './soak-service.mjs'

/** @param {readonly string[]} args */
async function soak(args) {
  if (args.includes('--service')) return soakService()
  const setUpCode = await setUp(['tools/fuzz'])
  if (setUpCode !== 0) return setUpCode
  const lawsCode = await runNode(['tools/fuzz/dist/main.js', ...args])
  const serviceCode = await soakService()
  const testsCode = await runNode(['tools/test.mjs', '--soak', '--exclude', 'tools/fuzz/**'])
  return lawsCode || serviceCode || testsCode
}

process.exitCode = await soak(process.argv.slice(2))
