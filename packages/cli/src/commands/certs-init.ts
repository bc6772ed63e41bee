// `llmflow certs init`: makes the authority and every certificate that is not there yet, or asks for them.

import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Outcome,
} from '../command.js'
import { requestInto } from '../certs/request.js'
import { declareOverlays } from '../platform/declare.js'
import { refusedBy, withPlan, type Asked } from '../secrets/planned.js'
import { declareStore } from '../secrets/store.js'

export const certsInitCommand: CommandDefinition = {
  name: 'certs init',
  declare: (command, words) =>
    declareStore(
      declareOverlays(command.argument('[DIR]', words.arguments.directoryOrPlan), words),
      words,
    ).option('--csr <FOLDER>', words.options.csr),
  run: (context, input) =>
    withPlan(context, input, (asked) => {
      const folder = input.flags.text('csr')
      return folder === undefined
        ? make(asked, context)
        : requestInto(folder, asked, { names: [], before: 0, isForced: false }, context)
    }),
}

async function make({ plan, folder }: Asked, { host, words, style }: Context): Promise<Outcome> {
  const { changeStore, findingsAt, initCertificates } = await import('@llmflow/credentials')
  const find = findingsAt(folder.shown)
  const changed = await changeStore(folder, (before) =>
    initCertificates(plan, before, host.now().getTime(), find),
  )
  if ('findings' in changed) return refusedBy(changed.findings)
  const { authorities, issued, kept } = changed.value
  const labels = issued.map(({ label }) => label)
  const text = textOf([
    ...authorities.map((name) => style.add(`+ ${name} (${words.certs.authority})`)),
    ...labels.map((label) => style.add(`+ ${label}`)),
    words.certs.made(labels.length, kept, folder.shown),
  ])
  return outcomeOf({ result: { store: folder.shown, authorities, made: labels, kept }, text })
}
