// Writes the filters of the index in its SQL; only identifiers of the known form get into one.

import { RuntimeError } from '../../error.js'
import type { DocumentKey, Scope } from '../../ports/text-index.js'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Refuses what is no UUID, so that no identifier can end its quotes. */
function quoted(id: string): string {
  if (uuid.test(id)) return `'${id}'`
  throw new RuntimeError('invalid-request', 'an identifier has to be a UUID in lower case')
}

const oneOf = (ids: readonly string[]): string => `(${[...new Set(ids)].map(quoted).join(', ')})`

/** What the scope holds; a scope without datasets holds nothing and has to be answered before. */
export const insideScope = ({ tenantId, datasetIds }: Scope): string =>
  `tenant_id = ${quoted(tenantId)} AND dataset_id IN ${oneOf(datasetIds)}`

export const ofDocument = ({ tenantId, datasetId, documentId }: DocumentKey): string =>
  `tenant_id = ${quoted(tenantId)} AND dataset_id = ${quoted(datasetId)} AND document_id = ${quoted(documentId)}`

/** What the documents had before this generation was written. */
export const staleOf = (documents: readonly DocumentKey[], generation: string): string =>
  `(${documents.map((document) => `(${ofDocument(document)})`).join(' OR ')}) AND generation <> ${quoted(generation)}`
