// `npm start`: the main job from a bare clone. Checks, plans and renders the guide's platform.
import { runNode } from './process.mjs'
import { say, setUp } from './setup.mjs'

const platform = 'examples/guide-production'
const planFile = 'build/plan.json'
const treeFolder = 'build/tree'

const jobs = [
  ['check', platform],
  ['plan', platform, '--out', planFile],
  ['render', planFile, '--target', 'kubernetes', '--out', treeFolder],
]

async function start() {
  const setUpCode = await setUp()
  if (setUpCode !== 0) return setUpCode
  for (const job of jobs) {
    say(`llmflow ${job.join(' ')}`)
    const code = await runNode(['packages/cli/bin/llmflow.js', ...job])
    if (code !== 0) return code
  }
  say(`the plan is in ${planFile}, the manifests are in ${treeFolder}/kubernetes`)
  return 0
}

process.exitCode = await start()
