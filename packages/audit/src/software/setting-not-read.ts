// Finds variables, arguments and keys that the stated version of a program does not read.

import { software, type OptionFacts, type Software } from '@llmflow/catalog'
import { diagnostic, distance, nearest, type Diagnostic, type Severity } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'
import { isGeneric } from './generic-variables.js'
import type { Setting } from './settings.js'
import { subjectsOf, type Subject } from './subject.js'
import { remembered } from '../graph/remembered.js'

export const settingNotRead: AuditRule = (graph) => [
  ...subjectsOf(graph).flatMap((subject) => [
    ...judge(subject, 'variable', subject.facts?.env),
    ...judge(subject, 'argument', subject.facts?.args),
    ...(subject.form === 'configuration' ? judge(subject, 'key', subject.facts?.config) : []),
  ]),
  ...fileVariables(graph),
]

function judge(
  subject: Subject,
  form: Setting['form'],
  facts: OptionFacts | undefined,
): readonly Diagnostic[] {
  if (facts === undefined) return []
  const settings = subject.settings.all
    .filter((setting) => setting.form === form)
    .slice(0, settingsMax)
  if (settings.length === 0) return []
  const known = knownOptions(facts)
  const isOwnCommand = form !== 'argument' || runsItself(subject)
  return settings.flatMap((setting) => {
    const verdict = verdictOf(setting, known, subject, isOwnCommand)
    return verdict === undefined ? [] : [report(subject, setting, verdict)]
  })
}

/** Each unknown name is held against every known one; no program is given so many settings. */
const settingsMax = 400

type Known = {
  readonly facts: OptionFacts
  readonly read: ReadonlySet<string>
  readonly unread: ReadonlyMap<string, string>
}

const knownOptions = remembered((facts: OptionFacts): Known => {
  const { options } = facts
  return {
    facts,
    read: new Set(options.flatMap(({ name, read }) => (read ? [name] : []))),
    unread: new Map(
      options.flatMap(({ name, read, instead = '' }) => (read ? [] : [[name, instead] as const])),
    ),
  }
})

type Verdict = { readonly severity: Severity; readonly instead: string }

function verdictOf(
  { name, form, value }: Setting,
  { facts, read, unread }: Known,
  subject: Subject,
  isOwnCommand: boolean,
): Verdict | undefined {
  const stated = subject.isVersionStated
  const severity = stated ? 'error' : 'warning'
  const instead = unread.get(name)
  if (form === 'variable' && isUsedElsewhere(name, subject)) return undefined
  if (instead !== undefined) return { severity, instead }
  if (!isOwnCommand || !stated) return undefined
  if (!facts.isComplete) return slipOf(name, form, read)
  // A key that holds others is no setting.
  if (form === 'key' && value === undefined) return undefined
  if (spellings(name).some((spelling) => read.has(spelling))) return undefined
  if ((facts.prefixes ?? []).some((prefix) => name.startsWith(prefix))) {
    return slipOf(name, form, read)
  }
  // A short option has no name that could be looked up.
  if (form === 'argument') {
    return name.startsWith('--') ? { severity, instead: close(name, read) } : undefined
  }
  if (form === 'variable' && isGeneric(name)) return undefined
  const meant = close(name, read)
  if (meant !== '') return { severity, instead: meant }
  return form === 'variable' && isOwnFamily(name, subject.software)
    ? { severity: 'warning', instead: '' }
    : undefined
}

/** Where not all names are known, one that is a letter away from a known one is likely to be that one. */
function slipOf(
  name: string,
  form: Setting['form'],
  read: ReadonlySet<string>,
): Verdict | undefined {
  const isName = form === 'variable' ? !isGeneric(name) : name.startsWith('--')
  if (!isName || name.length < 8 || read.has(name)) return undefined
  const meant = close(name, read)
  const isNumbered = name.replace(/\d/g, '') === meant.replace(/\d/g, '')
  const isPlural = name === `${meant}S` || meant === `${name}S`
  return meant === '' || isNumbered || isPlural || distance(name, meant) > 1
    ? undefined
    : { severity: 'warning', instead: meant }
}

/** Other ways to write a flag: argparse takes underscores, and `--no-` before a switch. */
function spellings(name: string): readonly string[] {
  if (!name.startsWith('--')) return [name]
  const dashed = name.replaceAll('_', '-')
  return [name, dashed, dashed.replace(/^--no-/, '--')]
}

/** A slip of a letter or two, in a name long enough that it can be nothing else. */
function close(name: string, read: ReadonlySet<string>): string {
  const meant = nearest(name, read)
  const slips = name.length < 10 ? 1 : 2
  return meant !== '' && distance(name.toLowerCase(), meant.toLowerCase()) <= slips ? meant : ''
}

/** A variable under the program's own name is meant for it: `VLLM_…`. */
function isOwnFamily(name: string, { name: software, aliases = [] }: Software): boolean {
  return [software, ...aliases].some((own) =>
    name.startsWith(`${own.toUpperCase().replaceAll('-', '_')}_`),
  )
}

/** A variable may be for the command line or for a file that is filled in from it. */
function isUsedElsewhere(name: string, { process }: Subject): boolean {
  if (process === undefined) return false
  const { command, args, environment } = process
  const isSpoken = [...command, ...args].some(
    ({ text }) => text.includes('$') && text.includes(name),
  )
  // Compose fills `${NAME}` in from its own environment, and only Kubernetes from the container’s, as `$(NAME)`.
  return isSpoken || environment.some(({ value }) => value?.includes(`$(${name})`) === true)
}

/** Whether words on the command line are for the program, and not for a shell or another program. */
function runsItself({ process }: Subject): boolean {
  if (process === undefined || process.origin === 'values') return false
  const [program] = process.command
  return program === undefined || !/(^|\/)(ba|da|a)?sh$|env$|python3?$/.test(program.text)
}

function report(subject: Subject, setting: Setting, { severity, instead }: Verdict): Diagnostic {
  const { software, version = '', isVersionStated } = subject
  const params = {
    component: software.title,
    version: isVersionStated ? version : (subject.facts?.version ?? ''),
    setting: setting.name,
    instead,
  }
  const isFree = subject.settings.named(instead).length === 0
  const [remove, add] = lastKeys(setting, instead)
  const advice =
    isRename(setting.name, instead) && isFree && add !== ''
      ? [{ kind: 'diff' as const, remove, add }]
      : []
  return diagnostic('wiring/setting-not-read', setting.place, params, { severity, advice })
}

/** Of a path only the last key stands in its place, and only that one may be wrong. */
function lastKeys({ name, form }: Setting, instead: string): readonly [string, string] {
  if (form !== 'key') return [name, instead]
  const start = name.lastIndexOf('.') + 1
  const isBeside = instead.startsWith(name.slice(0, start)) && !instead.includes('.', start)
  return [name.slice(start), isBeside ? instead.slice(start) : '']
}

/** Whether one name only needs to be written as the other: a slip, or a name that was cut short. */
function isRename(name: string, instead: string): boolean {
  if (!/^(--)?\w[\w.-]*$/.test(instead)) return false
  const isCut = instead.startsWith(`${name}_`) || instead.startsWith(`${name}-`)
  return isCut || distance(name.toLowerCase(), instead.toLowerCase()) <= 2
}

/**
 * Variables in lists such as `.env` that carry the name of a program which reads no such variable. Where a file takes
 * the variable by its name, it serves another purpose.
 */
function fileVariables(graph: Graph): readonly Diagnostic[] {
  return graph.environmentFiles.flatMap(({ variables }) =>
    variables.flatMap(({ name, keyPlace }) => {
      const known = namesakes.get(name)
      if (known === undefined || !isUnreadNamesake(graph, name)) return []
      // Nothing in a list states a version.
      const params = { component: known.title, version: '', setting: name, instead: known.instead }
      return [diagnostic('wiring/setting-not-read', keyPlace, params, { severity: 'warning' })]
    }),
  )
}

/** Whether a variable of a list carries the name of a program that does not read it. */
export function isUnreadNamesake({ files, processes }: Graph, name: string): boolean {
  if (!namesakes.has(name)) return false
  const isTaken =
    files.some(({ excerpt }) => excerpt.text.includes(`\${${name}`)) ||
    processes.some(({ environment }) => environment.some((variable) => variable.name === name))
  return !isTaken
}

/** What is known of variables that carry a program's name and that it does not read. */
const namesakes: ReadonlyMap<string, { title: string; instead: string }> = new Map(
  software.flatMap((known) =>
    known.versions
      .slice(0, 1)
      .flatMap(({ env }) =>
        (env?.options ?? [])
          .filter(({ name, read }) => !read && isOwnFamily(name, known))
          .map(({ name, instead = '' }) => [name, { title: known.title, instead }] as const),
      ),
  ),
)
