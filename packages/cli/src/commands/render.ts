// `llmflow render`: writes the files of a target, or shows what would be written.

import { resolve } from 'node:path'
import { Option } from 'commander'
import { hasErrors, type Files, type Plan } from '@llmflow/spec'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Input,
  type Outcome,
} from '../command.js'
import { auditTree } from '../audit/tree.js'
import { declareOverlays } from '../platform/declare.js'
import { digestOf, digestOfText } from '../platform/digest.js'
import { overlaysOf } from '../platform/directory.js'
import { planOf } from '../platform/planned.js'
import { changesOf, type Folder, type TreeChanges } from '../tree/changes.js'
import { manifestOf, type Manifest } from '../tree/manifest.js'
import { loadRenderer, targets } from '../tree/renderer.js'
import { Interrupted, writeTree } from '../tree/write.js'

export const renderCommand: CommandDefinition = {
  name: 'render',
  declare: (command, words) =>
    declareOverlays(command.argument('[DIR]', words.arguments.directoryOrPlan), words)
      .addOption(
        new Option('-t, --target <TARGET>', words.options.target)
          .choices(targets)
          .default('kubernetes'),
      )
      .requiredOption('-o, --out <FOLDER>', words.options.out)
      .option('--dry-run', words.options.dryRun)
      .option('--force', words.options.force),
  run: async (context, { args, flags }) => {
    const { host } = context
    const { plan, diagnostics, sources } = await planOf(host, args[0] ?? '.', overlaysOf(flags))
    if (plan === undefined || hasErrors(diagnostics)) return outcomeOf({ diagnostics, sources })
    const given = flags.text('out') ?? ''
    const folder = { given, path: resolve(host.workingDirectory, given) }
    const outcome = await renderInto(folder, plan, flags, context)
    return {
      ...outcome,
      diagnostics: [...diagnostics, ...outcome.diagnostics],
      sources: [...sources, ...outcome.sources],
    }
  },
}

async function renderInto(
  folder: Folder,
  plan: Plan,
  flags: Input['flags'],
  context: Context,
): Promise<Outcome> {
  const wanted = flags.text('target')
  const render = await loadRenderer(targets.find((target) => target === wanted) ?? 'kubernetes')
  const files = render(plan)
  const proof = await auditTree(folder.given, files, plan)
  if (hasErrors(proof.diagnostics)) return outcomeOf(proof)
  const changes = await changesOf(context.host.disk, folder, files, flags.isSet('force'))
  if (hasErrors(changes.diagnostics)) return outcomeOf({ diagnostics: changes.diagnostics })
  const digests = files.files.map(({ path, text }): [string, string] => [path, digestOfText(text)])
  const manifest = manifestOf(files.target, digestOf(plan), Object.fromEntries(digests))
  const outcome = flags.isSet('dryRun')
    ? shown(folder, changes, manifest, context)
    : await written(folder, files, changes, manifest, context)
  return { ...outcome, ...proof }
}

async function written(
  folder: Folder,
  files: Files,
  changes: TreeChanges,
  manifest: Manifest,
  context: Context,
): Promise<Outcome> {
  const { host, words } = context
  const watch = host.watchInterrupt()
  try {
    await writeTree(host.disk, folder.path, files, changes, manifest, watch)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    return outcomeOf({ text: `${words.render.interrupted}\n`, isInterrupted: true })
  } finally {
    watch.end()
  }
  const done = words.render.done(folder.given, files.files.length)
  const note = textOf([done, countsOf(changes, context)])
  return outcomeOf({ result: resultOf(folder, changes, manifest, true), note })
}

function shown(
  folder: Folder,
  changes: TreeChanges,
  manifest: Manifest,
  context: Context,
): Outcome {
  const { words, style } = context
  const lines = [
    words.render.would(folder.given),
    ...changes.created.map((path) => style.add(`+ ${path}`)),
    ...changes.changed.map((path) => style.change(`~ ${path}`)),
    ...changes.removed.map((path) => style.remove(`- ${path}`)),
    countsOf(changes, context),
  ]
  return outcomeOf({ result: resultOf(folder, changes, manifest, false), text: textOf(lines) })
}

function countsOf({ created, changed, removed, same }: TreeChanges, { words }: Context): string {
  return words.render.changes(created.length, changed.length, removed.length, same.length)
}

function resultOf(folder: Folder, changes: TreeChanges, manifest: Manifest, isWritten: boolean) {
  const { created, changed, removed, same } = changes
  const { target, plan } = manifest
  return { target, out: folder.given, plan, isWritten, created, changed, removed, same }
}
