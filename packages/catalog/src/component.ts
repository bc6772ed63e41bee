// Defines a component: what the catalog must say about a system so that LLMFlow can plan it.

import type {
  Addon,
  Alert,
  Dashboard,
  Explained,
  Bytes,
  CpuMillis,
  Figure,
  Inventory,
  Json,
  Model,
  OperatorCommand,
  PlannedStore,
  Platform,
  PublicName,
  SecretKey,
  Workload,
} from '@llmflow/spec'
import type { Bilingual, VersionFacts } from './facts.js'
import type { Load } from './load.js'
import type { Release } from './release.js'
import type { Login, Route } from './route.js'

/** Everything that a component may look at. It is the same for every component and never changes. */
export type Context = {
  readonly platform: Platform
  readonly inventory: Inventory | undefined
  readonly release: Release
  /** Names of the components that the platform has. */
  readonly enabled: ReadonlySet<string>
  /** These components, in the order in which they are sized. */
  readonly components: readonly Component[]
  readonly load: Load
  /** The topology of an enabled component: the one chosen, or its default. */
  readonly topologyOf: (component: string) => string
  /** Parts that serve the others of a component, and take no choices that are meant for the whole. */
  readonly auxiliaryPartsOf: (component: string) => readonly string[]
  /** The facts of an enabled component at its version. */
  readonly factsOf: (component: string) => VersionFacts
  /** Sizes of the components that come earlier in the registry. */
  readonly sizes: { readonly [component: string]: ComponentSizes }
}

/** Sizes of one part, each with its reason. */
export type PartSizes = {
  readonly replicas: { readonly minimum: Explained<number>; readonly maximum: Explained<number> }
  readonly cpu: Explained<CpuMillis>
  readonly memory: Explained<Bytes>
  readonly cpuLimit?: Explained<CpuMillis>
  readonly memoryLimit: Explained<Bytes>
  readonly gpus?: Explained<number>
  /** Size of each data volume. */
  readonly storage?: Explained<Bytes>
  /** Other figures that settings or checks need: connections, cache tokens … */
  readonly figures: { readonly [name: string]: Explained<Figure> }
}

export type ComponentSizes = { readonly [part: string]: PartSizes }

/** Another component that this one does not work without. */
export type Need = {
  readonly component: string
  /** Others that would do as well. */
  readonly alternatives?: readonly string[]
  readonly purpose: Bilingual
}

/** What a text among the options stands for; a moment is `latest` or a date with its time and zone. */
export type OptionForm = 'duration' | 'address' | 'range' | 'moment' | 'component'

/** An option of LLMFlow’s own for a component, under `components.NAME.options`. */
export type ComponentOption = {
  readonly name: string
  readonly type: 'string' | 'number' | 'boolean' | 'object' | 'list'
  /** All that it, or each item of the list, may be; anything that fits the type when left out. */
  readonly values?: readonly string[]
  /** The form that it, or each item of the list, has. */
  readonly form?: OptionForm
  readonly default?: Json
  readonly description: Bilingual
}

/** A user of Redis, for a component that connects to it. */
export type RedisClient = {
  readonly name: string
  /** Patterns of the keys that it may touch; `*` where its program puts no common prefix before them. */
  readonly keys: readonly string[]
  /** What it may do, as an access list says it; when left out, all that neither administers nor endangers. */
  readonly commands?: string
}

export type SecretDeclaration = {
  readonly keys: { readonly [key: string]: SecretKey }
  readonly purpose: string
}

/** A store in which a component keeps data. */
export type BackupFact = {
  readonly store: string
  /** Where only some versions or choices keep data there. */
  readonly when?: (context: Context) => boolean
  readonly method: Bilingual
}

/** A store that a component runs: how it is copied away, and how it is brought back. */
export type Store = Pick<
  PlannedStore,
  'method' | 'after' | 'steps' | 'workload' | 'addon' | 'schedule'
> & {
  readonly name: string
  /** Whether the log of changes is archived as it grows, so that its interval bounds what is lost. */
  readonly keepsLog?: boolean
  /** Bytes to bring back when everything is lost. */
  readonly bytes: Explained<Bytes>
}

/** A component that does the same; a platform has one of the two. It is enough that one of them says so. */
export type Rival = {
  readonly component: string
  readonly reason: Bilingual
  /** When the choices of the platform give one of the two another job. */
  readonly unless?: (context: Context) => boolean
}

export type Component = {
  readonly name: string
  readonly title: string
  readonly summary: Bilingual
  /** Programs that it brings, under the names that people look for. */
  readonly brings?: readonly string[]
  /** The first is the default. */
  readonly topologies: readonly string[]
  readonly versions: { readonly [version: string]: VersionFacts }
  readonly options?: readonly ComponentOption[]
  /** Parts that exist at a topology; for vllm and tei a part for each model. */
  readonly parts: (context: Context) => readonly string[]
  /**
   * Parts that serve the others, such as an etcd, an exporter or a job. Replicas, resources, variables and
   * arguments of the whole component do not reach them; those of the part do.
   */
  readonly auxiliaryParts?: readonly string[]
  readonly needs: (context: Context) => readonly Need[]
  readonly size: (context: Context) => ComponentSizes
  /** Workloads that we render. */
  readonly workloads?: (context: Context, sizes: ComponentSizes) => readonly Workload[]
  /** Upstream charts with computed values. */
  readonly addons?: (context: Context, sizes: ComponentSizes) => readonly Addon[]
  readonly secrets?: (context: Context) => { readonly [name: string]: SecretDeclaration }
  /** Databases of PostgreSQL that it owns, each with a role of the same name. */
  readonly databases?: (context: Context) => readonly string[]
  /** Buckets of the object store that it owns. */
  readonly buckets?: (context: Context) => readonly string[]
  /** Users of Redis under which it connects. */
  readonly redisClients?: (context: Context) => readonly RedisClient[]
  /** Programs of it that send people to Keycloak to sign in. */
  readonly logins?: (context: Context) => readonly Login[]
  /** What the gateway leads to it. */
  readonly routes?: (context: Context) => readonly Route[]
  /** Components that cannot stand beside it. */
  readonly rivals?: readonly Rival[]
  /** Public names without a gateway, as prefixes of the domain. */
  readonly names?: (context: Context) => { readonly [prefix: string]: PublicName }
  readonly alerts?: (context: Context, sizes: ComponentSizes) => readonly Alert[]
  readonly dashboards?: (context: Context) => { readonly [name: string]: Dashboard }
  /** Where it keeps data, or why there is nothing to back up. */
  readonly backups: readonly BackupFact[] | { readonly none: Bilingual }
  readonly stores?: (context: Context, sizes: ComponentSizes) => readonly Store[]
  /** What people run to look after it. */
  readonly commands?: (context: Context) => readonly OperatorCommand[]
}

/** The models that a component serves. */
export function modelsServedBy(component: string, platform: Platform): readonly Model[] {
  return platform.models.filter(
    (model) => engineOf(model) === component && model.endpoint === undefined,
  )
}

/** The component that serves a model: the one chosen, or vllm for chat and tei for the others. */
export function engineOf(model: Model): string {
  return model.engine ?? (model.kind === 'chat' ? 'vllm' : 'tei')
}
