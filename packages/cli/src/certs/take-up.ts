// Prints who has to take up new certificates, in which order and how.

import { Option, type Command } from 'commander'
import type { TakeUp, TakeUpTarget } from '@llmflow/credentials'
import type { Context, Flags } from '../command.js'
import { placingCommands } from '../secrets/restart.js'
import type { CliWords } from '../words/words.js'

export const takeUpTargets: readonly TakeUpTarget[] = ['kubernetes', 'helm', 'compose', 'hosts']

export const declareTarget = (command: Command, words: CliWords): Command =>
  command.addOption(
    new Option('-t, --target <TARGET>', words.options.restartTarget)
      .choices(takeUpTargets)
      .default('kubernetes'),
  )

export const targetOf = (flags: Flags): TakeUpTarget =>
  takeUpTargets.find((target) => target === flags.text('target')) ?? 'kubernetes'

/** Machines may stand beside a cluster, and need their own files. */
export function printTakeUps(
  steps: readonly TakeUp[],
  target: TakeUpTarget,
  given: string,
  { words: { certs } }: Context,
): readonly string[] {
  if (steps.length === 0) return []
  const forms = new Set(steps.map(({ machines }) => (machines.length > 0 ? 'hosts' : target)))
  const placing = [...forms].flatMap((form) =>
    placingCommands(given, form).map((command) => `      ${command}`),
  )
  const lines = steps.flatMap(({ workload, how, isOneByOne, commands }, index) => [
    `${`${index + 1}.`.padStart(3)} ${certs.how[how](workload, isOneByOne)}`,
    ...commands.map((command) => `      ${command}`),
  ])
  return ['', certs.place, ...placing, certs.order, ...lines]
}
