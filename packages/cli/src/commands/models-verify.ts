// `llmflow models verify`: compares the files of models with their digests.

import { diagnostic } from '@llmflow/spec'
import { outcomeOf, type CommandDefinition } from '../command.js'
import { runModels, textOf } from '../models/run.js'
import { dataDirectoryOf, declareData, placeOf } from '../service/connect.js'

export const modelsVerifyCommand: CommandDefinition = {
  name: 'models verify',
  declare: (command, words) =>
    declareData(command.argument('[NAME...]', words.arguments.modelNames), words),
  run: (context, { args, flags }) => {
    const { path, shown } = dataDirectoryOf(context, flags)
    const task = { command: 'verify', data: path, names: args } as const
    const nothing = (): void => undefined
    return runModels(context, shown, task, nothing, (events) => {
      const say = context.words.models
      const models = events.flatMap(({ event, facts: { name, wrongFiles } }) =>
        event === 'verified' && Array.isArray(wrongFiles)
          ? [{ name: textOf(name), wrongFiles: wrongFiles.map(String) }]
          : [],
      )
      const wrong = models.filter(({ wrongFiles }) => wrongFiles.length > 0)
      return outcomeOf({
        result: { models },
        text: wrong.length === 0 ? `${say.verified(models.length)}\n` : '',
        diagnostics: wrong.map(({ name, wrongFiles }) =>
          diagnostic('service/check-failed', placeOf(shown), {
            check: name,
            reason: say.differs(wrongFiles.join(', ')),
          }),
        ),
      })
    })
  },
}
