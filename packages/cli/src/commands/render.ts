// `llmflow render`: writes the files of a target, or shows what would be written.

import { resolve } from 'node:path'
import type { Environments } from '@llmflow/render'
import {
  hasErrors,
  type Diagnostic,
  type Files,
  type Plan,
  type SourceText,
  type Target,
  manifestOf,
  type Manifest,
} from '@llmflow/spec'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Input,
  type Outcome,
} from '../command.js'
import { proofOf } from '../audit/tree.js'
import { declareOverlays } from '../platform/declare.js'
import { digestOfText } from '../platform/digest.js'
import { overlaysOf, type Overlays } from '../platform/directory.js'
import { planEnvironments } from '../platform/environments.js'
import { planOf } from '../platform/planned.js'
import type { Host } from '../host/host.js'
import { changesOf, type Folder, type TreeChanges } from '../tree/changes.js'
import { targetOf, targetOption } from '../target.js'
import { loadRender } from '../tree/renderer.js'
import { version } from '../version.js'
import { wrongUse } from '../wrong-use.js'
import { Interrupted, writeTree } from '../tree/write.js'

export const renderCommand: CommandDefinition = {
  name: 'render',
  declare: (command, words) =>
    declareOverlays(command.argument('[DIR]', words.arguments.directoryOrPlan), words)
      .addOption(targetOption(words.options.target))
      .requiredOption('-o, --out <FOLDER>', words.options.out)
      .option('--dry-run', words.options.dryRun)
      .option('--force', words.options.force),
  run: async (context, { args, flags }) => {
    const { host, words, commandLine } = context
    const target = targetOf(flags)
    const overlays = overlaysOf(flags)
    if (target === 'helm' && overlays.environment !== undefined) {
      const finding = wrongUse(commandLine, words.wrongUse.allEnvironments, '--env')
      return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
    }
    const wish = await wishOf(host, target, args[0] ?? '.', overlays)
    const { plan, diagnostics, sources } = wish
    if (plan === undefined || hasErrors(diagnostics)) return outcomeOf({ diagnostics, sources })
    const { hasMachines } = await loadRender()
    if (target === 'hosts' && !hasMachines(plan)) {
      const finding = wrongUse(commandLine, words.wrongUse.noMachines, target)
      return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
    }
    const given = flags.text('out') ?? ''
    const folder = { given, path: resolve(host.workingDirectory, given) }
    const outcome = await renderInto(folder, { ...wish, plan }, flags, context)
    return {
      ...outcome,
      diagnostics: [...diagnostics, ...outcome.diagnostics],
      sources: [...sources, ...outcome.sources],
    }
  },
}

/** What is to be rendered: a plan, and for a chart the plans of all environments. */
type Wish = {
  readonly target: Target
  readonly plan: Plan | undefined
  readonly environments: Environments
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly SourceText[]
}

async function wishOf(
  host: Host,
  target: Target,
  given: string,
  overlays: Overlays,
): Promise<Wish> {
  const base = await planOf(host, given, overlays)
  if (target !== 'helm') return { target, environments: {}, ...base }
  const { plans, diagnostics, sources } = await planEnvironments(host, given, overlays.files, base)
  return {
    target,
    plan: base.plan,
    environments: plans,
    diagnostics: [...base.diagnostics, ...diagnostics],
    sources: [...base.sources, ...sources],
  }
}

async function renderInto(
  folder: Folder,
  { target, plan, environments }: Wish & { readonly plan: Plan },
  flags: Input['flags'],
  context: Context,
): Promise<Outcome> {
  const { appliedTrees, renderers } = await loadRender()
  const files = renderers[target].render(plan, environments)
  const proof = await proofOfAll(folder, appliedTrees(files, plan, environments))
  if (hasErrors(proof.diagnostics)) return outcomeOf(proof)
  const changes = await changesOf(context.host.disk, folder, files, flags.isSet('force'))
  if (hasErrors(changes.diagnostics)) return outcomeOf({ diagnostics: changes.diagnostics })
  const manifest = manifestOf(files, plan, version, digestOfText)
  const outcome = flags.isSet('dryRun')
    ? shown(folder, changes, manifest, context)
    : await written(folder, files, changes, manifest, context)
  return { ...outcome, ...proof }
}

/** Of everything that would be applied, in any environment. */
async function proofOfAll(
  folder: Folder,
  trees: readonly { readonly plan: Plan; readonly files: Files }[],
): Promise<Pick<Outcome, 'diagnostics' | 'sources'>> {
  const proofs = await Promise.all(
    trees.map(({ plan, files }) => proofOf(folder.given, files, plan)),
  )
  return {
    diagnostics: proofs.flatMap(({ diagnostics }) => diagnostics),
    sources: proofs.flatMap(({ sources }) => sources),
  }
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
