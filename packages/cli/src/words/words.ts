// Lists everything that the CLI says itself; a language is complete when it compiles.

import type { Language, Severity, SumUnit } from '@llmflow/spec'
import type { CertsCommandName, CertsOptionName, CertsWords } from './certs.js'
import { english } from './en.js'
import type { HardwareWords } from './hardware.js'
import type { ModelsCommandName, ModelsOptionName, ModelsWords } from './models.js'
import type { SecretsOptionName, SecretsWords } from './secrets.js'
import type { ServiceCommandName, ServiceOptionName, ServiceWords } from './service.js'
import type { SizeWords } from './size.js'
import { korean } from './ko.js'

export type CommandName =
  | CertsCommandName
  | ModelsCommandName
  | ServiceCommandName
  | 'init'
  | 'check'
  | 'plan'
  | 'render'
  | 'audit'
  | 'diff'
  | 'why'
  | 'explain'
  | 'schema'
  | 'catalog'
  | 'checklist'
  | 'size'
  | 'completion'
  | 'secrets init'
  | 'secrets rotate'
  | 'secrets check'
  | 'secrets write'

/** The first word of commands that belong together. */
export type GroupName = 'secrets' | 'certs' | 'key' | 'models'

type Example = { readonly run: string; readonly what: string }

export type CommandWords = {
  /** One line for the list of commands. */
  readonly summary: string
  /** What a person should know before running it. */
  readonly about: string
  readonly examples: readonly Example[]
}

type OptionName =
  | CertsOptionName
  | SecretsOptionName
  | ModelsOptionName
  | ServiceOptionName
  | 'json'
  | 'report'
  | 'lang'
  | 'quiet'
  | 'help'
  | 'version'
  | 'env'
  | 'file'
  | 'out'
  | 'planOut'
  | 'target'
  | 'force'
  | 'dryRun'
  | 'users'
  | 'gpus'
  | 'gpuProduct'
  | 'domain'
  | 'registry'
  | 'name'
  | 'complete'
  | 'onlyRegistry'
  | 'only'
  | 'skip'
  | 'minSeverity'
  | 'fix'
  | 'write'
  | 'metrics'
  | 'model'
  | 'compare'

type ArgumentName =
  | 'modelSource'
  | 'modelNames'
  | 'platformDirectory'
  | 'documentPath'
  | 'certificate'
  | 'signed'
  | 'directory'
  | 'directoryOrPlan'
  | 'before'
  | 'after'
  | 'path'
  | 'code'
  | 'schemaKind'
  | 'component'
  | 'shell'
  | 'checklist'
  | 'newDirectory'
  | 'auditPath'
  | 'secretKey'
  | 'searched'

export type CliWords = {
  readonly tagline: string
  readonly help: {
    readonly titles: { readonly [english: string]: string }
    readonly examples: string
    readonly command: string
    readonly more: string
    readonly choices: (choices: string) => string
  }
  readonly commands: { readonly [N in CommandName]: CommandWords }
  readonly groups: { readonly [N in GroupName]: Omit<CommandWords, 'examples'> }
  readonly options: { readonly [N in OptionName]: string }
  readonly arguments: { readonly [N in ArgumentName]: string }
  readonly wrongUse: {
    readonly noCommand: string
    readonly unknownCommand: (name: string, suggestion: string) => string
    readonly unknownOption: (name: string, suggestion: string) => string
    readonly missingArgument: (name: string) => string
    readonly missingValue: (option: string) => string
    readonly missingOption: (option: string) => string
    readonly tooManyArguments: string
    readonly invalidValue: (value: string, choices: string) => string
    readonly twoNeeded: string
    readonly allEnvironments: string
    readonly noMachines: string
  }
  readonly severities: { readonly [S in Severity]: string }
  readonly findings: {
    readonly counts: (errors: number, warnings: number, infos: number) => string
    readonly none: (files: string) => string
    readonly lookedAt: (subject: string) => string
    readonly explain: (code: string) => string
    readonly help: (command: string) => string
    /** In the place of a file. */
    readonly commandLine: string
    readonly total: string
    readonly limit: string
    readonly over: string
    readonly related: string
    readonly run: string
  }
  readonly units: { readonly [U in SumUnit]: (amount: number) => string }
  readonly why: {
    readonly setByDefault: (pointer: string) => string
    readonly several: (count: number) => string
    readonly ask: string
    readonly seeAbove: string
    readonly fact: (source: string) => string
  }
  readonly explain: { readonly why: string; readonly fix: string; readonly severity: string }
  readonly plan: PlanWords
  readonly hardware: HardwareWords
  readonly size: SizeWords
  readonly render: RenderWords
  readonly audit: AuditWords
  readonly difference: DifferenceWords
  readonly catalog: CatalogWords
  readonly checklist: ChecklistWords
  readonly init: InitWords
  readonly secrets: SecretsWords
  readonly certs: CertsWords
  readonly service: ServiceWords
  readonly models: ModelsWords
}

type ChecklistWords = {
  readonly titles: { readonly [list in 'pre' | 'daily' | 'weekly' | 'monthly']: string }
  readonly kinds: { readonly [kind in 'auto' | 'human' | 'needs-cluster']: string }
  readonly findings: (count: number, codes: string) => string
  readonly alerts: (names: string) => string
  readonly counts: (items: number, done: number, attention: number, open: number) => string
}

type PlanWords = {
  readonly heading: (name: string, release: string, kubernetes: string) => string
  readonly sections: {
    readonly sizes: string
    readonly gpus: string
    readonly pools: string
    readonly waiting: string
    readonly addons: string
  }
  readonly columns: {
    readonly component: string
    readonly part: string
    readonly replicas: string
    readonly cpu: string
    readonly memory: string
    readonly gpus: string
    readonly storage: string
    readonly perReplica: string
    readonly atMinimum: string
    readonly atMaximum: string
    readonly product: string
    readonly pool: string
    readonly nodes: string
    readonly power: string
    readonly workload: string
    readonly priority: string
    readonly lacks: string
    readonly addon: string
    readonly chart: string
    readonly version: string
    readonly namespace: string
    readonly purpose: string
  }
  readonly total: string
  readonly used: (used: string, total: string) => string
  readonly legend: string
  readonly lacks: { readonly [resource in 'gpus' | 'cpu' | 'memory' | 'nodes']: string }
  readonly counts: (counts: PlanCounts) => string
  readonly written: (file: string) => string
  readonly notWritten: (file: string) => string
}

type PlanCounts = {
  readonly workloads: number
  readonly addons: number
  readonly images: number
  readonly edges: number
  readonly certificates: number
  readonly secrets: number
  readonly alerts: number
  readonly dashboards: number
  readonly tenants: number
}

type RenderWords = {
  readonly done: (folder: string, files: number) => string
  readonly would: (folder: string) => string
  readonly changes: (created: number, changed: number, removed: number, same: number) => string
  readonly interrupted: string
}

type AuditWords = {
  readonly read: (counts: ReadCounts) => string
  readonly notJudged: (parts: readonly string[]) => string
  readonly unknownKinds: (kinds: readonly string[]) => string
  readonly unreadTemplates: (count: number) => string
  readonly leftOut: (count: number) => string
  readonly nothing: string
  readonly fixable: (fixes: number) => string
  readonly fixed: (fixes: number, files: number) => string
}

type ReadCounts = {
  readonly files: number
  readonly objects: number
  readonly processes: number
  readonly expressions: number
}

type DifferenceWords = {
  readonly same: string
  readonly groups: {
    readonly created: string
    readonly resized: string
    readonly restarted: string
    readonly moved: string
    readonly changed: string
    readonly deleted: string
  }
  readonly counts: (changes: number) => string
  readonly kinds: { readonly [K in ChangedKind]: string }
}

export type ChangedKind =
  | 'platform'
  | 'workload'
  | 'addon'
  | 'namespace'
  | 'node'
  | 'certificate'
  | 'secret'
  | 'name'
  | 'image'
  | 'schedule'
  | 'tenant'
  | 'alert'
  | 'dashboard'

type CatalogWords = {
  readonly brings: string
  readonly component: string
  readonly topologies: string
  readonly versions: string
  readonly summary: string
  readonly options: string
  readonly metrics: string
  readonly complete: string
  readonly partial: string
  readonly source: string
  readonly images: string
  readonly lists: { readonly releases: string; readonly gpus: string; readonly models: string }
  readonly notRead: string
  readonly columns: {
    readonly metric: string
    readonly type: string
    readonly unit: string
    readonly labels: string
    readonly help: string
  }
  readonly noMetrics: (name: string) => string
}

type InitWords = {
  readonly questions: {
    readonly name: string
    readonly users: string
    readonly domain: string
    readonly registry: string
    readonly gpus: string
    readonly gpuProduct: string
  }
  readonly written: (files: string) => string
  readonly next: (directory: string) => string
  readonly notANumber: (option: string, value: string) => string
  readonly comments: {
    readonly platform: string
    readonly demand: string
    readonly registry: string
    readonly models: string
    readonly noModels: string
    readonly components: string
    readonly inventory: string
    readonly pools: string
  }
}

const catalogue: { readonly [L in Language]: CliWords } = { en: english, ko: korean }

export const wordsOf = (language: Language): CliWords => catalogue[language]
