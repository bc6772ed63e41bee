// `llmflow certs renew`: renews what is due, or the authority, and says who has to take it up in which order.

import { parseDuration, type Diagnostic } from '@llmflow/spec'
import type { Change, Credentials, Renewed, Renewing, Result, Turned } from '@llmflow/credentials'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Flags,
  type Input,
  type Outcome,
} from '../command.js'
import { changed } from '../certs/change.js'
import { requestInto } from '../certs/request.js'
import { printTakeUps } from '../certs/take-up.js'
import { declareOverlays } from '../platform/declare.js'
import { refusedBy, withPlan, type Asked } from '../secrets/planned.js'
import { declareStore } from '../secrets/store.js'
import { targetOf, targetOption } from '../target.js'
import { wrongUse } from '../wrong-use.js'

export const certsRenewCommand: CommandDefinition = {
  name: 'certs renew',
  declare: (command, words) =>
    declareStore(
      declareOverlays(
        command
          .argument('[DIR]', words.arguments.directoryOrPlan)
          .argument('[NAME...]', words.arguments.certificate),
        words,
      ),
      words,
    )
      .addOption(targetOption(words.options.restartTarget))
      .option('--before <TIME>', words.options.before)
      .option('--csr <FOLDER>', words.options.csr)
      .option('--authority', words.options.authority)
      .option('--force', words.options.forceCerts)
      .option('--dry-run', words.options.dryRun),
  run: async (context, input) => {
    const wrong = wrongUseOf(input, context)
    if (wrong !== undefined)
      return outcomeOf({ diagnostics: [wrong], sources: [context.commandLine] })
    return withPlan(context, input, (asked) => {
      const { args, flags } = input
      const out = flags.text('csr')
      if (flags.isSet('authority')) return turn(asked, flags, context)
      const renewing = renewingOf(args.slice(1), flags)
      return out === undefined
        ? renew(asked, renewing, flags, context)
        : requestInto(out, asked, renewing, context)
    })
  },
}

function wrongUseOf({ args, flags }: Input, context: Context): Diagnostic | undefined {
  const { commandLine, words } = context
  const before = flags.text('before')
  if (before !== undefined && parseDuration(before) === undefined)
    return wrongUse(commandLine, words.certs.notATime, before)
  const others = [args.length > 1, flags.isSet('force'), before, flags.text('csr')]
  return flags.isSet('authority') && others.some((one) => one !== undefined && one !== false)
    ? wrongUse(commandLine, words.certs.authorityAlone, '--authority')
    : undefined
}

function renewingOf(names: readonly string[], flags: Flags): Renewing {
  const before = parseDuration(flags.text('before') ?? '')
  return { names, isForced: flags.isSet('force'), ...(before === undefined ? {} : { before }) }
}

async function renew(
  asked: Asked,
  renewing: Renewing,
  flags: Flags,
  context: Context,
): Promise<Outcome> {
  const { findingsAt, renewCertificates, takeUpOrder } = await import('@llmflow/credentials')
  const { plan, folder, given } = asked
  const target = targetOf(flags)
  const { host, words, style } = context
  const isWritten = !flags.isSet('dryRun')
  const find = findingsAt(folder.shown)
  const done = await changed(folder, isWritten, (before): Result<Change<Renewed>> =>
    renewCertificates(plan, before, host.now().getTime(), renewing, find),
  )
  if ('findings' in done) return refusedBy(done.findings)
  const { renewed, kept } = done.value
  const steps = takeUpOrder(plan, { wanted: renewed, change: 'leaf', target })
  const labels = renewed.map(({ label }) => label)
  const text = textOf([
    ...labels.map((label) => style.change(`~ ${label}`)),
    words.certs.renewed(labels.length, kept, isWritten),
    ...printTakeUps(steps, target, given, context),
  ])
  return outcomeOf({ result: { isWritten, renewed: labels, kept, steps }, text })
}

async function turn(asked: Asked, flags: Flags, context: Context): Promise<Outcome> {
  const { findingsAt, rotateAuthorities, takeUpOrder } = await import('@llmflow/credentials')
  const { plan, folder, given } = asked
  const target = targetOf(flags)
  const { host, words } = context
  const isWritten = !flags.isSet('dryRun')
  const find = findingsAt(folder.shown)
  const done = await changed(folder, isWritten, (before: Credentials): Result<Change<Turned>> =>
    rotateAuthorities(plan, before, host.now().getTime(), find),
  )
  if ('findings' in done) return refusedBy(done.findings)
  const { steps: turned, touched } = done.value
  const isSigning = turned.some(({ step }) => step === 'sign')
  const change = isSigning ? 'issuer' : 'trust'
  const steps = takeUpOrder(plan, { wanted: touched, change, target })
  const isInCluster = ['kubernetes', 'helm'].includes(target)
  const isLast = turned.every(({ step }) => step === 'forget')
  const text = textOf([
    ...turned.map(({ authority, step }) => words.certs.steps[step](authority)),
    ...printTakeUps(steps, target, given, context),
    ...(isSigning && isInCluster ? ['', words.certs.issuer] : []),
    ...(isLast ? [] : ['', words.certs.again(given)]),
  ])
  return outcomeOf({ result: { isWritten, authorities: turned, steps }, text })
}
