// Finds environment variables, arguments and settings that the pinned version of a program does not read.

import type { OptionFacts, VersionFacts } from '@llmflow/catalog'
import { diagnostic, nearest, pointer, type Diagnostic, type Pointer } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { flagsIn } from './arguments.js'
import { choicesIn, type Choice } from './choices.js'
import type { Rule } from './rule.js'

type Setting = { readonly name: string; readonly at: Pointer; readonly on: 'key' | 'value' }

export const settingNotRead: Rule = (subject) =>
  choicesIn(subject.platform).flatMap((choice) => judge(subject, choice))

function judge(subject: Subject, choice: Choice): readonly Diagnostic[] {
  const facts = subject.context.factsOf(choice.name)
  const report = (settings: readonly Setting[], known: OptionFacts | undefined) =>
    settings.flatMap((setting) => verdict(subject, choice.name, facts, setting, known))
  return [
    ...report(keysIn(choice.choice.env, `${choice.at}/env`), facts.env),
    ...report(argumentsIn(choice), facts.args),
    ...report(configIn(subject, choice), facts.config),
  ]
}

const keysIn = (object: object | undefined, at: Pointer): readonly Setting[] =>
  Object.keys(object ?? {}).map((name) => ({ name, at: `${at}${pointer(name)}`, on: 'key' }))

/** Only the names of flags: what they are set to may be a secret. */
const argumentsIn = ({ choice, at }: Choice): readonly Setting[] =>
  flagsIn(choice.args ?? []).map(({ name, index }) => ({
    name,
    at: `${at}${pointer('args', index)}`,
    on: 'value',
  }))

const configIn = ({ platform }: Subject, { name, part, at }: Choice): readonly Setting[] =>
  part === undefined ? keysIn(platform.components[name]?.config, `${at}/config`) : []

function verdict(
  { inPlatform, platform }: Subject,
  component: string,
  { version }: VersionFacts,
  { name, at, on }: Setting,
  known: OptionFacts | undefined,
): readonly Diagnostic[] {
  const instead = known === undefined ? undefined : insteadOf(name, known)
  if (instead === undefined) return []
  const params = { component, version, setting: name, instead }
  // Another image may hold another version, of which the catalog knows nothing.
  const severity = platform.components[component]?.image === undefined ? 'error' : 'warning'
  return [diagnostic('wiring/setting-not-read', inPlatform(at, on), params, { severity })]
}

/** What to use instead of a name that is not read; undefined when it is read, or when nothing is known of it. */
function insteadOf(
  name: string,
  { options, prefixes, isComplete }: OptionFacts,
): string | undefined {
  const listed = options.find((option) => option.name === name)
  if (listed !== undefined) return listed.read ? undefined : (listed.instead ?? '')
  if (!isComplete || (prefixes ?? []).some((prefix) => name.startsWith(prefix))) return undefined
  const read = options.filter((option) => option.read).map((option) => option.name)
  return spellings(name).some((spelling) => read.includes(spelling))
    ? undefined
    : nearest(name, read)
}

/** Other ways to write a flag: argparse takes underscores, and `--no-` before a switch. */
function spellings(name: string): readonly string[] {
  if (!name.startsWith('--')) return []
  const dashed = name.replaceAll('_', '-')
  return [dashed, dashed.replace(/^--no-/, '--')]
}
