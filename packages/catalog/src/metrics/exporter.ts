// Defines what is known of the series of one program: its names at each version and how people misname them.

import type { Bilingual, MetricFact, MetricFacts } from '../facts.js'

export type Exporter = {
  /** The program in the list of software whose image tells the version. */
  readonly software: string
  /** The part of that program whose image counts, where a companion exports the series. */
  readonly part?: string
  readonly title: string
  /** Openings of names that only this program uses: `vllm:`. Empty where its names share none. */
  readonly prefixes: readonly string[]
  /** Openings that people write and that nothing exports, with the right one. */
  readonly wrongPrefixes?: readonly WrongPrefix[]
  /** Newest first. None when its names are known but not by version. */
  readonly releases: readonly ExporterRelease[]
  /** Names that other versions had, each with its successor where there is one. */
  readonly past?: readonly PastMetric[]
  /** The first version with a name, or an earlier one: what comes before it does not have the name. */
  readonly introduced?: { readonly [name: string]: string }
  /** Whether releases and past names hold every name that any version had. */
  readonly knowsAllVersions?: boolean
  /** Labels that people write, with the label that the program has: `model` is `model_name`. */
  readonly labelFixes?: { readonly [written: string]: string }
  /** Labels that tell series apart only together with one of these: `gpu` counts anew on every node. */
  readonly partialLabels?: { readonly [label: string]: readonly string[] }
  /** It exports any field of its prefixes that its configuration lists; the releases hold what is listed by default. */
  readonly listedBy?: Bilingual
  /** The unit of all its times, where it is the same everywhere. */
  readonly timeUnit?: 'seconds' | 'milliseconds'
  /** The argument whose value is the value of a label of every series: the first served name is `model_name`. */
  readonly labelFromArguments?: LabelFromArguments
}

export type WrongPrefix = { readonly written: string; readonly right: string }

/** Versions from one to another, both included, that have the same series. */
export type ExporterRelease = {
  readonly from: string
  readonly to: string
  readonly metrics: MetricFacts
}

export type PastMetric = {
  readonly metric: MetricFact
  /** The first version without it; undefined when only later versions than the known ones have it. */
  readonly until?: string
  /** What its successor needs to be there. */
  readonly note?: Bilingual
  readonly source: string
}

type LabelFromArguments = { readonly label: string; readonly arguments: readonly string[] }
