// What the page asks the planning worker, and what the worker answers: plain values that are copied between threads.

import type { ChecklistName, ChecklistState, Link, LinkTerm, Origin } from '@llmflow/planner'
import type {
  Language,
  Pointer,
  PrintedAdvice,
  SchemaKind,
  Severity,
  SumUnit,
  Target,
  TextFile,
} from '@llmflow/spec'

/** A platform directory as the command line reads it. */
export type Folder = {
  readonly files: readonly TextFile[]
  /** The name of the overlay `env/NAME.yaml` that is laid over; none when absent. */
  readonly environment: string | undefined
}

/** A change of one text: what stands between the offsets makes way for `insert`. */
export type Edit = {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** A diagnostic in words, with its place as lines for people and as offsets for editors. */
export type Finding = {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  /** What the code is about, why it matters and what to do. */
  readonly title: string
  readonly why: string
  readonly fix: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endColumn: number
  readonly from: number
  readonly to: number
  readonly advice: readonly PrintedAdvice[]
  /** Changes that repair it; each alone is enough. */
  readonly repairs: readonly Edit[]
}

export type Gpu = {
  /** Absent while nothing is placed on it. */
  readonly workload: string | undefined
}

export type PlacedWorkload = {
  readonly id: string
  readonly replicas: number
  readonly gpus: number
}

export type MachineView = {
  readonly name: string
  readonly pool: string
  readonly rack: string
  readonly gpuProduct: string | undefined
  readonly gpus: readonly Gpu[]
  readonly cpu: Used
  readonly memory: Used
  readonly workloads: readonly PlacedWorkload[]
  /** Paths of the plan that say why, for `why`. */
  readonly reasons: readonly Pointer[]
}

export type Used = { readonly used: number; readonly available: number }

export type RackView = {
  readonly name: string
  readonly machines: readonly MachineView[]
  readonly watts: number
  readonly wattsMax: number | undefined
}

export type WorkloadView = {
  readonly id: string
  readonly label: string
  readonly gpusEach: number
  readonly gpuProduct: string | undefined
  readonly replicas: { readonly minimum: number; readonly maximum: number }
  readonly placed: number
  readonly reasons: readonly Pointer[]
}

export type WaitingView = {
  readonly workload: string
  readonly replicas: number
  readonly lacks: 'gpus' | 'cpu' | 'memory' | 'nodes'
  /** What these replicas would take, were there room. */
  readonly gpus: number
  readonly cpuMillis: number
  readonly memoryBytes: number
}

/** What a plan comes to, without the thousand values that nobody looks at. */
export type PlanView = {
  readonly name: string
  readonly release: string
  readonly nodes: number
  readonly gpus: Used & { readonly atMaximum: number }
  readonly memory: Used
  readonly cpu: Used
  /** Absent where the inventory does not say what machines draw. */
  readonly power: { readonly watts: number; readonly wattsMax: number | undefined } | undefined
  readonly racks: readonly RackView[]
  readonly workloads: readonly WorkloadView[]
  readonly waiting: readonly WaitingView[]
  readonly hasMachines: boolean
}

export type ModelDial = {
  readonly index: number
  readonly name: string
  readonly weights: string
  readonly context: number | undefined
  /** The longest context that the weights were trained for; absent where nobody knows it. */
  readonly contextMax: number | undefined
}

/** What can be turned without writing YAML. */
export type Dials = {
  readonly users: number
  readonly concurrentUsers: number
  readonly chatModels: readonly ModelDial[]
  /** Weights that the catalog knows for chat. */
  readonly weights: readonly string[]
}

export type Judgement = {
  readonly findings: readonly Finding[]
  /** Absent when nothing sensible can be planned; the findings say why. */
  readonly plan: PlanView | undefined
  readonly dials: Dials | undefined
}

/** The first number of people at which something new goes wrong. */
export type Break = {
  readonly concurrentUsers: number
  readonly code: string
  readonly severity: Severity
  readonly message: string
}

export type Pressure = {
  readonly concurrentUsers: number
  /** By the number of people; empty when nothing breaks up to `triedUpTo`. */
  readonly breaks: readonly Break[]
  readonly triedUpTo: number
}

export type SizedFile = { readonly path: string; readonly bytes: number }

export type Rendered =
  | { readonly kind: 'files'; readonly files: readonly SizedFile[] }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** The hosts target needs machines with addresses. */
  | { readonly kind: 'no-machines' }

export type AuditResult = {
  readonly findings: readonly Finding[]
  readonly files: number
  readonly objects: number
  readonly expressions: number
  readonly unknownKinds: readonly string[]
  readonly unreadTemplates: number
}

export type ChecklistItem = {
  readonly id: string
  readonly title: string
  readonly state: ChecklistState
  /** What settles it: findings, a person, or the running platform. */
  readonly kind: 'auto' | 'human' | 'needs-cluster'
  readonly how: string
  readonly codes: readonly string[]
  readonly commands: readonly string[]
  readonly alerts: readonly string[]
}

export type Question =
  | { readonly kind: 'judge'; readonly folder: Folder; readonly language: Language }
  | { readonly kind: 'pressure'; readonly folder: Folder; readonly language: Language }
  | {
      readonly kind: 'why'
      readonly folder: Folder
      readonly paths: readonly Pointer[]
      readonly language: Language
    }
  | {
      readonly kind: 'set'
      readonly folder: Folder
      readonly path: Pointer
      readonly value: string
    }
  | {
      readonly kind: 'render'
      readonly folder: Folder
      readonly target: Target
      readonly language: Language
    }
  | { readonly kind: 'archive'; readonly folder: Folder; readonly target: Target }
  | {
      readonly kind: 'audit'
      readonly files: readonly TextFile[]
      readonly language: Language
    }
  | {
      readonly kind: 'checklist'
      readonly folder: Folder
      readonly list: ChecklistName
      readonly language: Language
    }
  | { readonly kind: 'schema'; readonly schema: SchemaKind; readonly language: Language }

export type Answer =
  | { readonly kind: 'judge'; readonly value: Judgement }
  /** Undefined when what is written cannot be planned. */
  | { readonly kind: 'pressure'; readonly value: Pressure | undefined }
  | { readonly kind: 'why'; readonly value: readonly Link[] }
  /** Undefined when the text has no such place. */
  | { readonly kind: 'set'; readonly value: Edit | undefined }
  | { readonly kind: 'render'; readonly value: Rendered }
  | { readonly kind: 'archive'; readonly value: Uint8Array<ArrayBuffer> | undefined }
  | { readonly kind: 'audit'; readonly value: AuditResult }
  | { readonly kind: 'checklist'; readonly value: readonly ChecklistItem[] | undefined }
  | { readonly kind: 'schema'; readonly value: unknown }

export type ToWorker =
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** Nobody waits for this one any more. */
  | { readonly kind: 'cancel'; readonly id: number }

export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }

export type {
  ChecklistName,
  Language,
  Link,
  LinkTerm,
  Origin,
  Pointer,
  SchemaKind,
  SumUnit,
  Target,
  TextFile,
}
