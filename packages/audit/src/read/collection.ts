// Gathers what the readers find, before the graph ties it together.

import type { Diagnostic, Excerpt, Field } from '@llmflow/spec'
import type {
  AuditedFile,
  Chart,
  Composition,
  Configuration,
  DashboardFile,
  EnvironmentFile,
  KubernetesObject,
  Process,
  PromisedSecret,
  ValuesFile,
} from '../graph/graph.js'
import type { InstallList } from './addons.js'
import type { Kustomization } from './kustomization.js'

/** A text on its way to a reader. */
export type Text = {
  /** The file that the person gave. */
  readonly document: string
  /** The name of the content: of the file, the entry of a ConfigMap, or what a fence's first comment says. */
  readonly name: string
  readonly excerpt: Excerpt
  /** The language of the fence; undefined outside of Markdown. */
  readonly language: string | undefined
  /** The object whose entry this is. */
  readonly holder: KubernetesObject | undefined
  /** How many texts this one lies in. */
  readonly depth: number
}

/** Values with the programs that their blocks stand for. */
type ReadValues = { readonly file: ValuesFile; readonly processes: readonly Process[] }

/** What the readers fill while they read. */
export type Collection = {
  readonly files: AuditedFile[]
  readonly objects: KubernetesObject[]
  readonly compositions: Composition[]
  readonly values: ReadValues[]
  readonly charts: Chart[]
  readonly configurations: Configuration[]
  /** Scripts in fences and files; those of containers follow from the pods. */
  readonly shells: Excerpt[]
  /** PromQL on its own, in a fence that says so. */
  readonly queries: Excerpt[]
  readonly environmentFiles: EnvironmentFile[]
  readonly dashboards: DashboardFile[]
  /** Documents with rule groups, and the namespace of what holds them. */
  readonly rules: { readonly field: Field; readonly namespace: string }[]
  readonly promisedSecrets: PromisedSecret[]
  readonly installLists: InstallList[]
  readonly kustomizations: Kustomization[]
  readonly diagnostics: Diagnostic[]
}

export function emptyCollection(): Collection {
  return {
    files: [],
    objects: [],
    compositions: [],
    values: [],
    charts: [],
    configurations: [],
    shells: [],
    queries: [],
    environmentFiles: [],
    dashboards: [],
    rules: [],
    promisedSecrets: [],
    installLists: [],
    kustomizations: [],
    diagnostics: [],
  }
}
