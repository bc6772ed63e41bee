// `llmflow certs check`: lists every certificate with the days that it has left, and what is wrong with it.

import { Option } from 'commander'
import { parseDuration, targets } from '@llmflow/spec'
import type { CertificateState, Checking } from '@llmflow/credentials'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Flags,
  type Outcome,
} from '../command.js'
import { declareOverlays } from '../platform/declare.js'
import { refusedBy, withPlan, type Asked } from '../secrets/planned.js'
import { declareStore } from '../secrets/store.js'
import { left, right, tableOf } from '../terminal/table.js'
import { wrongUse } from '../wrong-use.js'

export const certsCheckCommand: CommandDefinition = {
  name: 'certs check',
  declare: (command, words) =>
    declareStore(
      declareOverlays(command.argument('[DIR]', words.arguments.directoryOrPlan), words),
      words,
    )
      .addOption(new Option('-t, --target <TARGET>', words.options.usedBy).choices(targets))
      .option('--within <TIME>', words.options.within),
  run: async (context, input) => {
    const given = input.flags.text('within')
    const within = given === undefined ? undefined : parseDuration(given)
    if (given === undefined || within !== undefined)
      return withPlan(context, input, (asked) =>
        examine(asked, checkingOf(within, input.flags), context),
      )
    const { commandLine, words } = context
    const finding = wrongUse(commandLine, words.certs.notATime, given)
    return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
  },
}

function checkingOf(within: number | undefined, flags: Flags): Checking {
  const target = targets.find((one) => one === flags.text('target'))
  return {
    ...(within === undefined ? {} : { within }),
    ...(target === undefined ? {} : { target }),
  }
}

async function examine(
  { plan, folder }: Asked,
  checking: Checking,
  context: Context,
): Promise<Outcome> {
  const { checkCertificates, findingsAt, openStore } = await import('@llmflow/credentials')
  const opened = await openStore(folder)
  if ('findings' in opened) return refusedBy(opened.findings)
  const now = context.host.now().getTime()
  const { credentials } = opened.value
  const find = findingsAt(folder.shown)
  const checked = checkCertificates(plan, credentials, now, find, checking)
  const { certificates, diagnostics } = checked
  const text = certificates.length === 0 ? '' : textOf([...tableFor(certificates, context), ''])
  const subject = folder.shown
  return outcomeOf({ diagnostics, result: { certificates }, text, findings: 'out', subject })
}

function tableFor(
  certificates: readonly CertificateState[],
  { words: { certs }, style }: Context,
): readonly string[] {
  const { columns, states } = certs
  return tableOf(
    [
      left(columns.certificate),
      left(columns.state),
      right(columns.days),
      left(columns.until),
      left(columns.signedBy),
      left(columns.consumers),
    ],
    certificates.map(({ certificate, kind, state, days, until, signedBy, isOwn, consumers }) => [
      certificate,
      states[state],
      days === undefined ? '' : String(days),
      until?.slice(0, 10) ?? '',
      isOwn ? '' : (signedBy ?? ''),
      kind === 'authority' ? certs.authority : consumers.join(', '),
    ]),
    style.title,
  )
}
