// `llmflow init`: writes a first llmflow.yaml and inventory.yaml that check without errors.

import { dirname, join, resolve } from 'node:path'
import { diagnostic, hasErrors, readTexts, schemaOf, type Diagnostic } from '@llmflow/spec'
import { knownNames } from '../catalog-names.js'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Outcome,
} from '../command.js'
import type { Host } from '../host/host.js'
import { gatherAnswers, type Answers } from '../init/answers.js'
import { inventoryText } from '../init/inventory-text.js'
import { layoutFor } from '../init/layout.js'
import { platformText } from '../init/platform-text.js'
import { wrongUse } from '../wrong-use.js'

export const initCommand: CommandDefinition = {
  name: 'init',
  declare: (command, words) =>
    command
      .argument('[DIR]', words.arguments.newDirectory)
      .option('--name <NAME>', words.options.name)
      .option('--users <COUNT>', words.options.users)
      .option('--domain <DOMAIN>', words.options.domain)
      .option('--registry <HOST>', words.options.registry)
      .option('--gpus <COUNT>', words.options.gpus)
      .option('--gpu-product <NAME>', words.options.gpuProduct)
      .option('--force', words.options.force),
  run: async (context, { args, flags }) => {
    const directory = args[0] ?? '.'
    const answers = await gatherAnswers(directory, flags, context)
    if (!('wrong' in answers)) return begin(directory, answers, flags.isSet('force'), context)
    if (answers.wrong === undefined) return outcomeOf({ isInterrupted: true })
    const { commandLine } = context
    const finding = wrongUse(commandLine, answers.wrong, answers.word)
    return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
  },
}

type NewFile = { readonly name: string; readonly text: string }

async function begin(
  directory: string,
  answers: Answers,
  isForced: boolean,
  context: Context,
): Promise<Outcome> {
  const { host, words } = context
  const written = [
    { name: join(directory, 'llmflow.yaml'), text: platformText(answers, words) },
    ...(layoutFor(answers) === 'embedded'
      ? []
      : [{ name: join(directory, 'inventory.yaml'), text: inventoryText(answers, words) }]),
  ]
  const { diagnostics, sources } = readTexts(written)
  if (hasErrors(diagnostics)) return outcomeOf({ diagnostics, sources })
  const existing = isForced ? [] : await existingFiles(host, written)
  if (existing.length > 0) return outcomeOf({ diagnostics: existing })
  const files = [...written, ...schemaFiles(directory)]
  await writeAll(host, files)
  const names = files.map(({ name }) => name)
  const note = textOf([
    words.init.written(written.map(({ name }) => name).join(', ')),
    words.init.next(directory),
  ])
  return outcomeOf({ result: { files: names }, note })
}

/** Beside the files, because an editor in a closed network cannot fetch a schema. */
function schemaFiles(directory: string): readonly NewFile[] {
  return (['platform', 'inventory'] as const).map((kind) => ({
    name: join(directory, '.llmflow', `${kind}.schema.json`),
    text: `${JSON.stringify(schemaOf(kind, knownNames), null, 2)}\n`,
  }))
}

async function existingFiles(
  host: Host,
  files: readonly NewFile[],
): Promise<readonly Diagnostic[]> {
  const findings = await Promise.all(
    files.map(async ({ name }) => {
      const kind = await host.disk.kindOf(resolve(host.workingDirectory, name))
      const place = { document: name, offset: 0, length: 1 }
      return kind === undefined ? [] : [diagnostic('spec/existing-file', place, { file: name })]
    }),
  )
  return findings.flat()
}

async function writeAll(host: Host, files: readonly NewFile[]): Promise<void> {
  for (const { name, text } of files) {
    const path = resolve(host.workingDirectory, name)
    await host.disk.createDirectory(dirname(path))
    await host.disk.write(path, text)
  }
}
