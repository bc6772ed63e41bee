// Soaks the laws: full counts, the seed first, progress on stderr, the result as docs/soak.md.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { faultsOfTree, makeMistakes, type Mistake } from './audit/catch.js'
import { canaryTrial } from './laws.js'
import { root } from './mutate/examples.js'
import { realWorld } from './pipeline.js'
import { readOptions } from './soak/options.js'
import { reportOf } from './soak/report.js'
import { seedOf, soak } from './soak/run.js'

const say = (text: string): void => void process.stderr.write(`soak: ${text}\n`)

const canaryRuns = 200

/** Single mistakes in a tree, and the share of them that an audit has to notice. */
const mistakesMade = 500
const shareMin = 0.95

function main(): number {
  const options = readOptions(process.argv.slice(2))
  say(`LLMFLOW_SEED=${options.seed}, at most ${options.minutes} minutes`)
  if (canaryTrial.run(realWorld, 1, canaryRuns).failure === undefined) {
    say('the canary holds, so this run would prove nothing')
    return 1
  }
  const laws = soak(options, say)
  const mistakes = 'audit-mistakes'.includes(options.law) ? mistakesOf(laws.seed) : []
  const progress = { ...laws, mistakes }
  writeFileSync(join(root, 'docs', 'soak.md'), reportOf(progress))
  for (const { name, runs, failures } of progress.laws) {
    say(`${name}: ${runs} inputs, ${failures.length} failures`)
    for (const { faults, input } of failures) say(`${faults.join('\n')}\n${input}`)
  }
  for (const { kind, file, at, from, to } of missedOf(mistakes)) {
    say(`not noticed: ${kind} at ${file} ${at}: ${from} became ${to}`)
  }
  const isBroken = progress.laws.some(({ failures }) => failures.length > 0)
  return isBroken || missedOf(mistakes).length > mistakes.length * (1 - shareMin) ? 1 : 0
}

const missedOf = (mistakes: readonly Mistake[]): readonly Mistake[] =>
  mistakes.filter(({ isCaught }) => !isCaught)

function mistakesOf(seed: string): readonly Mistake[] {
  const faults = faultsOfTree()
  for (const { code } of faults) say(`the tree has a fault before any mistake: ${code}`)
  return makeMistakes(seedOf(`${seed}/audit-mistakes`), mistakesMade)
}

process.exitCode = main()
