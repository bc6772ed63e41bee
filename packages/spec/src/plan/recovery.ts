// Defines how the data of a platform is brought back, and the commands with which people look after it.

import { milliseconds, type Bytes, type Milliseconds } from '../quantity/brand.js'

import type { Text } from '../workload/text.js'
import type { WorkloadId } from '../workload/workload.js'

/** Words for people, in both languages. */
export type Bilingual = { readonly en: string; readonly ko: string }

/** A command that a person runs; each target says how it is run inside a workload. */
export type OperatorCommand = {
  readonly purpose: Bilingual
  /**
   * The workload in whose first replica it runs; absent for the operator's own machine. A job is run once, with its
   * own command.
   */
  readonly within?: WorkloadId
  /** Variables that the run of a job gets besides its own. */
  readonly variables?: { readonly [name: string]: string }
  /** Empty for a job, which has its own. */
  readonly command: Text
}

/** Time until the last store is back: they share the people and the link to the copies, so one follows another. */
export const recoveryTimeOf = (stores: { readonly [name: string]: PlannedStore }): Milliseconds =>
  milliseconds(Object.values(stores).reduce((total, { recoveryTime }) => total + recoveryTime, 0))

/** A store that holds data: how it is copied, what is lost and how long it takes when only the copy is left. */
export type PlannedStore = {
  readonly component: string
  readonly method: Bilingual
  /** The workload that makes the copies; absent when an addon or nothing does. */
  readonly workload?: WorkloadId
  /** The addon that makes the copies. */
  readonly addon?: string
  /** The most work that is lost, from the intervals of the copies; absent when nothing copies it. */
  readonly recoveryPoint?: Milliseconds
  /** Bytes to bring back when everything is lost. */
  readonly bytes: Bytes
  /** From the bytes and the speed of the copy, with the time that the steps take. */
  readonly recoveryTime: Milliseconds
  /** The name under which the platform says how often it is copied, when it is not the store's own. */
  readonly schedule?: string
  /** Stores that must be back first. */
  readonly after: readonly string[]
  readonly steps: readonly OperatorCommand[]
}
