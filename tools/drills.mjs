// `npm run drills`: builds, then starts machines from the rendered files, kills and restores them, into docs/drills.md.
import { onPath } from './debian.mjs'
import { findMinio, installPrograms } from './drills-programs.mjs'
import { runNode } from './process.mjs'
import { say, setUp } from './setup.mjs'

/** @param {readonly string[]} args */
async function drills(args) {
  const setUpCode = await setUp(['tools/drills'])
  if (setUpCode !== 0) return setUpCode
  await installPrograms()
  const minio = await findMinio('build/engines', onPath('go'))
  if (minio === undefined) {
    say('drills need MinIO, and there is no Go to build it')
    return 1
  }
  return runNode(['tools/drills/dist/main.js', ...args], { env: { LLMFLOW_MINIO: minio } })
}

process.exitCode = await drills(process.argv.slice(2))
