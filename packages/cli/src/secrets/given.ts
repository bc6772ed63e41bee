// Reads the values that a person hands over: from files and from standard input, never from the command line.

import { resolve } from 'node:path'
import { diagnostic, nearest, type Diagnostic, type Plan } from '@llmflow/spec'
import type { GivenValue } from '@llmflow/credentials'
import type { Context, Flags } from '../command.js'
import { placeOfWord, wrongUse } from '../wrong-use.js'

type Read = { readonly values: readonly GivenValue[]; readonly diagnostics: readonly Diagnostic[] }
type One = { readonly value: GivenValue } | { readonly diagnostic: Diagnostic }

export async function givenValues(plan: Plan, flags: Flags, context: Context): Promise<Read> {
  const fromFiles = await Promise.all(
    flags.texts('setFile').map((word) => valueOf(word, plan, context, readFile)),
  )
  const words = flags.texts('set')
  const fromInput =
    words.length > 1
      ? [twice(words, context)]
      : await Promise.all(words.map((word) => valueOf(word, plan, context, readInput)))
  const all = [...fromFiles, ...fromInput]
  return {
    values: all.flatMap((one) => ('value' in one ? [one.value] : [])),
    diagnostics: all.flatMap((one) => ('diagnostic' in one ? [one.diagnostic] : [])),
  }
}

/** Standard input holds one value. */
const twice = (words: readonly string[], { commandLine, words: { secrets } }: Context): One => ({
  diagnostic: wrongUse(commandLine, secrets.oneInput, words.at(-1) ?? ''),
})

type Reader = (source: string, context: Context) => Promise<Uint8Array | Diagnostic>

async function valueOf(word: string, plan: Plan, context: Context, read: Reader): Promise<One> {
  const at = word.indexOf('=')
  const name = at === -1 ? word : word.slice(0, at)
  const slash = name.indexOf('/')
  const { commandLine, words } = context
  if (at === -1 || slash === -1) return { diagnostic: wrongUse(commandLine, words.secrets.giveAs) }
  const [secret, key] = [name.slice(0, slash), name.slice(slash + 1)]
  if (plan.secrets[secret]?.keys[key] === undefined)
    return { diagnostic: unknownKey(name, plan, context) }
  const bytes = await read(word.slice(at + 1), context)
  return 'code' in bytes ? { diagnostic: bytes } : { value: { secret, key, ...textOf(bytes) } }
}

export function unknownKey(name: string, plan: Plan, { commandLine }: Context): Diagnostic {
  const names = Object.entries(plan.secrets).flatMap(([secret, { keys }]) =>
    Object.keys(keys).map((key) => `${secret}/${key}`),
  )
  const params = { kind: 'secret', name, suggestion: nearest(name, names) } as const
  return diagnostic('spec/unknown-name', placeOfWord(commandLine, name), params)
}

const readFile: Reader = async (file, { host }) => {
  const disk = await host.privateDisk()
  const place = { document: file, offset: 0, length: 1 }
  const bytes = await disk.read(resolve(host.workingDirectory, file))
  return bytes ?? diagnostic('spec/missing-file', place, { file })
}

const readInput: Reader = async (source, { host, commandLine, words }) =>
  source === '-'
    ? Buffer.from(await host.readInput())
    : wrongUse(commandLine, words.secrets.fromInput, '--set')

/** A last line break belongs to the file, not to a password; several lines are a file. */
function textOf(bytes: Uint8Array): Pick<GivenValue, 'value' | 'encoding'> {
  const text = Buffer.from(bytes).toString('utf8')
  if (!Buffer.from(text).equals(bytes))
    return { value: Buffer.from(bytes).toString('base64'), encoding: 'base64' }
  const line = text.replace(/\r?\n$/, '')
  return { value: line.includes('\n') ? text : line }
}
