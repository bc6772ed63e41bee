// `llmflow size`: says what a number of people needs, in the tables of the guide’s chapter 9.

import { chosenModel, sizePlatform, type ChosenModel } from '@llmflow/planner'
import { diagnostic, type Diagnostic, type Platform } from '@llmflow/spec'
import { newestRelease } from '../catalog-names.js'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Flags,
  type Outcome,
} from '../command.js'
import { collect, declareOverlays } from '../platform/declare.js'
import { overlaysOf, readDirectory } from '../platform/directory.js'
import { guideLines, guideSizings } from '../size/guide.js'
import { sizingLines } from '../size/print.js'
import { placeOfWord, wrongUse } from '../wrong-use.js'

const usersMax = 1_000_000

export const sizeCommand: CommandDefinition = {
  name: 'size',
  declare: (command, words) =>
    declareOverlays(command.argument('[DIR]', words.arguments.directory), words)
      .option('--users <N>', words.options.users)
      .option('--model <NAME>', words.options.model, collect)
      .option('--compare', words.options.compare),
  run: async (context, { args, flags }) => {
    const [directory] = args
    const { commandLine } = context
    const { models, unknown } = modelsOf(flags, context)
    if (unknown.length > 0) return outcomeOf({ diagnostics: unknown, sources: [commandLine] })
    if (directory === undefined) return sized(undefined, models, flags, context)
    const read = await readDirectory(context.host, directory, overlaysOf(flags))
    const { platform, diagnostics, sources } = read
    if (platform === undefined) return outcomeOf({ diagnostics, sources })
    return sized(platform.value, models, flags, context)
  },
}

type Models = {
  readonly models: readonly ChosenModel[]
  readonly unknown: readonly Diagnostic[]
}

function modelsOf(flags: Flags, { commandLine }: Context): Models {
  const found = flags.texts('model').map(chosenModel)
  return {
    models: found.flatMap((model) => ('unknown' in model ? [] : [model])),
    unknown: found.flatMap((model) => {
      if (!('unknown' in model)) return []
      const params = { kind: 'model', name: model.unknown, suggestion: model.suggestion } as const
      return [diagnostic('spec/unknown-name', placeOfWord(commandLine, model.unknown), params)]
    }),
  }
}

function sized(
  platform: Platform | undefined,
  models: readonly ChosenModel[],
  flags: Flags,
  context: Context,
): Outcome {
  const { commandLine, words } = context
  const text = flags.text('users') ?? (platform === undefined ? '' : `${platform.demand.users}`)
  const wrong = (reason: string, word: string): Outcome =>
    outcomeOf({ diagnostics: [wrongUse(commandLine, reason, word)], sources: [commandLine] })
  if (text === '') return wrong(words.wrongUse.missingOption('--users'), '')
  const users = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (users < 1 || users > usersMax) return wrong(words.size.outOfRange(usersMax), text)
  const release = platform?.release ?? newestRelease?.name ?? ''
  const sizing = sizePlatform({ users, models, platform, release })
  if (sizing === undefined) return wrong(words.size.notSizable, '')
  if (!flags.isSet('compare')) {
    return outcomeOf({ result: sizing, text: textOf(sizingLines(sizing, context)) })
  }
  const beside = guideSizings(newestRelease?.name ?? '')
  const lines = [...sizingLines(sizing, context), ...guideLines(beside, context)]
  return outcomeOf({ result: { ...sizing, guide: beside }, text: textOf(lines) })
}
