// `llmflow schema`: prints the JSON Schema of what people and programs write.

import { Argument } from 'commander'
import { isSchemaKind, schemaKinds, schemaOf } from '@llmflow/spec'
import { knownNames } from '../catalog-names.js'
import { outcomeOf, type CommandDefinition } from '../command.js'

export const schemaCommand: CommandDefinition = {
  name: 'schema',
  declare: (command, words) =>
    command.addArgument(
      new Argument('[kind]', words.arguments.schemaKind).choices(schemaKinds).default('platform'),
    ),
  run: (_, { args }) => {
    const kind = args[0] ?? 'platform'
    if (!isSchemaKind(kind)) return outcomeOf({})
    const schema = schemaOf(kind, knownNames)
    return outcomeOf({ result: schema, text: `${JSON.stringify(schema, null, 2)}\n` })
  },
}
