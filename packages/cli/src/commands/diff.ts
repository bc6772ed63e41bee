// `llmflow diff`: shows what changes between two plans.

import type { Diagnostic } from '@llmflow/spec'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Outcome,
} from '../command.js'
import { compare, effects, type Change, type Effect } from '../difference/compare.js'
import { leafLine } from '../difference/print.js'
import { declareOverlays } from '../platform/declare.js'
import { noOverlays, overlaysOf } from '../platform/directory.js'
import { planOf, type Planned } from '../platform/planned.js'
import { indent } from '../terminal/table.js'
import { wrongUse } from '../wrong-use.js'

/** A workload that changes more is shown this short. */
const leavesMax = 8

export const diffCommand: CommandDefinition = {
  name: 'diff',
  declare: (command, words) =>
    declareOverlays(
      command
        .argument('<BEFORE>', words.arguments.before)
        .argument('[AFTER]', words.arguments.after),
      words,
    ),
  run: async (context, { args, flags }) => {
    const [before = '.', after] = args
    const overlays = overlaysOf(flags)
    const hasOverlay = overlays.environment !== undefined || overlays.files.length > 0
    if (after === undefined && !hasOverlay) return nothingToCompare(context)
    const old = await planOf(context.host, before, noOverlays)
    const now = await planOf(context.host, after ?? before, overlays)
    return compared(old, now, context)
  },
}

function nothingToCompare({ commandLine, words }: Context): Outcome {
  const finding = wrongUse(commandLine, words.wrongUse.twoNeeded)
  return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
}

function compared(old: Planned, now: Planned, context: Context): Outcome {
  if (old.plan === undefined || now.plan === undefined) {
    return outcomeOf({
      diagnostics: [...unplannable(old), ...unplannable(now)],
      sources: [...old.sources, ...now.sources],
    })
  }
  const changes = compare(old.plan, now.plan)
  const { words } = context
  const findings = { diagnostics: now.diagnostics.filter(isError), sources: now.sources }
  if (changes.length === 0) {
    return outcomeOf({ ...findings, result: [], text: `${words.difference.same}\n` })
  }
  const groups = effects.flatMap((effect) => groupLines(effect, changes, context))
  const text = textOf([...groups, words.difference.counts(changes.length)])
  return outcomeOf({ ...findings, result: changes, text })
}

/** Errors of what is to be: a change that does not work must not look like one that does. */
const isError = ({ severity }: Diagnostic): boolean => severity === 'error'

const unplannable = ({ plan, diagnostics }: Planned): readonly Diagnostic[] =>
  plan === undefined ? diagnostics : []

function groupLines(
  effect: Effect,
  changes: readonly Change[],
  context: Context,
): readonly string[] {
  const { words, style } = context
  const own = changes.filter((change) => change.effect === effect)
  if (own.length === 0) return []
  const title = `${words.difference.groups[effect]} (${own.length})`
  return [style.title(title), ...indent(own.flatMap((change) => changeLines(change, context))), '']
}

function changeLines(change: Change, { words, style }: Context): readonly string[] {
  const sign = { created: style.add('+'), deleted: style.remove('-') }
  const mark =
    change.effect === 'created' || change.effect === 'deleted'
      ? sign[change.effect]
      : style.change('~')
  const shown = change.leaves.slice(0, leavesMax).map(leafLine)
  const rest = change.leaves.length - shown.length
  return [
    `${mark} ${words.difference.kinds[change.kind]} ${change.name}`,
    ...indent([...shown, ...(rest > 0 ? [`… ${rest}`] : [])], '    '),
  ]
}
