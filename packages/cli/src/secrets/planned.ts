// Gives the commands about values a plan and the folder of values, or says why there is none.

import { hasErrors, type Diagnostic, type Plan } from '@llmflow/spec'
import type { StoreFolder } from '@llmflow/credentials'
import { outcomeOf, type Context, type Input, type Outcome } from '../command.js'
import { overlaysOf } from '../platform/directory.js'
import { planOf } from '../platform/planned.js'
import { asDiskErrors, storeOf } from './store.js'

export type Asked = {
  readonly plan: Plan
  readonly folder: StoreFolder
  /** The platform as it was named. */
  readonly given: string
}

/** What the plan has to say that is no error is not this command's business. */
export async function withPlan(
  context: Context,
  { args, flags }: Pick<Input, 'args' | 'flags'>,
  run: (asked: Asked) => Promise<Outcome>,
): Promise<Outcome> {
  const given = args[0] ?? '.'
  const { plan, diagnostics, sources } = await planOf(context.host, given, overlaysOf(flags))
  if (plan === undefined || hasErrors(diagnostics)) return outcomeOf({ diagnostics, sources })
  const found = await storeOf(context, given, flags)
  if ('diagnostics' in found) return outcomeOf(found)
  return asDiskErrors(() => run({ plan, folder: found.folder, given }))
}

export const refusedBy = (diagnostics: readonly Diagnostic[]): Outcome => outcomeOf({ diagnostics })
