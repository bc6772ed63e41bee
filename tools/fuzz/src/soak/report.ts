// Writes what a soak found as a page of the documentation.
import { cpus, totalmem } from 'node:os'

import { approximateBytes } from '@llmflow/spec'

import type { Mistake } from '../audit/catch.js'
import { lawsToSoak } from '../laws.js'
import type { LawProgress, Progress } from './progress.js'

export function reportOf(progress: Progress): string {
  const total = progress.laws.reduce((sum, { runs }) => sum + runs, 0)
  return `# Soak

The laws of planning, rendering and auditing at full length. \`npm run soak\` writes this page; a seed repeats it.

| what     | value |
| -------- | ----- |
${factsOf(progress)
  .map(([what, value]) => `| ${what} | ${value} |`)
  .join('\n')}

| law | statement | inputs | wanted | nothing to say | CPU time | failures |
| --- | --------- | -----: | -----: | -------------: | -------: | -------: |
${progress.laws.map(rowOf).join('\n')}

${total} inputs in all. “Nothing to say” counts inputs that a law does not speak of, such as a plan that was refused.
The canary, a statement that is false, failed as it must.
${mistakesOf(progress.mistakes ?? [])}${failuresOf(progress)}`
}

/** How many of the mistakes of each kind were noticed, and which were not. */
function mistakesOf(mistakes: readonly Mistake[]): string {
  if (mistakes.length === 0) return ''
  const kinds = [...new Set(mistakes.map(({ kind }) => kind))].toSorted()
  const rows = kinds.map((kind) => {
    const made = mistakes.filter((mistake) => mistake.kind === kind)
    return `| ${kind} | ${made.length} | ${caughtIn(made)} |`
  })
  const missed = mistakes.filter(({ isCaught }) => !isCaught)
  const lines = missed.map(
    ({ kind, file, at, from, to }) =>
      `- ${kind}: \`${file}\` \`${at}\`: \`${from}\` became \`${to}\``,
  )
  return `
## Mistakes in a tree

The tree of \`examples/guide-production\` with one mistake at a time, at a place and in a way that the seed picks; the tree
without mistakes has no finding.

| mistake | made | noticed |
| ------- | ---: | ------: |
${rows.join('\n')}
| all | ${mistakes.length} | ${caughtIn(mistakes)} (${((100 * caughtIn(mistakes)) / mistakes.length).toFixed(1)} %) |
${lines.length === 0 ? '' : `\nNot noticed:\n\n${lines.join('\n')}\n`}`
}

const caughtIn = (mistakes: readonly Mistake[]): number =>
  mistakes.filter(({ isCaught }) => isCaught).length

function factsOf({ commit, seed, wallMs }: Progress): readonly (readonly [string, string])[] {
  const processors = cpus()
  return [
    ['commit', commit],
    ['seed', `\`${seed}\``],
    [
      'processor',
      `${processors[0]?.model ?? 'unknown'}, ${processors.length} threads, of which one was used`,
    ],
    ['memory', approximateBytes(totalmem())],
    ['Node', process.version],
    ['duration', `${Math.round(wallMs / 1000)} s`],
    ['date', new Date().toISOString().slice(0, 10)],
  ]
}

function rowOf({ name, runs, vacuous, cpuMs, failures }: LawProgress): string {
  const law = lawsToSoak.find(({ trial }) => trial.name === name)
  return `| ${name} | ${law?.trial.statement ?? ''} | ${runs} | ${law?.runs ?? 0} | ${vacuous} | ${(cpuMs / 1000).toFixed(1)} s | ${failures.length} |`
}

function failuresOf({ laws }: Progress): string {
  return laws
    .flatMap(({ name, failures }) =>
      failures.map(
        ({ faults, seed }) =>
          `\n## ${name} failed (seed ${seed})\n\n${faults.map((fault) => `- ${fault}`).join('\n')}\n`,
      ),
    )
    .join('')
}
