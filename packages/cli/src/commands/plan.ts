// `llmflow plan`: computes everything that will be, and shows it or writes it as plan.json.

import { dirname, join, resolve } from 'node:path'
import { hasErrors } from '@llmflow/spec'
import { outcomeOf, textOf, type CommandDefinition } from '../command.js'
import type { Host } from '../host/host.js'
import { overviewOf } from '../overview/overview.js'
import { declareOverlays } from '../platform/declare.js'
import { stamp, type StampedPlan } from '../platform/digest.js'
import { overlaysOf } from '../platform/directory.js'
import { planOf } from '../platform/planned.js'

export const planCommand: CommandDefinition = {
  name: 'plan',
  declare: (command, words) =>
    declareOverlays(command.argument('[DIR]', words.arguments.directory), words).option(
      '-o, --out <FILE>',
      words.options.planOut,
    ),
  run: async (context, { args, flags }) => {
    const { host, words } = context
    const { plan, diagnostics, sources } = await planOf(host, args[0] ?? '.', overlaysOf(flags))
    const out = flags.text('out')
    if (plan === undefined) return outcomeOf({ diagnostics, sources })
    const stamped = stamp(plan)
    const isWritten = out !== undefined && !hasErrors(diagnostics)
    if (isWritten) await writePlan(host, out, stamped)
    const overview = textOf(overviewOf(plan, context))
    const parts = { diagnostics, sources, result: stamped }
    if (out === undefined) return outcomeOf({ ...parts, text: overview })
    const end = words.plan[isWritten ? 'written' : 'notWritten'](out)
    return outcomeOf({ ...parts, note: `${overview}${end}\n` })
  },
}

/** Writes beside the file and renames, so that nobody reads half a plan. */
async function writePlan(
  { disk, workingDirectory }: Host,
  out: string,
  plan: StampedPlan,
): Promise<void> {
  const path = resolve(workingDirectory, out)
  await disk.createDirectory(dirname(path))
  const aside = await disk.createTemporary(join(dirname(path), '.llmflow-'))
  try {
    const temporary = join(aside, 'plan.json')
    await disk.write(temporary, `${JSON.stringify(plan, null, 2)}\n`)
    await disk.rename(temporary, path)
  } finally {
    await disk.remove(aside)
  }
}
