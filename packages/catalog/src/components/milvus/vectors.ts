// Computes the memory that vectors and their index take, from the passages and the embedding model.

import {
  approximateBytes,
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  pointer,
  type Explained,
  type Figure,
  type Term,
} from '@llmflow/spec'
import type { Context } from '../../component.js'
import { shapeOf, shapeSourceOf } from '../../models/models.js'

const graph = 'nmslib/hnswlib ALGO_PARAMS.md: 8 to 10 bytes × M for each vector'
const links = 16
const bytesPerLink = 10
const rowBytes = 64
const dimensionsDefault = 1024

/** Dimensions of the platform's embedding model. */
export function dimensionsOf(context: Context): { readonly value: number; readonly term: Term } {
  const { models } = context.platform
  const index = models.findIndex(({ kind }) => kind === 'embedding')
  const model = models[index]
  const value = (model === undefined ? undefined : shapeOf(model)?.dimensions) ?? dimensionsDefault
  if (model === undefined) {
    return {
      value,
      term: fromFact('dimensions', `${value}`, 'BAAI/bge-m3; no embedding model is declared'),
    }
  }
  const source = shapeSourceOf(model)
  const place = pointer('models', index, source === '' ? 'shape' : 'weights')
  return { value, term: fromPlatform('dimensions', `${value} (${model.weights})`, place) }
}

/** Bytes of one vector in memory with its place in the HNSW graph and its row. */
export function bytesPerVector(dimensions: number): number {
  return dimensions * 4 + links * bytesPerLink + rowBytes
}

/** Memory of all vectors. `copies` is how many query nodes hold each of them. */
export function vectorMemory(context: Context, copies: number): Explained<Figure> {
  const dimensions = dimensionsOf(context)
  const passages = context.load.passages.value
  const each = bytesPerVector(dimensions.value)
  return explained(
    { value: passages * each * copies, unit: 'bytes' },
    'milvus/vectors',
    'passages × (dimensions × 4 B + M × 10 B + 64 B) × copies in memory',
    [
      fromPlan('passages', `${passages}`, '/load/passages'),
      dimensions.term,
      fromFact('M', `${links} links of ${bytesPerLink} B`, graph),
      fromFact('row', `${rowBytes} B`, 'estimate: key, partition, timestamps and a scalar'),
      fromFact('each', approximateBytes(each), 'the sum in brackets'),
      fromFact(
        'copies',
        `${copies}`,
        copies > 1 ? 'a lost query node must not stop searches' : 'one server',
      ),
    ],
  )
}
