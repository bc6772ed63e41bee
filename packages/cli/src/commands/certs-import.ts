// `llmflow certs import`: takes certificates that the company's authority has signed.

import { resolve } from 'node:path'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Given } from '@llmflow/credentials'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Input,
  type Outcome,
} from '../command.js'
import { printTakeUps } from '../certs/take-up.js'
import { declareOverlays } from '../platform/declare.js'
import { refusedBy, withPlan, type Asked } from '../secrets/planned.js'
import { declareStore } from '../secrets/store.js'
import { targetOf, targetOption } from '../target.js'

export const certsImportCommand: CommandDefinition = {
  name: 'certs import',
  declare: (command, words) =>
    declareStore(
      declareOverlays(
        command
          .argument('<DIR>', words.arguments.directoryOrPlan)
          .argument('<FILE...>', words.arguments.signed),
        words,
      ),
      words,
    ).addOption(targetOption(words.options.restartTarget)),
  run: (context, input) => withPlan(context, input, (asked) => take(asked, input, context)),
}

async function take(asked: Asked, { args, flags }: Input, context: Context): Promise<Outcome> {
  const { changeStore, findingsAt, importCertificates, takeUpOrder } =
    await import('@llmflow/credentials')
  const { plan, folder, given } = asked
  const target = targetOf(flags)
  const { host, words, style } = context
  const read = await Promise.all(args.slice(1).map((file) => readGiven(file, context)))
  const missing = read.flatMap((one) => ('code' in one ? [one] : []))
  if (missing.length > 0) return refusedBy(missing)
  const texts = read.flatMap((one) => ('code' in one ? [] : [one]))
  const find = findingsAt(folder.shown)
  const done = await changeStore(folder, (before) =>
    importCertificates(plan, before, host.now().getTime(), texts, find),
  )
  if ('findings' in done) return refusedBy(done.findings)
  const { imported } = done.value
  const steps = takeUpOrder(plan, { wanted: imported, change: 'trust', target })
  const labels = imported.map(({ label }) => label)
  const text = textOf([
    ...labels.map((label) => style.add(`+ ${label}`)),
    words.certs.imported(labels.length),
    ...printTakeUps(steps, target, given, context),
  ])
  return outcomeOf({ result: { imported: labels, steps }, text })
}

async function readGiven(file: string, { host }: Context): Promise<Given | Diagnostic> {
  const text = await host.disk.read(resolve(host.workingDirectory, file))
  const place = { document: file, offset: 0, length: 1 }
  return text === undefined ? diagnostic('spec/missing-file', place, { file }) : { file, text }
}
