// Defines what the files of an audit come to: one graph of objects, processes, names and uses of them.

import type { Excerpt, Field, Location } from '@llmflow/spec'
import type { Software, SoftwareVersion } from '@llmflow/catalog'

/** Everything that rules look at. Built once; no rule changes it. */
export type Graph = {
  readonly files: readonly AuditedFile[]
  readonly objects: readonly KubernetesObject[]
  readonly pods: readonly Pod[]
  readonly processes: readonly Process[]
  readonly compositions: readonly Composition[]
  readonly values: readonly ValuesFile[]
  readonly charts: readonly Chart[]
  readonly configurations: readonly Configuration[]
  readonly scripts: readonly Script[]
  readonly environmentFiles: readonly EnvironmentFile[]
  readonly expressions: readonly Expression[]
  readonly dashboards: readonly DashboardFile[]
  /** Secrets that others will make, by `secrets.required.json`. */
  readonly promisedSecrets: readonly PromisedSecret[]
  /** Kustomizations, whose generators make ConfigMaps and Secrets. */
  readonly kustomizations: readonly Field[]
  /** Charts that are installed beside these files, with their values. */
  readonly addons: readonly InstalledAddon[]
  /**
   * Whether the files are all there is. When they are not, what is named and not there may exist elsewhere: such a
   * finding is a warning. What is there and contradicts is an error either way.
   */
  readonly isComplete: boolean
  /** The registry that every image must come from, when the person who audits says so. */
  readonly registry?: string
}

/** A text that was read, or a part of one: a fence of Markdown or an entry of a ConfigMap is a file of its own. */
export type AuditedFile = {
  /** The file that the person gave. */
  readonly document: string
  /** The name by which its content is known: `redis.conf` for a fence whose first comment says so. */
  readonly name: string
  readonly form: Form
  readonly excerpt: Excerpt
  /** The language that a fence claims. */
  readonly fence?: string
}

export type Form =
  | 'kubernetes'
  | 'compose'
  | 'values'
  | 'chart'
  | 'kustomization'
  | 'rules'
  | 'dashboard'
  | 'configuration'
  | 'environment'
  | 'script'
  | 'query'
  | 'tree'
  | 'markdown'
  | 'template'
  | 'unknown'

/** An object of Kubernetes or of a custom resource. */
export type KubernetesObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  /** `default` when none is stated; empty for what has no namespace. */
  readonly namespace: string
  readonly labels: Labels
  readonly field: Field
}

export type Labels = { readonly [label: string]: string }

/** The template of alike pods, and what makes them. */
export type Pod = {
  readonly owner: KubernetesObject
  readonly namespace: string
  readonly labels: Labels
  /** `spec.template.spec`, or the spec of a bare pod. */
  readonly spec: Field
  readonly replicas: number | undefined
  readonly processes: readonly Process[]
}

/** One program that runs: a container, a compose service, or a block of Helm values that stands for one. */
export type Process = {
  readonly origin: 'kubernetes' | 'compose' | 'values'
  /** What people call it: `dify-api`, `tei.embedding`. */
  readonly name: string
  readonly namespace: string
  /** The container, the compose service or the block of values. */
  readonly field: Field
  readonly image: ImageUse | undefined
  readonly software: KnownSoftware | undefined
  readonly environment: readonly Variable[]
  /** False when variables come from an object that is not here. */
  readonly isEnvironmentKnown: boolean
  readonly command: readonly Word[]
  readonly args: readonly Word[]
  /** Named ports first of all; `name` is empty where there is none. */
  readonly ports: readonly ListeningPort[]
  /** Files that are mounted and that are here to be read. */
  readonly files: readonly MountedFile[]
  readonly gpus: number
  readonly pod?: Pod
}

export type ImageUse = {
  /** As written, after values are put together: `quay.io/keycloak/keycloak:23.0`. */
  readonly reference: string
  /** With its registry: `docker.io/library/redis`. */
  readonly repository: string
  readonly tag: string
  readonly digest: string
  readonly place: Location
  /** The place of the repository where it stands apart from the tag. */
  readonly repositoryPlace: Location
}

export type KnownSoftware = {
  readonly software: Software
  readonly part: string
  /** Facts of the stated version; undefined when the catalog does not know that version. */
  readonly version: SoftwareVersion | undefined
}

/** A variable of a process. `value` is undefined when it comes from an object. */
export type Variable = {
  readonly name: string
  readonly value: string | undefined
  readonly keyPlace: Location
  readonly excerpt: Excerpt
}

/** A word of a command line. */
export type Word = { readonly text: string; readonly excerpt: Excerpt }

export type ListeningPort = {
  readonly name: string
  readonly number: number
  readonly protocol: string
  readonly place: Location
}

export type MountedFile = { readonly path: string; readonly excerpt: Excerpt }

/** A compose file. */
export type Composition = {
  readonly field: Field
  readonly processes: readonly Process[]
}

/** Helm values. `root` is the whole file. */
export type ValuesFile = { readonly name: string; readonly root: Field; readonly document: string }

/** A chart: from its Chart.yaml, or from a drawn tree of its files. */
export type Chart = {
  readonly name: string
  readonly place: Location
  /** Chart.yaml; undefined when only a drawing of the tree is here. */
  readonly definition: Field | undefined
  readonly subcharts: readonly { readonly name: string; readonly place: Location }[]
}

/** Configuration of a program in its own format. */
export type Configuration = {
  /** The software by its catalog name: `redis`, `patroni`, `haproxy`, `fluent-bit`. */
  readonly software: string
  /** What the file is for: `redis`, `sentinel`. */
  readonly role: string
  readonly name: string
  /** The namespace of the object that holds it; empty outside of one. */
  readonly namespace: string
  readonly excerpt: Excerpt
  /** YAML formats, such as Patroni's, have fields. */
  readonly root?: Field
  /** Line formats have directives. */
  readonly directives: readonly Directive[]
}

/** A line of configuration: `sentinel monitor NAME HOST PORT 2`. `section` is `[OUTPUT]` or `frontend https`. */
export type Directive = {
  readonly section: string
  /** Counts the sections of a file, so that directives of two `[OUTPUT]` sections stay apart. */
  readonly sectionIndex: number
  readonly name: string
  readonly values: readonly Word[]
  readonly place: Location
}

/** Commands: of a container, of a hook, or of a fence in a runbook. */
export type Script = {
  readonly excerpt: Excerpt
  readonly commands: readonly ShellCommand[]
  /** The container that runs it; undefined for what a person runs. */
  readonly process: Process | undefined
  readonly source: 'container' | 'hook' | 'runbook'
}

/** One simple command with its words, as a shell splits them. */
export type ShellCommand = {
  readonly words: readonly Word[]
  readonly place: Location
  /** What the comment above says it is for; empty when there is none. */
  readonly comment: string
}

/** A list of variables: `.env`. */
export type EnvironmentFile = {
  readonly name: string
  readonly variables: readonly Variable[]
  readonly place: Location
}

/** A PromQL expression and what it is for. */
export type Expression = {
  readonly excerpt: Excerpt
  readonly use: 'alert' | 'recording' | 'panel' | 'autoscaler' | 'adapter' | 'query'
  /** The alert, panel, trigger … */
  readonly name: string
  readonly namespace: string
  /** Texts that are filled in from the result: annotations, legends. */
  readonly templates: readonly Excerpt[]
  /** The number that the result is held against outside of the expression: a KEDA threshold. */
  readonly threshold?: Field
  /** The record or alert, the panel or the trigger. */
  readonly field: Field
}

export type DashboardFile = {
  readonly name: string
  /** What holds the panels; below `dashboard` when wrapped for the HTTP API. */
  readonly root: Field
  readonly isWrapped: boolean
}

export type PromisedSecret = {
  readonly name: string
  readonly namespaces: readonly string[]
  readonly keys: readonly string[]
  /** Keys whose values are letters and digits only. */
  readonly plainKeys: readonly string[]
  /** Variables that hold such values, where an env file is filled from the list. */
  readonly plainVariables: readonly string[]
}

export type InstalledAddon = {
  readonly chart: string
  readonly namespace: string
  readonly values: Field
}
