// Reads the Platform and the Inventory from their documents.

import { inventorySchema, type Inventory } from '../inventory/schema.js'
import { diagnostic, type Diagnostic } from '../diagnostic/diagnostic.js'
import type { SourceDocument } from '../source/document.js'
import { layer, type Layered } from '../source/layers.js'
import { pointer } from '../source/pointer.js'
import { placeOf, readWith } from '../source/read.js'
import { platformSchema, type Platform } from './schema.js'

/** A value read from one or more documents, which knows where each part of it came from. */
export type Sourced<Value> = { readonly value: Value; readonly layered: Layered }

export type ReadResult<Value> = {
  readonly read: Sourced<Value> | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads llmflow.yaml with its overlays, in the order given. */
export function readPlatform(documents: readonly SourceDocument[]): ReadResult<Platform> {
  const layered = layer(documents)
  const { value, diagnostics } = readWith(platformSchema, layered)
  if (value === undefined) return { read: undefined, diagnostics }
  return {
    read: { value, layered },
    diagnostics: [
      ...duplicates(layered, '/models', value.models),
      ...duplicates(layered, '/tenants', value.tenants),
    ],
  }
}

/** Reads inventory.yaml with its overlays, in the order given. */
export function readInventory(documents: readonly SourceDocument[]): ReadResult<Inventory> {
  const layered = layer(documents)
  const { value, diagnostics } = readWith(inventorySchema, layered)
  if (value === undefined) return { read: undefined, diagnostics }
  return {
    read: { value, layered },
    diagnostics: [
      ...duplicates(layered, '/pools', value.pools),
      ...duplicates(layered, '/networks', value.networks),
      ...duplicates(layered, '/storageClasses', value.storageClasses),
      ...duplicates(layered, '/objectStores', value.objectStores),
      ...duplicates(layered, '/fabrics', value.fabrics),
      ...duplicates(layered, '/switches', value.switches),
      ...duplicates(layered, '/racks', value.racks),
    ],
  }
}

function duplicates(
  layered: Layered,
  path: string,
  entries: readonly { readonly name: string }[],
): readonly Diagnostic[] {
  const seen = new Map<string, number>()
  return entries.flatMap(({ name }, index) => {
    const first = seen.get(name)
    if (first === undefined) {
      seen.set(name, index)
      return []
    }
    const place = placeOf(layered, `${path}${pointer(index, 'name')}`)
    return [
      diagnostic(
        'spec/duplicate-name',
        place,
        { name },
        {
          related: [placeOf(layered, `${path}${pointer(first, 'name')}`)],
        },
      ),
    ]
  })
}
