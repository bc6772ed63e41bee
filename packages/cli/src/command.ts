// Defines a command: how it is called, what it is given and what it answers.

import type { Command } from 'commander'
import type { Diagnostic, Language, SourceText } from '@llmflow/spec'
import type { Host } from './host/host.js'
import type { Style } from './terminal/style.js'
import type { CliWords, CommandName, GroupName } from './words/words.js'

/** What every command is given. */
export type Context = {
  readonly host: Host
  readonly language: Language
  readonly words: CliWords
  readonly style: Style
  /** The command line as a text, for findings about it. */
  readonly commandLine: SourceText
}

/** The arguments and options of one call. */
export type Input = {
  readonly args: readonly string[]
  readonly flags: Flags
  /** The whole command line, for the command that describes it. */
  readonly program: Command
}

/** Options by their names in camel case. */
export type Flags = {
  readonly text: (name: string) => string | undefined
  readonly texts: (name: string) => readonly string[]
  readonly isSet: (name: string) => boolean
}

/** What a command found and made. It prints nothing itself: a reporter does. */
export type Outcome = {
  readonly diagnostics: readonly Diagnostic[]
  /** The texts that the diagnostics point into. */
  readonly sources: readonly SourceText[]
  /** What `--json` shows under `result`; null when there is none. */
  readonly result: unknown
  /** What a person sees on standard output. */
  readonly text: string
  /** What a person may like to know besides; `--quiet` leaves it out. */
  readonly note: string
  /** What was looked at, in a few words; the names of the sources when empty. */
  readonly subject: string
  /** What a person may do next; the last line, and none when empty. */
  readonly hint: string
  /** Where a person sees the findings: `out` when they are what the command is for. */
  readonly findings: 'out' | 'error'
  /** Whether Ctrl-C ended the command early. */
  readonly isInterrupted: boolean
}

export type CommandDefinition = {
  readonly name: CommandName
  /** Declares arguments and options; the name, summary and examples come from the words. */
  readonly declare: (command: Command, words: CliWords) => Command
  readonly run: (context: Context, input: Input) => Promise<Outcome> | Outcome
}

/** Commands under one word: `llmflow secrets init`. */
export type CommandGroup = {
  readonly name: GroupName
  readonly members: readonly CommandDefinition[]
}

/** An outcome from what is not usual about it. */
export function outcomeOf(parts: Partial<Outcome>): Outcome {
  return {
    diagnostics: [],
    sources: [],
    result: null,
    text: '',
    note: '',
    subject: '',
    hint: '',
    findings: 'error',
    isInterrupted: false,
    ...parts,
  }
}

export const textOf = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${lines.join('\n')}\n`

export function flagsOf(options: { readonly [name: string]: unknown }): Flags {
  return {
    text: (name) => {
      const value = options[name]
      return typeof value === 'string' ? value : undefined
    },
    texts: (name) => {
      const value = options[name]
      return Array.isArray(value) ? value.map(String) : []
    },
    isSet: (name) => options[name] === true,
  }
}
