// Computes what the object store has to hold: documents, weights, vectors and, without a place elsewhere, backups.

import {
  approximateBytes,
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  printBytes,
  type Explained,
  type Figure,
  type Term,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import { bytesPerParameterOf, shapeOf } from '../../models/models.js'

type Part = { readonly bytes: number; readonly terms: readonly Term[] }

/** Bytes of data, before parity. */
export function storageNeed(context: Context): Explained<Figure> {
  const parts = [documents(context), weights(context), vectors(context), backups(context)]
  const value = parts.reduce((total, { bytes }) => total + bytes, 0)
  return explained(
    { value: Math.ceil(value), unit: 'bytes' },
    'minio/need',
    'documents × bytes per document × 1.5 + weights + vectors × 3 + backups',
    parts.flatMap(({ terms }) => terms),
  )
}

function documents(context: Context): Part {
  const { documents: count, bytesPerDocument } = context.platform.demand.ingestion
  return {
    bytes: count * bytesPerDocument * 1.5,
    terms: [
      fromPlan('documents', `${count}`, '/load/documents'),
      fromPlatform(
        'bytes per document',
        printBytes(bytesPerDocument),
        '/demand/ingestion/bytesPerDocument',
      ),
      fromFact('1.5', 'original and what is taken from it', 'estimate'),
    ],
  }
}

function weights(context: Context): Part {
  const sizes = context.platform.models.map((model) => {
    const shape = shapeOf(model)
    return shape === undefined ? 0 : shape.parameters * bytesPerParameterOf(model)
  })
  const bytes = sizes.reduce((total, size) => total + size, 0)
  return { bytes, terms: [fromPlatform('weights', approximateBytes(bytes), '/models')] }
}

function vectors(context: Context): Part {
  if (!context.enabled.has('milvus')) return { bytes: 0, terms: [] }
  const embedding = context.platform.models.find(({ kind }) => kind === 'embedding')
  const dimensions = (embedding === undefined ? undefined : shapeOf(embedding)?.dimensions) ?? 1024
  const bytes = context.load.passages.value * dimensions * 4
  return {
    bytes: bytes * 3,
    terms: [
      fromPlan('vectors', approximateBytes(bytes), '/load/passages'),
      fromFact('3', 'log, index and what a compaction leaves for a while', 'estimate'),
    ],
  }
}

/** Full backups of PostgreSQL at half their size, when no endpoint outside the cluster takes them. */
function backups(context: Context): Part {
  const { endpoint, stores } = context.platform.backup
  const store = stores['postgresql']
  const storage = context.sizes['postgresql']?.['postgresql']?.storage
  if (endpoint !== undefined || store === undefined || storage === undefined)
    return { bytes: 0, terms: [] }
  const copies = Math.max(1, Math.ceil(store.keep / store.every))
  return {
    bytes: (copies * storage.value) / 2,
    terms: [
      fromPlan('database', printBytes(storage.value), '/sizes/postgresql/postgresql/storage'),
      fromPlatform('backups kept', `${copies}`, '/backup/stores/postgresql/keep'),
      fromFact('compression', '÷ 2', 'estimate'),
    ],
  }
}
