// `llmflow secrets check`: what is missing, weak, old, unused, or where others can read it.

import { diagnostic, hasErrors, parseDuration, type Diagnostic, type Plan } from '@llmflow/spec'
import type { Credentials } from '@llmflow/credentials'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Flags,
  type Outcome,
} from '../command.js'
import { declareOverlays } from '../platform/declare.js'
import { missingAt } from '../secrets/missing.js'
import { leaksBelow } from '../secrets/search.js'
import { refusedBy, withPlan, type Asked } from '../secrets/planned.js'
import { declareStore } from '../secrets/store.js'
import { wrongUse } from '../wrong-use.js'

const dayMilliseconds = 24 * 60 * 60 * 1000
const ageDefault = '365d'

export const secretsCheckCommand: CommandDefinition = {
  name: 'secrets check',
  declare: (command, words) =>
    declareStore(
      declareOverlays(
        command
          .argument('[DIR]', words.arguments.directoryOrPlan)
          .argument('[FOLDER...]', words.arguments.searched),
        words,
      ),
      words,
    ).option('--older-than <AGE>', words.options.tooOld, ageDefault),
  run: async (context, input) => {
    const limit = daysIn(input.flags)
    if (limit !== undefined)
      return withPlan(context, input, (asked) =>
        examine(asked, input.args.slice(1), limit, context),
      )
    const { commandLine, words } = context
    const finding = wrongUse(commandLine, words.secrets.notAnAge, input.flags.text('olderThan'))
    return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
  },
}

/** Undefined for what is no duration. */
export function daysIn(flags: Flags): number | undefined {
  const age = parseDuration(flags.text('olderThan') ?? ageDefault)
  return age === undefined ? undefined : age / dayMilliseconds
}

async function examine(
  { plan, folder, given }: Asked,
  searched: readonly string[],
  days: number,
  context: Context,
): Promise<Outcome> {
  const { historyFindings, openStore } = await import('@llmflow/credentials')
  const opened = await openStore(folder)
  if ('findings' in opened) return refusedBy(opened.findings)
  const { credentials } = opened.value
  const values = await judged(plan, credentials, folder.shown, days, context)
  const leaks = await leaksBelow([given, ...searched], credentials, folder.path, context)
  const diagnostics = [...values, ...leaks.diagnostics, ...(await historyFindings(folder))]
  const count = Object.values(credentials).flatMap((keys) => Object.keys(keys)).length
  const text = hasErrors(diagnostics)
    ? ''
    : textOf([context.words.secrets.checked(folder.shown, count, leaks.files)])
  const result = { store: folder.shown, values: count, files: leaks.files }
  const subject = folder.shown
  return outcomeOf({ diagnostics, sources: leaks.sources, result, text, subject, findings: 'out' })
}

/** Findings about values stand at the store, whose lines nobody may see. */
async function judged(
  plan: Plan,
  credentials: Credentials,
  store: string,
  days: number,
  { host }: Context,
): Promise<readonly Diagnostic[]> {
  const {
    authoritiesElsewhere,
    bytesOfValue,
    formOf,
    plannedKeys,
    storedAt,
    unusedKeys,
    weaknessOf,
  } = await import('@llmflow/credentials')
  const elsewhere = authoritiesElsewhere(plan, credentials)
  const place = { document: store, offset: 0, length: 1 }
  const planned = plannedKeys(plan).flatMap(({ secret, key, rule }): readonly Diagnostic[] => {
    const stored = storedAt(credentials, { secret, key })
    if (stored === undefined)
      return elsewhere.has(secret) ? [] : [missingAt(plan, { secret, key }, store)]
    const weakness = weaknessOf(rule, key, Buffer.from(bytesOfValue(stored)).toString())
    const age = (host.now().getTime() - Date.parse(stored.made)) / dayMilliseconds
    const isOld = age > days && (rule.rotation === undefined || rule.rotation.kind === 'inside')
    return [
      ...(weakness === undefined
        ? []
        : [
            diagnostic('security/credential-weak', place, {
              secret,
              key,
              weakness,
              expected: formOf(rule),
            }),
          ]),
      ...(isOld
        ? [
            diagnostic('security/credential-old', place, {
              secret,
              key,
              days: Math.floor(age),
              limit: Math.floor(days),
            }),
          ]
        : []),
    ]
  })
  const unused = unusedKeys(plan, credentials).map(({ secret, key }) =>
    diagnostic('security/credential-unused', place, { secret, key }),
  )
  return [...planned, ...unused]
}
