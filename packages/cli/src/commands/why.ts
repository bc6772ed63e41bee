// `llmflow why`: explains a value of the plan, down to the line that a person wrote.

import { chainsOf } from '@llmflow/planner'
import { diagnostic, printPlanValue, valueIn, type Plan, type Pointer } from '@llmflow/spec'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Outcome,
} from '../command.js'
import { declareOverlays } from '../platform/declare.js'
import { overlaysOf } from '../platform/directory.js'
import { planOf, type Planned } from '../platform/planned.js'
import { alignRows } from '../terminal/table.js'
import { cut } from '../terminal/width.js'
import { nearestPath, pathsFor } from '../why/ask.js'
import { printChain } from '../why/print.js'
import { placeOfWord } from '../wrong-use.js'

/** More values than these are listed instead of explained. */
const chainsMax = 6
const valueWidthMax = 60

export const whyCommand: CommandDefinition = {
  name: 'why',
  declare: (command, words) =>
    declareOverlays(
      command
        .argument('[DIR]', words.arguments.directoryOrPlan)
        .argument('[PATH...]', words.arguments.path),
      words,
    ),
  run: async (context, { args, flags }) => {
    const [given = '.', ...questions] = args
    const planned = await planOf(context.host, given, overlaysOf(flags))
    const { plan, diagnostics, sources } = planned
    if (plan === undefined) return outcomeOf({ diagnostics, sources })
    if (questions.length === 0) return listPaths(Object.keys(plan.reasons), plan, context)
    const unknown = questions.filter((question) => pathsFor(question, plan).length === 0)
    if (unknown.length > 0) return unknownPaths(unknown, plan, context)
    return answer([...new Set(questions.flatMap((question) => pathsFor(question, plan)))], {
      plan,
      planned,
      context,
    })
  },
}

type Asked = { readonly plan: Plan; readonly planned: Planned; readonly context: Context }

function answer(paths: readonly Pointer[], { plan, planned, context }: Asked): Outcome {
  if (paths.length > chainsMax) return listMatches(paths, plan, context)
  // What programs read stays as the plan has it; people read it in their language.
  const result = chainsOf(paths, planned, 'en')
  const told = chainsOf(paths, planned, context.language)
  const blocks = told.map((link) => printChain(link, context).join('\n'))
  return outcomeOf({ result, text: `${blocks.join('\n\n')}\n` })
}

function listMatches(paths: readonly Pointer[], plan: Plan, context: Context): Outcome {
  const listed = listPaths(paths, plan, context)
  const [, ...lines] = listed.text.split('\n')
  return { ...listed, text: [context.words.why.several(paths.length), ...lines].join('\n') }
}

function listPaths(paths: readonly Pointer[], plan: Plan, { words }: Context): Outcome {
  const result = paths.map((path) => ({ path, value: printPlanValue(path, valueIn(plan, path)) }))
  const rows = result.map(({ path, value }) => [path, cut(value, valueWidthMax)])
  return outcomeOf({ result, text: textOf([words.why.ask, ...alignRows(rows, ['left', 'left'])]) })
}

function unknownPaths(questions: readonly string[], plan: Plan, { commandLine }: Context): Outcome {
  const diagnostics = questions.map((name) =>
    diagnostic('spec/unknown-name', placeOfWord(commandLine, name), {
      kind: 'plan-path',
      name,
      suggestion: nearestPath(name, plan),
    }),
  )
  return outcomeOf({ diagnostics, sources: [commandLine] })
}
