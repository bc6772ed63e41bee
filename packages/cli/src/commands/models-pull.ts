// `llmflow models pull`: brings a model into the data directory.

import { join } from 'node:path'
import { isObject } from '@llmflow/spec'
import { Option } from 'commander'
import {
  outcomeOf,
  textOf as linesOf,
  type CommandDefinition,
  type Context,
  type Flags,
  type Outcome,
} from '../command.js'
import { downloadProgressOn, megabytes } from '../models/progress.js'
import { numberOf, objectsOf, runModels, textOf, type ModelEvent } from '../models/run.js'
import { collect } from '../platform/declare.js'
import { dataDirectoryOf, declareData } from '../service/connect.js'
import { wrongUse } from '../wrong-use.js'

export const modelsPullCommand: CommandDefinition = {
  name: 'models pull',
  declare: (command, words) =>
    declareData(command.argument('<SOURCE>', words.arguments.modelSource), words)
      .option('--name <NAME>', words.options.modelName)
      .addOption(
        new Option('--kind <KIND>', words.options.modelKind).choices([
          'chat',
          'embedding',
          'reranking',
        ]),
      )
      .option('--sha256 <HEX>', words.options.sha256)
      .option('--licence <NAME>', words.options.licence)
      .option('--hub <URL>', words.options.hub)
      .option('--index <URL>', words.options.packageIndex)
      .option('--s3-endpoint <URL>', words.options.s3Endpoint)
      .option('--allow-host <HOST>', words.options.allowHost, collect),
  run: async (context, { args, flags }) => {
    const { commandLine, words } = context
    const sha256 = flags.text('sha256')
    if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) {
      const reason = words.wrongUse.invalidValue(sha256, '[0-9a-f]{64}')
      return outcomeOf({
        diagnostics: [wrongUse(commandLine, reason, sha256)],
        sources: [commandLine],
      })
    }
    const directory = dataDirectoryOf(context, flags)
    const task = taskOf(directory.path, args[0] ?? '', flags)
    const progress = downloadProgressOn(context)
    const tell = ({ event, facts }: ModelEvent): void => {
      if (event === 'planned') context.host.writeError(plannedText(facts, context))
      const done = numberOf(facts['doneBytes'])
      if (event === 'progress' && done !== undefined)
        progress.show(done, numberOf(facts['totalBytes']))
    }
    try {
      return await runModels(context, directory.shown, task, tell, (events) =>
        report(events, directory.shown, context),
      )
    } finally {
      progress.end()
    }
  },
}

const taskOf = (data: string, source: string, flags: Flags) => ({
  command: 'pull' as const,
  data,
  source,
  name: flags.text('name'),
  kind: flags.text('kind'),
  sha256: flags.text('sha256'),
  licence: flags.text('licence'),
  hub: flags.text('hub'),
  index: flags.text('index'),
  s3: flags.text('s3Endpoint'),
  hosts: flags.texts('allowHost'),
})

function plannedText(facts: ModelEvent['facts'], { words }: Context): string {
  const say = words.models
  const size = numberOf(facts['sizeBytes'])
  const licence = textOf(facts['licence'])
  const shown = licence === '' ? say.unknownLicence : licence
  const text = say.planned(
    textOf(facts['name']),
    textOf(facts['source']),
    shown,
    size === undefined ? '' : ` · ${megabytes(size)}`,
  )
  return `${text}\n`
}

function report(events: readonly ModelEvent[], data: string, { words }: Context): Outcome {
  const say = words.models
  const facts = events.find(({ event }) => event === 'pulled')?.facts ?? {}
  const manifest = isObject(facts['manifest']) ? facts['manifest'] : {}
  const name = textOf(manifest['name'])
  const file = objectsOf(manifest['files'])[0] ?? {}
  const sha256 = textOf(file['sha256'])
  const isNew = facts['isNew'] === true
  const text = [
    isNew
      ? say.pulled(name, join(data, 'models', name, textOf(file['name'])))
      : say.alreadyHere(name),
    say.licenceIs(textOf(manifest['licence'])),
    manifest['isDigestPublished'] === true
      ? say.digestPublished(sha256)
      : say.digestRecorded(sha256),
    ...(isNew ? [say.takenUp] : []),
  ]
  return outcomeOf({ result: { ...manifest, isNew }, text: linesOf(text) })
}
