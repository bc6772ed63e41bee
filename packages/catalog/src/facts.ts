// Defines what the catalog knows of a component at a version, and where each fact was read.

import type { Bilingual, Image } from '@llmflow/spec'

export type { Bilingual }

/** A setting of a program, by its name. */
export type OptionFact = {
  readonly name: string
  /** False when the program does not read it, although people write it. */
  readonly read: boolean
  /** What to use instead of an option that is not read. */
  readonly instead?: string
}

/** The settings of one kind. Only a complete list lets an unlisted name be called unread. */
export type OptionFacts = {
  readonly isComplete: boolean
  readonly source: string
  readonly options: readonly OptionFact[]
  /** Prefixes that open a namespace of names which cannot be listed, such as `PATRONI_`. */
  readonly prefixes?: readonly string[]
}

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary'

/** A series that a program exports. For histograms `name` is the base, without `_bucket`. */
export type MetricFact = {
  readonly name: string
  readonly type: MetricType
  readonly labels: readonly string[]
  readonly help: string
  readonly unit?:
    | 'seconds'
    | 'milliseconds'
    | 'bytes'
    | 'mebibytes'
    | 'ratio'
    | 'percent'
    | 'tokens'
  readonly buckets?: readonly number[]
  /** The values of some labels, where they are fixed. */
  readonly values?: { readonly [label: string]: readonly string[] }
  /** Its name at later versions, or what says the same there. */
  readonly successor?: string
  /** When it is 0 although the word says otherwise, so that a division by it is infinite. */
  readonly zeroWhen?: Bilingual
}

export type MetricFacts = {
  readonly source: string
  readonly metrics: readonly MetricFact[]
  /** Only a complete list lets an unlisted name of this program be called nonexistent. */
  readonly isComplete?: boolean
}

/** What has become of something: released or not yet, an image that is gone, a version without support. */
export type LifeFact = {
  readonly subject: string
  readonly status: 'released' | 'unpublished' | 'image-gone' | 'support-ended' | 'archived'
  /** ISO date or month. */
  readonly since: string
  readonly note: Bilingual
  readonly source: string
}

/** What is known of one version. */
export type VersionFacts = {
  readonly version: string
  /** Images by part. */
  readonly images: { readonly [part: string]: Image }
  readonly source: string
  readonly env?: OptionFacts
  readonly args?: OptionFacts
  readonly config?: OptionFacts
  readonly metrics?: MetricFacts
  readonly life?: readonly LifeFact[]
}
