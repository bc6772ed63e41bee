// `llmflow secrets rotate`: replaces values, and says who has to start again in which order.

import { diagnostic, type Diagnostic, type Plan } from '@llmflow/spec'
import type { Credentials, KeyName, Rotated, RotationStep } from '@llmflow/credentials'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Flags,
  type Input,
  type Outcome,
} from '../command.js'
import { declareOverlays } from '../platform/declare.js'
import { unknownKey } from '../secrets/given.js'
import { refusedBy, withPlan, type Asked } from '../secrets/planned.js'
import { restartSteps, type RestartStep } from '../secrets/restart.js'
import { declareStore } from '../secrets/store.js'
import { targetOf, targetOption } from '../target.js'
import { wrongUse } from '../wrong-use.js'
import { daysIn } from './secrets-check.js'

export const secretsRotateCommand: CommandDefinition = {
  name: 'secrets rotate',
  declare: (command, words) =>
    declareStore(
      declareOverlays(
        command
          .argument('<DIR>', words.arguments.directoryOrPlan)
          .argument('[SECRET...]', words.arguments.secretKey),
        words,
      ),
      words,
    )
      .option('--all', words.options.all)
      .option('--older-than <AGE>', words.options.olderThan)
      .option('--undo', words.options.undo)
      .option('--forget', words.options.forget)
      .option('--force', words.options.forceRotation)
      .addOption(targetOption(words.options.restartTarget))
      .option('--dry-run', words.options.dryRun),
  run: async (context, input) => {
    const wrong = wrongUseOf(input, context)
    if (wrong === undefined)
      return withPlan(context, input, (asked) => change(asked, input, context))
    return outcomeOf({ diagnostics: [wrong], sources: [context.commandLine] })
  },
}

function wrongUseOf({ args, flags }: Input, context: Context): Diagnostic | undefined {
  const { commandLine, words } = context
  const ways = [args.length > 1, flags.isSet('all'), flags.text('olderThan') !== undefined]
  if (ways.filter(Boolean).length !== 1) return wrongUse(commandLine, words.secrets.whichToRotate)
  if (flags.isSet('undo') && flags.isSet('forget'))
    return wrongUse(commandLine, words.secrets.undoOrForget, '--forget')
  const age = flags.text('olderThan')
  return age !== undefined && daysIn(flags) === undefined
    ? wrongUse(commandLine, words.secrets.notAnAge, age)
    : undefined
}

const stepOf = (flags: Flags): RotationStep =>
  flags.isSet('undo') ? 'undo' : flags.isSet('forget') ? 'forget' : 'rotate'

type Change = Rotated & { readonly unknown: readonly Diagnostic[] }

async function change(asked: Asked, input: Input, context: Context): Promise<Outcome> {
  const { flags } = input
  const { changeStore, openStore } = await import('@llmflow/credentials')
  if (flags.isSet('dryRun')) {
    const opened = await openStore(asked.folder)
    if ('findings' in opened) return refusedBy(opened.findings)
    return report(
      await attempt(asked.plan, opened.value.credentials, input, context),
      asked,
      input,
      context,
    )
  }
  const changed = await changeStore(asked.folder, async (before) => {
    const made = await attempt(asked.plan, before, input, context)
    // Half of what was asked for would leave secrets that belong together on two sides.
    const isStopped = findingsOf(made, input.flags, asked).some(
      ({ severity }) => severity === 'error',
    )
    return { value: { credentials: isStopped ? before : made.credentials, made } }
  })
  if ('findings' in changed) return refusedBy(changed.findings)
  return report(changed.value, asked, input, context)
}

async function attempt(
  plan: Plan,
  before: Credentials,
  { args, flags }: Input,
  context: Context,
): Promise<Change> {
  const { keysNamed, keysToRotate, knownKeys, rotate } = await import('@llmflow/credentials')
  const now = context.host.now()
  const step = stepOf(flags)
  const known = knownKeys(plan, before)
  const named = args
    .slice(1)
    .map((word) => ({ word, keys: withoutGiven(plan, word, keysNamed(word, known)) }))
  const unknown = named.flatMap(({ word, keys }) =>
    keys.length === 0 ? [unknownKey(word, plan, context)] : [],
  )
  const days = flags.text('olderThan') === undefined ? undefined : daysIn(flags)
  const chosen =
    args.length > 1
      ? named.flatMap(({ keys }) => keys)
      : keysToRotate(plan, before, step, { now: now.getTime(), days })
  const isForced = flags.isSet('force')
  return { ...rotate(plan, before, chosen, { step, isForced, now: now.toISOString() }), unknown }
}

/** Who names a secret means its values that are made; who names a key means that key. */
function withoutGiven(
  { secrets }: Plan,
  word: string,
  keys: readonly KeyName[],
): readonly KeyName[] {
  const made = keys.filter(({ secret, key }) => secrets[secret]?.keys[key]?.format !== 'given')
  return made.length > 0 && secrets[word] !== undefined ? made : keys
}

function findingsOf(
  { refused, unknown }: Change,
  flags: Flags,
  { folder }: Asked,
): readonly Diagnostic[] {
  const place = { document: folder.shown, offset: 0, length: 1 }
  const isNamed = !flags.isSet('all') && flags.text('olderThan') === undefined
  return [
    ...unknown,
    ...refused.map(({ secret, key, hindrance, rotation }) => {
      const reason = rotation?.reason ?? { en: '', ko: '' }
      const params = { secret, key, hindrance, reason }
      // Whoever asks for all of them asks for those that can be rotated.
      const severity = isNamed ? 'error' : 'info'
      return diagnostic('security/rotation-refused', place, params, { severity })
    }),
  ]
}

async function report(
  made: Change,
  asked: Asked,
  { flags }: Input,
  context: Context,
): Promise<Outcome> {
  const { words, style, commandLine } = context
  const diagnostics = findingsOf(made, flags, asked)
  if (diagnostics.some(({ severity }) => severity === 'error'))
    return outcomeOf({ diagnostics, sources: [commandLine] })
  const step = stepOf(flags)
  const isWritten = !flags.isSet('dryRun')
  const target = targetOf(flags)
  const steps = step === 'forget' ? [] : await restartSteps(asked, made.changed, target, context)
  const text = textOf([
    ...made.changed.map((key) => style.change(`~ ${nameOf(key)}`)),
    words.secrets.rotated[step](made.changed.length, isWritten),
    ...(steps.length === 0 ? [] : ['', words.secrets.restartHeading, ...steps.flatMap(printed)]),
    ...(step === 'rotate' && made.changed.length > 0
      ? ['', words.secrets.afterRotation(asked.given)]
      : []),
  ])
  const result = { step, isWritten, changed: made.changed.map(nameOf), steps }
  return outcomeOf({ diagnostics, sources: [commandLine], result, text })
}

const printed = ({ what, commands }: RestartStep, at: number): readonly string[] => [
  `${`${at + 1}.`.padStart(3)} ${what}`,
  ...commands.map((command) => `      ${command}`),
]

const nameOf = ({ secret, key }: KeyName): string => `${secret}/${key}`
