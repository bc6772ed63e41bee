// Lists every diagnostic code with the facts that it carries and its usual severity.

import { auditSeverities, type AuditParams } from './audit/audit.js'
import { choiceSeverities, type ChoiceParams } from './choices.js'
import { certificateSeverities, type CertificateParams } from './certificates.js'
import { credentialSeverities, type CredentialParams } from './credentials.js'
import { serviceSeverities, type ServiceParams } from './service.js'
import type { Severity } from './diagnostic.js'
import { hardwareSeverities, type HardwareParams } from './hardware.js'
import type { YamlSyntax } from './yaml-faults.js'

/** The facts of each code. Those that only an audit finds stand in `audit/`, a file for each family. */
export type DiagnosticParams = PlatformParams &
  ChoiceParams &
  CredentialParams &
  ServiceParams &
  CertificateParams &
  HardwareParams &
  AuditParams

/** The codes of a platform. Adding one means adding it here, to `severities` and to both languages. */
type PlatformParams = {
  /** The YAML text cannot be read. */
  'spec/yaml-syntax': YamlSyntax
  'spec/document-too-large': { readonly limit: number; readonly unit: DocumentUnit }
  'spec/missing-file': { readonly file: string }
  'spec/missing-key': { readonly key: string }
  'spec/unknown-key': { readonly key: string; readonly suggestion: string }
  'spec/wrong-type': { readonly expected: string; readonly found: string }
  'spec/invalid-value': { readonly value: string; readonly expected: string }
  'spec/duplicate-name': { readonly name: string }
  /** A name that refers to nothing: a model, pool, component, storage class … */
  'spec/unknown-name': {
    readonly kind: ReferenceKind
    readonly name: string
    readonly suggestion: string
  }
  /** The command line itself is wrong. */
  'spec/wrong-use': { readonly reason: string }
  /** The system does not let a file be read; `reason` is its own code, such as EACCES. */
  'spec/unreadable-file': { readonly file: string; readonly reason: string }
  'spec/existing-file': { readonly file: string }
  /** A plan.json that cannot be taken for the plan that LLMFlow wrote. */
  'spec/invalid-plan': { readonly fault: PlanFault; readonly detail: string }
  /** A file in the output folder that LLMFlow did not write. */
  'render/foreign-file': { readonly file: string }
  /** A file that LLMFlow wrote and somebody changed since. */
  'render/edited-file': { readonly file: string }
  /** A path that leads out of the output folder, by `..` or by a symbolic link. */
  'render/outside-folder': { readonly file: string }
  'render/unwritable-file': { readonly file: string; readonly reason: string }
  'plan/unknown-shape': {
    readonly model: string
    readonly weights: string
    readonly suggestion: string
  }
  'plan/no-gpu': { readonly model: string }
  'plan/no-pool': { readonly workload: string; readonly role: string; readonly kind: string }
  'plan/no-address': { readonly pool: string }
  'plan/rival-components': {
    readonly component: string
    readonly rival: string
    readonly reason: Bilingual
  }
  'capacity/weights-exceed-gpus': {
    readonly model: string
    readonly tensorParallel: number
    readonly gpu: string
    readonly fits: number
  }
  'capacity/context-exceeds-cache': {
    readonly model: string
    readonly context: number
    readonly tokens: number
  }
  'capacity/context-exceeds-model': {
    readonly model: string
    readonly context: number
    readonly limit: number
    readonly factor: number
    /** Whether the model is only guessed from a name like its own. */
    readonly isGuess?: boolean
  }
  'capacity/tensor-parallel': {
    readonly model: string
    readonly tensorParallel: number
    readonly heads: number
    readonly allowed: string
  }
  'capacity/minima-do-not-fit': {
    readonly workload: string
    readonly pool: string
    readonly missing: number
    readonly lacks: Lack
  }
  'capacity/node-loss': {
    readonly workload: string
    readonly pool: string
    readonly node: string
    readonly lacks: Lack
  }
  'capacity/maxima-do-not-fit': {
    readonly workload: string
    readonly pool: string
    readonly wanted: number
    readonly available: number
    readonly unit: Lack
    readonly fits: number
  }
  'capacity/replicas-below-demand': {
    readonly model: string
    readonly minimum: number
    readonly maximum: number
    readonly needed: number
  }
  /** Volumes, documents or weights that are larger than what is there to hold them. */
  'capacity/storage-too-small': {
    readonly kind: StorageKind
    /** The node, storage class, component or setting that is too small. */
    readonly name: string
    readonly wanted: number
    readonly available: number
  }
  'capacity/latency-missed': {
    readonly model: string
    readonly takes: string
    readonly objective: string
    readonly on: 'cpu' | 'gpu'
  }
  'capacity/single-point-of-failure': {
    readonly workload: string
    readonly replicas: number
    readonly availability: string
    readonly needed: number
  }
  'capacity/bounds-contradict': {
    readonly name: string
    readonly minimum: number
    readonly maximum: number
  }
  'wiring/missing-companion': {
    readonly component: string
    readonly needs: string
    readonly purpose: Bilingual
  }
  /** `pool` is empty where the files name nodes and no pools; then `node` is the one that fits best. */
  'wiring/untolerated-taint': {
    readonly workload: string
    readonly pool: string
    readonly node?: string
    readonly taint: string
  }
  'wiring/unmatched-node-selector': {
    readonly workload: string
    readonly pool: string
    readonly label: string
  }
  'wiring/setting-not-read': {
    readonly component: string
    readonly version: string
    readonly setting: string
    readonly instead: string
  }
  'wiring/quota-item-ignored': {
    readonly tenant: string
    readonly item: string
    readonly instead: string
  }
  /** A container of the tenant gets at most `limit` bytes; the smallest workload with a GPU takes `needed`. */
  'wiring/quota-exceeds-limit': {
    readonly tenant: string
    readonly item: string
    readonly limit: number
    readonly needed: number
  }
  'wiring/storage-class-mode': {
    readonly storageClass: string
    readonly mode: string
    readonly suggestion: string
  }
  'wiring/ranges-overlap': { readonly first: string; readonly second: string }
  'wiring/range-unlisted': { readonly what: string; readonly range: string }
  'wiring/redis-topology-mixed': { readonly topology: string; readonly setting: string }
  'security/secret-in-file': { readonly key: string }
  'airgap/mutable-tag': { readonly image: string }
  'airgap/no-registry': { readonly images: number }
  'life/image-gone': {
    readonly image: string
    readonly since: string
    readonly note: Bilingual
    readonly registry: string
  }
  'life/support-ended': {
    readonly subject: string
    readonly since: string
    readonly note: Bilingual
  }
  'life/recovery-point-missed': {
    readonly store: string
    readonly every: string
    readonly objective: string
  }
  'life/recovery-time-missed': {
    readonly total: string
    readonly objective: string
    readonly longest: string
    readonly longestTime: string
  }
  'life/backup-never-runs': {
    readonly store: string
    readonly every: string
    readonly reason: 'no-endpoint' | 'no-component' | 'no-log' | 'nothing'
    /** The component that copies the store where a platform has it; empty when there is none. */
    readonly maker: string
  }
  'life/store-without-backup': { readonly store: string; readonly component: string }
  'life/retention-contradiction': {
    readonly store: string
    readonly keep: string
    readonly logKeep: string
  }
}

/** What a document has too many of. */
export type DocumentUnit = 'characters' | 'levels' | 'values' | 'aliases'

export type PlanFault = 'not-json' | 'not-a-plan' | 'no-digest' | 'edited' | 'other-version'

/** What there is not enough of. */
export type Lack = 'gpus' | 'cpu' | 'memory' | 'nodes'

/** Words that a fact of the catalog brings along, in both languages. */
type Bilingual = { readonly en: string; readonly ko: string }

/** What holds data: the disks of a machine, a storage class, the object store, or the volume of the weights. */
export type StorageKind = 'disks' | 'storage-class' | 'object-store' | 'model-store'

export type ReferenceKind =
  | 'release'
  | 'component'
  | 'component-part'
  | 'component-version'
  | 'topology'
  | 'model'
  | 'pool'
  | 'gpu'
  | 'storage-class'
  | 'environment'
  | 'tenant'
  | 'network'
  | 'fabric'
  | 'switch'
  | 'rack'
  | 'store'
  | 'secret'
  | 'plan-path'
  | 'diagnostic-code'

export type Code = keyof DiagnosticParams

export const severities: { readonly [C in Code]: Severity } = {
  'spec/yaml-syntax': 'error',
  'spec/document-too-large': 'error',
  'spec/missing-file': 'error',
  'spec/missing-key': 'error',
  'spec/unknown-key': 'error',
  'spec/wrong-type': 'error',
  'spec/invalid-value': 'error',
  'spec/duplicate-name': 'error',
  'spec/unknown-name': 'error',
  'spec/wrong-use': 'error',
  'spec/unreadable-file': 'error',
  'spec/existing-file': 'error',
  'spec/invalid-plan': 'error',
  'render/foreign-file': 'error',
  'render/edited-file': 'error',
  'render/outside-folder': 'error',
  'render/unwritable-file': 'error',
  'plan/unknown-shape': 'error',
  'plan/no-gpu': 'error',
  'plan/no-pool': 'error',
  'plan/no-address': 'error',
  'plan/rival-components': 'error',
  'capacity/weights-exceed-gpus': 'error',
  'capacity/context-exceeds-cache': 'error',
  'capacity/context-exceeds-model': 'error',
  'capacity/tensor-parallel': 'error',
  'capacity/minima-do-not-fit': 'error',
  'capacity/node-loss': 'error',
  'capacity/maxima-do-not-fit': 'error',
  'capacity/replicas-below-demand': 'warning',
  'capacity/storage-too-small': 'error',
  'capacity/latency-missed': 'warning',
  'capacity/single-point-of-failure': 'error',
  'capacity/bounds-contradict': 'error',
  'wiring/missing-companion': 'error',
  'wiring/untolerated-taint': 'error',
  'wiring/unmatched-node-selector': 'error',
  'wiring/setting-not-read': 'error',
  'wiring/quota-item-ignored': 'error',
  'wiring/quota-exceeds-limit': 'error',
  'wiring/storage-class-mode': 'error',
  'wiring/ranges-overlap': 'error',
  'wiring/range-unlisted': 'warning',
  'wiring/redis-topology-mixed': 'error',
  'security/secret-in-file': 'error',
  'airgap/mutable-tag': 'error',
  'airgap/no-registry': 'warning',
  'life/image-gone': 'info',
  'life/support-ended': 'info',
  'life/recovery-point-missed': 'error',
  'life/recovery-time-missed': 'error',
  'life/backup-never-runs': 'error',
  'life/store-without-backup': 'error',
  'life/retention-contradiction': 'error',
  ...choiceSeverities,
  ...credentialSeverities,
  ...serviceSeverities,
  ...certificateSeverities,
  ...hardwareSeverities,
  ...auditSeverities,
}

export const codes: readonly Code[] = Object.keys(severities).filter(isCode)

export function isCode(text: string): text is Code {
  return text in severities
}
