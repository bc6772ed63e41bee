// `llmflow models list`: the models that are here, and small ones that were tried.

import { outcomeOf, textOf as linesOf, type CommandDefinition, type Context } from '../command.js'
import { megabytes } from '../models/progress.js'
import { numberOf, objectsOf, runModels, textOf } from '../models/run.js'
import { dataDirectoryOf, declareData } from '../service/connect.js'
import { left, right, tableOf } from '../terminal/table.js'

type Facts = { readonly [name: string]: unknown }

export const modelsListCommand: CommandDefinition = {
  name: 'models list',
  declare: declareData,
  run: (context, { flags }) => {
    const { path, shown } = dataDirectoryOf(context, flags)
    const task = { command: 'list', data: path } as const
    const nothing = (): void => undefined
    return runModels(context, shown, task, nothing, (events) => {
      const facts = events.find(({ event }) => event === 'models')?.facts ?? {}
      const here = objectsOf(facts['here'])
      const known = objectsOf(facts['known'])
      return outcomeOf({
        result: { here, known },
        text: linesOf(report(here, known, shown, context)),
      })
    })
  },
}

function report(
  here: readonly Facts[],
  known: readonly Facts[],
  data: string,
  { words, style }: Context,
): readonly string[] {
  const say = words.models
  const table = (rows: readonly Facts[]): readonly string[] =>
    tableOf(
      [
        left(say.columns.name),
        left(say.columns.kind),
        right(say.columns.size),
        right(say.columns.context),
        left(say.columns.licence),
        left(say.columns.languages),
      ],
      rows.map((row) => cellsOf(row, say.kinds)),
      style.title,
    )
  return [
    ...(here.length === 0 ? [say.none(data)] : [say.here, ...table(here)]),
    ...(known.length === 0 ? [] : ['', say.known, ...table(known), '', style.dim(say.howToPull)]),
  ]
}

function cellsOf(model: Facts, kinds: { readonly [kind: string]: string }): readonly string[] {
  const kind = textOf(model['kind'])
  const files = objectsOf(model['files'])
  const size =
    numberOf(model['sizeBytes']) ??
    files.reduce((sum, file) => sum + (numberOf(file['sizeBytes']) ?? 0), 0)
  const languages = Array.isArray(model['languages']) ? model['languages'].map(String) : []
  return [
    textOf(model['name']),
    kinds[kind] ?? kind,
    megabytes(size),
    String(numberOf(model['context']) ?? ''),
    textOf(model['licence']),
    languages.join(', '),
  ]
}
