// `llmflow secrets write`: hands the values to a target, in the form that it reads.

import { join, resolve } from 'node:path'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Input,
  type Outcome,
} from '../command.js'
import { declareOverlays } from '../platform/declare.js'
import { missingAt } from '../secrets/missing.js'
import { refusedBy, withPlan, type Asked } from '../secrets/planned.js'
import { declareStore } from '../secrets/store.js'
import { targetOf, targetOption } from '../target.js'

export const secretsWriteCommand: CommandDefinition = {
  name: 'secrets write',
  declare: (command, words) =>
    declareStore(
      declareOverlays(command.argument('[DIR]', words.arguments.directoryOrPlan), words),
      words,
    )
      .addOption(targetOption(words.options.valuesTarget))
      .requiredOption('-o, --out <FOLDER>', words.options.valuesOut)
      .option('--force', words.options.forceValues),
  run: (context, input) => withPlan(context, input, (asked) => hand(asked, input, context)),
}

async function hand(
  { plan, folder }: Asked,
  { flags }: Input,
  { host, words }: Context,
): Promise<Outcome> {
  const { formFor, openStore, placeValues } = await import('@llmflow/credentials')
  const opened = await openStore(folder)
  if ('findings' in opened) return refusedBy(opened.findings)
  const target = targetOf(flags)
  const shown = flags.text('out') ?? ''
  const path = resolve(host.workingDirectory, shown)
  const form = await formFor(target, plan, opened.value.credentials, (file) =>
    host.disk.read(join(path, file)),
  )
  const missing = form.missing.map((key) => missingAt(plan, key, folder.shown))
  if (missing.length > 0) return refusedBy(missing)
  const output = { disk: folder.disk, run: folder.run, path, shown }
  const placed = await placeValues(output, form, flags.isSet('force'))
  if ('findings' in placed) return refusedBy(placed.findings)
  const result = { target, out: shown, files: placed.value }
  const text = textOf([
    words.secrets.handed(shown, placed.value.length),
    ...words.secrets.next[target](shown),
  ])
  return outcomeOf({ result, text })
}
