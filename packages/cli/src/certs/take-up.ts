// Prints who has to take up new certificates, in which order and how.

import type { TakeUp } from '@llmflow/credentials'
import type { Target } from '@llmflow/spec'
import type { Context } from '../command.js'
import { placingCommands } from '../secrets/restart.js'

/** Machines may stand beside a cluster, and need their own files. */
export function printTakeUps(
  steps: readonly TakeUp[],
  target: Target,
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
