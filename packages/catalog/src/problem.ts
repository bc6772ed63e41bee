// Defines a known problem: a way to configure a program that does not work, and the signs by which it is recognised.

import type { Bilingual } from './facts.js'

/**
 * A fault that needs no rule of its own: signs say when it is there. A finding stands at the place of the first sign
 * that has one. Words come in both languages, because each problem is a fact of its program.
 */
export type Problem = {
  /** Whole words, unique within the program: `no-celery-broker`. */
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  /** What is wrong and what it leads to: one sentence without a full stop. */
  readonly problem: Bilingual
  /** What to do instead: one sentence without a full stop. */
  readonly remedy: Bilingual
  /** Public repository and path where this was read. */
  readonly source: string
  /** Versions that it concerns; all when left out. The first one and the first one that no longer has it. */
  readonly since?: string
  readonly until?: string
  readonly sign: Sign
}

/**
 * What to look for in one subject: a process, a configuration file, a custom resource or a block of Helm values.
 * Settings are found by name in all their spellings: a variable `KC_HEALTH_ENABLED`, an argument `--max-model-len`
 * (without its dashes here), a directive `tls.verify`, a path of keys `bootstrap.dcs.synchronous_mode`.
 */
export type Sign =
  /** A setting is there. `is`, `isNot` and `matches` (a regular expression) look at its value. */
  | {
      readonly kind: 'setting'
      readonly name: string
      readonly is?: readonly string[]
      readonly isNot?: readonly string[]
      readonly matches?: string
    }
  /**
   * None of these settings is there. What Helm values leave out comes from a chart, so for them it is unknown, unless
   * charts of any kind would need it in the values.
   */
  | { readonly kind: 'unset'; readonly anyOf: readonly string[]; readonly inValues?: boolean }
  /** A list setting that holds one of these. */
  | { readonly kind: 'item'; readonly name: string; readonly is: readonly string[] }
  /**
   * Something of the container or compose service itself, of its pod or of the workload: `ports`, `strategy.type`.
   * `is` and `isNot` look at its value.
   */
  | {
      readonly kind: 'field'
      readonly path: string
      readonly of?: FieldOwner
      readonly is?: readonly string[]
      readonly isNot?: readonly string[]
    }
  | { readonly kind: 'no-field'; readonly path: string; readonly of?: FieldOwner }
  /** The sign shows in another process of the same program. */
  | { readonly kind: 'elsewhere'; readonly sign: Sign }
  /** Another program that the same files run. */
  | { readonly kind: 'beside'; readonly software: string }
  /** Where the subject stands, and what it is for: `process`, `configuration`, `values`, `sentinel`, `Schedule`. */
  | { readonly kind: 'form'; readonly anyOf: readonly SubjectForm[]; readonly role?: string }
  /** The part of the component that its image or name says: `worker`. */
  | { readonly kind: 'part'; readonly anyOf: readonly string[] }
  /** Its image: regular expressions for the repository and the tag. */
  | { readonly kind: 'image'; readonly repository?: string; readonly tag?: string }
  /** Its command line as one text, against a regular expression. */
  | { readonly kind: 'command'; readonly matches: string }
  /** A mount at a path that matches, or none. */
  | { readonly kind: 'mount'; readonly matches: string }
  | { readonly kind: 'no-mount'; readonly matches: string }
  | { readonly kind: 'gpus'; readonly from: number; readonly to?: number }
  | { readonly kind: 'replicas'; readonly from: number }
  /** Whether others than those who are meant to may reach it: not in a network of one machine that leads nowhere. */
  | { readonly kind: 'reached' }
  | { readonly kind: 'all'; readonly of: readonly Sign[] }
  | { readonly kind: 'any'; readonly of: readonly Sign[] }
  | { readonly kind: 'not'; readonly sign: Sign }

export type SubjectForm =
  | 'kubernetes'
  | 'compose'
  | 'values'
  | 'configuration'
  | 'custom-resource'
  /** The choices of a platform for a component. */
  | 'platform'

/** A container or compose service, its pod, or the `spec` of the workload that makes the pod. */
export type FieldOwner = 'process' | 'pod' | 'workload'
