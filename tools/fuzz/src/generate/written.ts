// Holds generated settings as a person would write them, before any default is filled in.

import type { JsonObject } from '@llmflow/spec'

/** A platform with the machines that it is planned for; without an inventory nothing is placed. */
export type Written = { readonly platform: JsonObject; readonly inventory: JsonObject | undefined }

/** An object without the settings that were left out. */
export function settings(object: { readonly [key: string]: JsonValue | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}

type JsonValue = JsonObject[string]
