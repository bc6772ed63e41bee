// `llmflow secrets init`: gives every key of the plan a value, and asks for those that only people know.

import { diagnostic, type Plan } from '@llmflow/spec'
import type { Completion, GivenValue, Sealing, StoreFolder } from '@llmflow/credentials'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Flags,
  type Outcome,
} from '../command.js'
import { collect, declareOverlays } from '../platform/declare.js'
import { givenValues } from '../secrets/given.js'
import { isMadeByCerts } from '../secrets/missing.js'
import { refusedBy, withPlan } from '../secrets/planned.js'
import { declareStore, passphraseFrom } from '../secrets/store.js'
import { alignRows } from '../terminal/table.js'
import { wrongUse } from '../wrong-use.js'

export const secretsInitCommand: CommandDefinition = {
  name: 'secrets init',
  declare: (command, words) =>
    declareStore(
      declareOverlays(command.argument('[DIR]', words.arguments.directoryOrPlan), words),
      words,
    )
      .option('--set-file <SECRET/KEY=FILE>', words.options.setFile, collect)
      .option('--set <SECRET/KEY=->', words.options.set, collect)
      .option('--age-recipient <RECIPIENT>', words.options.ageRecipient, collect)
      .option('--passphrase', words.options.passphrase)
      .option('--dry-run', words.options.dryRun),
  run: (context, input) =>
    withPlan(context, input, async ({ plan, folder }) => {
      const { flags } = input
      const given = await givenValues(plan, flags, context)
      if (given.diagnostics.length > 0)
        return outcomeOf({ diagnostics: given.diagnostics, sources: [context.commandLine] })
      if (flags.isSet('dryRun')) return shown(plan, folder, given.values, context)
      const sealing = await sealingOf(flags, context)
      if ('wrong' in sealing)
        return outcomeOf({ diagnostics: [sealing.wrong], sources: [context.commandLine] })
      return written(plan, folder, given.values, sealing.wanted, context)
    }),
}

type Asked =
  | { readonly wanted: Sealing | undefined }
  | { readonly wrong: ReturnType<typeof wrongUse> }

/** For whom the values are written from now on; undefined for those who read them so far. */
async function sealingOf(flags: Flags, context: Context): Promise<Asked> {
  const { commandLine, words } = context
  const recipients = flags.texts('ageRecipient')
  if (!flags.isSet('passphrase'))
    return { wanted: recipients.length === 0 ? undefined : { kind: 'recipients', recipients } }
  if (recipients.length > 0)
    return { wrong: wrongUse(commandLine, words.secrets.oneSealing, '--passphrase') }
  const passphrase = await passphraseFrom(context, words.secrets.newPassphrase)
  if (passphrase === undefined || passphrase === '')
    return { wrong: wrongUse(commandLine, words.secrets.noPassphrase, '--passphrase') }
  // What is typed is not seen: a slip would lock everybody out.
  const again = await passphraseFrom(context, words.secrets.passphraseAgain)
  return again === passphrase
    ? { wanted: { kind: 'passphrase', passphrase } }
    : { wrong: wrongUse(commandLine, words.secrets.passphrasesDiffer, '--passphrase') }
}

async function shown(
  plan: Plan,
  folder: StoreFolder,
  given: readonly GivenValue[],
  context: Context,
): Promise<Outcome> {
  const { complete, openStore } = await import('@llmflow/credentials')
  const opened = await openStore(folder)
  if ('findings' in opened) return refusedBy(opened.findings)
  const now = context.host.now().toISOString()
  const { completion } = complete(plan, opened.value.credentials, given, now)
  return report(completion, plan, folder, false, context)
}

async function written(
  plan: Plan,
  folder: StoreFolder,
  given: readonly GivenValue[],
  sealing: Sealing | undefined,
  context: Context,
): Promise<Outcome> {
  const { changeStore, complete } = await import('@llmflow/credentials')
  const changed = await changeStore(
    folder,
    (before) => {
      const { credentials, completion } = complete(
        plan,
        before,
        given,
        context.host.now().toISOString(),
      )
      return { value: { credentials, made: completion } }
    },
    sealing,
  )
  return 'findings' in changed
    ? refusedBy(changed.findings)
    : report(changed.value, plan, folder, true, context)
}

function report(
  completion: Completion,
  plan: Plan,
  { shown: store }: StoreFolder,
  isWritten: boolean,
  { words, style }: Context,
): Outcome {
  const say = words.secrets
  const { made, given, kept, missing, unused } = completion
  const line = (sign: string, names: readonly string[]): readonly string[] =>
    names.map((name) => `${sign} ${name}`)
  const rows = missing
    .filter(({ secret }) => !isMadeByCerts(plan, secret))
    .map(({ secret, key, rule }) => [`${secret}/${key}`, rule.purpose])
  const authorities = missing.filter(({ secret }) => isMadeByCerts(plan, secret)).map(nameOf)
  const text = textOf([
    ...line('+', [...made, ...given].map(nameOf)).map(style.add),
    isWritten
      ? say.done(store, made.length, given.length, kept.length)
      : say.would(store, made.length, given.length, kept.length),
    ...(authorities.length === 0 ? [] : [say.byCerts(authorities.join(', '))]),
    ...(rows.length === 0
      ? []
      : ['', say.missing, ...alignRows(rows, ['left', 'left']), say.howToGive]),
  ])
  const diagnostics = unused.map(({ secret, key }) =>
    diagnostic(
      'security/credential-unused',
      { document: store, offset: 0, length: 1 },
      { secret, key },
    ),
  )
  const result = {
    store,
    isWritten,
    made: made.map(nameOf),
    given: given.map(nameOf),
    kept: kept.map(nameOf),
    missing: missing.map(({ secret, key, rule }) => ({ secret, key, purpose: rule.purpose })),
    unused: unused.map(nameOf),
  }
  return outcomeOf({ diagnostics, result, text })
}

const nameOf = ({ secret, key }: { readonly secret: string; readonly key: string }): string =>
  `${secret}/${key}`
