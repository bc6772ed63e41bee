// Defines what is known of a command: by which words it is recognised, and what it does that people do not expect.

import type { Bilingual } from './facts.js'

/** A way to call a program that fails, or does something else than what it is called for. */
export type CommandFact = {
  /** Whole words, unique: `etcdctl-snapshot-restore`. */
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly command: CommandSign
  /** Only where a command of the same script ran before. */
  readonly after?: CommandSign
  /** Not where one of these programs ran before in the same script, because it prepares what would be missing. */
  readonly unlessAfter?: readonly string[]
  /** Not where one of these programs is in the same script at all. */
  readonly unlessBeside?: readonly CommandSign[]
  /** Only where the comment above says that something is to be restored. */
  readonly purpose?: 'restore'
  /** What happens: one sentence without a full stop. */
  readonly problem: Bilingual
  /** What to do instead: one sentence without a full stop. */
  readonly remedy: Bilingual
  /** Public repository and path where this was read. */
  readonly source: string
}

/** What a command looks like. */
export type CommandSign = {
  readonly program: string
  /** Words that are no options, in this order: `snapshot restore`. */
  readonly words?: readonly string[]
  /** One of these options is there, alone or with a value behind an equals sign. */
  readonly has?: readonly string[]
  /** None of these options is there. */
  readonly lacks?: readonly string[]
  /** A regular expression that one word fits. */
  readonly argument?: string
}
