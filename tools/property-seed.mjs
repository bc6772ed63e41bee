// Gives every property test its sample: the commit's in CI (LLMFLOW_SEED), any number of runs in a soak.
import { configureGlobal } from 'fast-check'

const seed = process.env['LLMFLOW_SEED']
const runs = process.env['LLMFLOW_RUNS']

configureGlobal({
  ...(seed ? { seed: Number.parseInt(seed.slice(0, 8), 16) | 0 } : {}),
  ...(runs ? { numRuns: Number(runs) } : {}),
})
