// Soaks the laws: full counts, the seed first, progress on stderr, the result as docs/soak.md.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { canaryTrial } from './laws.js'
import { root } from './mutate/examples.js'
import { realWorld } from './pipeline.js'
import { readOptions } from './soak/options.js'
import { reportOf } from './soak/report.js'
import { soak } from './soak/run.js'

const say = (text: string): void => void process.stderr.write(`soak: ${text}\n`)

const canaryRuns = 200

function main(): number {
  const options = readOptions(process.argv.slice(2))
  say(`LLMFLOW_SEED=${options.seed}, at most ${options.minutes} minutes`)
  if (canaryTrial.run(realWorld, 1, canaryRuns).failure === undefined) {
    say('the canary holds, so this run would prove nothing')
    return 1
  }
  const progress = soak(options, say)
  writeFileSync(join(root, 'docs', 'soak.md'), reportOf(progress))
  for (const { name, runs, failures } of progress.laws) {
    say(`${name}: ${runs} inputs, ${failures.length} failures`)
    for (const { faults, input } of failures) say(`${faults.join('\n')}\n${input}`)
  }
  return progress.laws.some(({ failures }) => failures.length > 0) ? 1 : 0
}

process.exitCode = main()
