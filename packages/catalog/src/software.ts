// Defines what is known of a program as such: what it is recognised by and what it does wherever it runs.

import type { Bilingual, MetricFacts, OptionFacts, VersionFacts } from './facts.js'
import type { Problem, Sign } from './problem.js'

/** A program that manifests run, whether or not LLMFlow plans it as a component. */
export type Software = {
  /** The component's name where there is one, else the program's. */
  readonly name: string
  readonly title: string
  /** Image repositories that hold it, with their registry: `docker.io/library/neo4j`. */
  readonly images: readonly SoftwareImage[]
  /** Keys and file names under which values files and configurations speak of it: `llamaFactory`. */
  readonly aliases?: readonly string[]
  /** What is known, newest version first. The first entry answers when no version is stated anywhere. */
  readonly versions: readonly SoftwareVersion[]
  /** Repositories that people write for it and that hold nothing. */
  readonly wrongImages?: readonly WrongImage[]
  /** Kinds of custom resource that describe it: `milvus.io/Milvus`. */
  readonly kinds?: readonly string[]
  /** Where it reads a configuration file in YAML: regular expressions for paths in its container. */
  readonly configurationPaths?: readonly string[]
  /** A name of a Service beside it whose variables, which Kubernetes sets by itself, it would take for its own. */
  readonly clashingService?: ClashingService
  /** Settings that bound what it takes of memory, each by its spellings: their sum must fit into what the pod gets. */
  readonly memory?: readonly MemoryFact[]
  /** Known ways to configure it that do not work, or not as meant. */
  readonly problems?: readonly Problem[]
  /** What monitors of it must select where others install it. */
  readonly scrapes?: readonly ScrapeFact[]
  /** Where it listens unless something tells it otherwise. */
  readonly ports?: PortFacts
}

type PortFacts = {
  /** The part of its images that this holds for. */
  readonly part: string
  readonly numbers: readonly number[]
  readonly source: string
}

type ScrapeFact = {
  /** Who installs it. */
  readonly by: string
  readonly kind: 'ServiceMonitor' | 'PodMonitor'
  /** As a selector is printed: `app=exporter`. */
  readonly selector: string
  readonly port: string
  readonly source: string
}

export type SoftwareImage = {
  readonly repository: string
  /** The part of the component that this image is. */
  readonly part?: string
  /** Programs that scripts may call in it, beyond a POSIX shell with its usual tools. */
  readonly programs?: readonly string[]
  /** Whether it starts as root, so that Pod Security `restricted` refuses it. */
  readonly runsAsRoot?: boolean
  readonly source: string
}

export type WrongImage = {
  readonly repository: string
  /** Only these tags; all when left out. */
  readonly tags?: readonly string[]
  /** A repository; of single tags the right tag, or a whole reference where the repository is no good either. */
  readonly instead: string
  readonly source: string
}

/** `variable` is what Kubernetes sets for a Service called `name`: VLLM_PORT=tcp://10.0.0.1:8000. */
export type ClashingService = {
  readonly name: string
  readonly variable: string
  readonly consequence: Bilingual
  readonly source: string
}

/** Memory that a program takes by itself, whatever else it needs. */
export type MemoryFact = { readonly anyOf: readonly string[]; readonly source: string }

export type SoftwareVersion = {
  readonly version: string
  /** Tags of its images that say another version than the program's: of an exporter, of a sandbox. */
  readonly tags?: readonly string[]
  readonly source: string
  readonly env?: OptionFacts
  readonly args?: OptionFacts
  /** Keys of its configuration file. */
  readonly config?: OptionFacts
  /** Keys that people write into Helm values for it and that are no settings of it, in any spelling. */
  readonly notSettings?: readonly NotSetting[]
  readonly metrics?: MetricFacts
  /** Where it serves metrics; `none` when it serves none. Absent when unknown. */
  readonly metricsEndpoint?: MetricsEndpoint | 'none'
  readonly requirements?: readonly Requirement[]
  /** The lists of Redis on which it puts its tasks, and the variable that may name others. */
  readonly queues?: QueueFacts
}

export type QueueFacts = {
  readonly names: readonly string[]
  /** Names to which nothing is put, although workers listen to them. */
  readonly idle?: readonly string[]
  readonly variable: string
  /** The variable and its value that make a process a worker. */
  readonly worker: { readonly variable: string; readonly value: string }
  readonly source: string
}

export type MetricsEndpoint = {
  readonly port: number
  /** Others that serve metrics as well: of the program itself, or at later versions. */
  readonly otherPorts?: readonly number[]
  readonly path: string
  /** What must be set before it answers at all, or from elsewhere than loopback. */
  readonly needs?: Bilingual
  readonly source: string
}

export type NotSetting = { readonly key: string; readonly instead: Bilingual }

/** A setting without which it does not start, or does not do its work. */
export type Requirement = {
  /** Any of these variables or arguments satisfies it. */
  readonly anyOf: readonly string[]
  /** Only when this setting has one of these values; `values` left out means: when it is set at all. */
  readonly when?: { readonly name: string; readonly values?: readonly string[] }
  /** Only for these parts. */
  readonly parts?: readonly string[]
  /** Only where this is so. */
  readonly where?: Sign
  /** The finding stands at the first of these that is there: settings that say half of what is missing. */
  readonly near?: readonly string[]
  readonly severity: 'error' | 'warning'
  /** What goes wrong without it. */
  readonly consequence: Bilingual
  readonly source: string
}

/** A version of a component as software: facts that planning and auditing share. */
export function softwareVersionOf(facts: VersionFacts): SoftwareVersion {
  const { version, source, env, args, config, metrics } = facts
  return {
    version,
    source,
    ...(env === undefined ? {} : { env }),
    ...(args === undefined ? {} : { args }),
    ...(config === undefined ? {} : { config }),
    ...(metrics === undefined ? {} : { metrics }),
  }
}
