// Reads the command line of the soak.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'

export type SoakOptions = {
  readonly seed: string
  readonly minutes: number
  readonly resumes: boolean
  /** Only laws whose name contains this. */
  readonly law: string
}

const minutesByDefault = 10

export function readOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      resume: { type: 'boolean' },
      law: { type: 'string' },
    },
  })
  const minutes = Number(values.minutes ?? minutesByDefault)
  return {
    seed: values.seed ?? process.env['LLMFLOW_SEED'] ?? randomBytes(4).toString('hex'),
    minutes: Number.isFinite(minutes) && minutes > 0 ? minutes : minutesByDefault,
    resumes: values.resume ?? false,
    law: values.law ?? '',
  }
}
