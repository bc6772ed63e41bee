// Writes what a soak found as a page of the documentation.
import { cpus, totalmem } from 'node:os'

import { approximateBytes } from '@llmflow/spec'

import { lawsToSoak } from '../laws.js'
import type { LawProgress, Progress } from './progress.js'

export function reportOf(progress: Progress): string {
  const total = progress.laws.reduce((sum, { runs }) => sum + runs, 0)
  return `# Soak

The laws of planning and rendering at full length. \`npm run soak\` writes this page; a seed repeats it.

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
${failuresOf(progress)}`
}

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
