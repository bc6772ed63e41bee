// `llmflow check`: judges a platform with its inventory, and the plan that would follow.

import { checkPlatform } from '@llmflow/planner'
import { outcomeOf, type CommandDefinition } from '../command.js'
import { declareOverlays } from '../platform/declare.js'
import { overlaysOf, readDirectory } from '../platform/directory.js'
import { secretsIn, sourceWithoutSecrets } from '../sources/secrets.js'

export const checkCommand: CommandDefinition = {
  name: 'check',
  declare: (command, words) =>
    declareOverlays(command.argument('[DIR]', words.arguments.directory), words),
  run: async ({ host }, { args, flags }) => {
    const read = await readDirectory(host, args[0] ?? '.', overlaysOf(flags))
    const { platform, inventory, sources } = read
    const judged = platform === undefined ? [] : checkPlatform({ platform, inventory })
    const diagnostics = [...read.diagnostics, ...judged]
    const result = { files: sources.map(({ name }) => name) }
    const secrets = secretsIn(diagnostics, sources)
    const shown = sources.map((source) => sourceWithoutSecrets(source, secrets))
    return outcomeOf({ diagnostics, sources: shown, result, findings: 'out' })
  },
}
