// Defines an object that the platform adds to an addon, where the addon's chart has no value for it.

import type { JsonObject } from '../source/json.js'

/** An object of any kind; whoever renders it adds the labels that every object of the platform has. */
export type AddonObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  /** Absent for kinds that belong to the whole cluster. */
  readonly namespace?: string
  readonly annotations?: { readonly [name: string]: string }
  /** What stands beside `metadata`: `spec`, or the fields of a kind that has none. */
  readonly body: JsonObject
}
