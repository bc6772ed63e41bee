// Finds the folder of values that a command line means, and what opens it.

import { basename, dirname, join, resolve } from 'node:path'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { StoreFolder } from '@llmflow/credentials'
import type { Command } from 'commander'
import type { Context, Flags } from '../command.js'
import { DiskError } from '../host/host.js'
import { collect } from '../platform/declare.js'
import type { CliWords } from '../words/words.js'

/** Declares the options with which every command that needs values finds them. */
export function declareStore(command: Command, words: CliWords): Command {
  return command
    .option('--store <FOLDER>', words.options.store)
    .option('--age-identity <FILE>', words.options.ageIdentity, collect)
}

type Found = { readonly folder: StoreFolder } | { readonly diagnostics: readonly Diagnostic[] }

/** The folder beside the platform, or the one that was named. */
export async function storeOf(context: Context, given: string, flags: Flags): Promise<Found> {
  const { host } = context
  const shown = flags.text('store') ?? join(directoryOf(given), '.llmflow')
  const identities = await identitiesOf(context, flags.texts('ageIdentity'))
  if ('diagnostics' in identities) return identities
  const folder: StoreFolder = {
    disk: await host.privateDisk(),
    run: host.run,
    path: resolve(host.workingDirectory, shown),
    shown,
    keys: { identities: identities.keys, passphrase: () => passphraseFrom(context) },
  }
  return { folder }
}

/** A platform may be named by its file, or by the plan that was made of it. */
const directoryOf = (given: string): string =>
  /\.(json|yaml)$/.test(basename(given)) ? dirname(given) : given

async function identitiesOf(
  { host }: Context,
  files: readonly string[],
): Promise<{ readonly keys: readonly string[] } | { readonly diagnostics: readonly Diagnostic[] }> {
  const { identitiesIn } = await import('@llmflow/credentials')
  const read = await Promise.all(
    files.map(async (file) => ({
      file,
      text: await host.disk.read(resolve(host.workingDirectory, file)),
    })),
  )
  const diagnostics = read.flatMap(({ file, text }) =>
    text === undefined
      ? [diagnostic('spec/missing-file', { document: file, offset: 0, length: 1 }, { file })]
      : [],
  )
  if (diagnostics.length > 0) return { diagnostics }
  return { keys: read.flatMap(({ text }) => identitiesIn(text ?? '')) }
}

/** From the file that the environment names, for programs; else from the person. */
export async function passphraseFrom(
  { host, words }: Context,
  question = words.secrets.passphrase,
): Promise<string | undefined> {
  const file = host.environment['LLMFLOW_PASSPHRASE_FILE']
  if (file === undefined || file === '') return host.askSecretly?.(`${question}: `)
  const text = await host.disk.read(resolve(host.workingDirectory, file))
  const passphrase = text?.replace(/\r?\n$/, '')
  return passphrase === '' ? undefined : passphrase
}

/** What the disk of values refuses is reported as what any disk refuses. */
export async function asDiskErrors<Value>(run: () => Promise<Value>): Promise<Value> {
  const { PrivateDiskError } = await import('@llmflow/credentials')
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof PrivateDiskError)) throw error
    throw new DiskError(error.action, error.path, error.code, { cause: error })
  }
}
