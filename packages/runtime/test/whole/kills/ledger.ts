// What a workload was promised: only what was acknowledged counts, and what was on its way when the kill came may be either way.

import { createHash } from 'node:crypto'

/** What a document may be: a text whose every section holds a word of its own, or a file that nobody can read. */
export type Version = {
  readonly content: string
  readonly words: readonly string[]
  readonly isBroken: boolean
}

export type DocumentEntry = {
  /** Undefined: it is not there. */
  now: Version | undefined
  /** Asked for, and never answered. */
  maybe: { readonly version: Version | undefined } | undefined
  /** The newest that was acknowledged. */
  revision: number
  /** Of texts before this one: the last that was ready goes on answering until a newer one is ready. */
  readonly lingering: string[]
}

type KeyEntry = {
  readonly id: string
  readonly secret: string
  isRevoked: boolean
  mayBeRevoked: boolean
}

type MessageEntry = {
  readonly id: string
  readonly conversationId: string
  readonly query: string
  readonly answer: string
}

export type Ledger = {
  readonly documents: Map<string, DocumentEntry>
  /** Of texts that were replaced or deleted for good. */
  readonly goneWords: string[]
  readonly goneDocuments: string[]
  /** Numbers of requests to the model, which are also the tokens of their prompts. */
  readonly asked: Set<number>
  readonly answered: Set<number>
  /** Questions to the assistant. */
  assistant: { asked: number; answered: number }
  readonly keys: KeyEntry[]
  readonly messages: MessageEntry[]
  /** What the service answered that it never should. */
  readonly faults: string[]
  nextNumber: number
  /** Of everything, so that a kill comes after so much work on any machine. */
  acknowledged: number
}

export const makeLedger = (): Ledger => ({
  documents: new Map(),
  goneWords: [],
  goneDocuments: [],
  asked: new Set(),
  answered: new Set(),
  assistant: { asked: 0, answered: 0 },
  keys: [],
  messages: [],
  faults: [],
  nextNumber: 1,
  acknowledged: 0,
})

/** It ends in a letter that no stemmer takes off, and no other word begins with it. */
export const wordOf = (number: number): string => `zeph${number.toString(36)}q`

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')
