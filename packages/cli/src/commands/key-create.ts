// `llmflow key create`: makes an API key through the admin socket and prints it once.

import { Option } from 'commander'
import { isObject } from '@llmflow/spec'
import { outcomeOf, type CommandDefinition } from '../command.js'
import { dataDirectoryOf, declareData, withService } from '../service/connect.js'
import { wrongUse } from '../wrong-use.js'

export const keyCreateCommand: CommandDefinition = {
  name: 'key create',
  declare: (command, words) =>
    declareData(command, words)
      .option('--tenant <NAME>', words.options.tenant, 'default')
      .addOption(
        new Option('--role <ROLE>', words.options.role)
          .choices(['admin', 'member'])
          .default('member'),
      )
      .option('--name <NAME>', words.options.keyName, 'command line')
      .option('--expires <TIME>', words.options.expires),
  run: async (context, { flags }) => {
    const { words, commandLine } = context
    const expires = flags.text('expires')
    const days = /^([1-9]\d{0,3})d$/.exec(expires ?? '')?.[1]
    if (expires !== undefined && days === undefined) {
      const finding = wrongUse(commandLine, words.service.notATime, expires)
      return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
    }
    const tenant = flags.text('tenant') ?? 'default'
    const role = flags.text('role') ?? 'member'
    const headers = { 'x-llmflow-tenant': tenant }
    return withService(context, dataDirectoryOf(context, flags), headers, async (service) => {
      const asked = {
        name: flags.text('name') ?? 'command line',
        role,
        ...(days === undefined ? {} : { expiresInDays: Number(days) }),
      }
      const { json } = await service.ask(
        words.service.actions.key,
        { method: 'POST', path: '/api/v1/keys', json: asked },
        { 404: words.service.noTenant(tenant) },
      )
      const secret = isObject(json) && typeof json['secret'] === 'string' ? json['secret'] : ''
      // The key alone goes to standard output, where a script takes it from.
      if (context.host.isTerminal) {
        const said = `${words.service.keyMade(tenant, role)}\n${words.service.keyShownOnce}\n`
        context.host.writeError(said)
      }
      return outcomeOf({ result: { key: secret, tenant, role }, text: `${secret}\n` })
    })
  },
}
