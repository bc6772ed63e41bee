// What every address of Dify's knowledge API works with, and the words that its routes share.

import { z } from 'zod'
import { getDataset } from '../../../knowledge/datasets.js'
import { getDocument, type Document, type Knowledge } from '../../../knowledge/documents.js'
import { RuntimeError } from '../../../error.js'
import type { Principal } from '../../../identity/principal.js'
import type { Retriever } from '../../../retrieve/retriever.js'
import type { Metrics } from '../../metrics.js'
import type { OnFault } from '../../problem.js'
import type { Authenticate, RouteFacts } from '../../route.js'

export type DifyDatasetsFace = {
  readonly authenticate: Authenticate
  readonly table: RouteFacts[]
  readonly onFault: OnFault
  readonly metrics: Metrics
  readonly knowledge: Knowledge
  readonly retriever: Retriever
}

export const tag = 'dify'
export const withDataset = z.object({ dataset: z.string() })
export const withDocument = withDataset.extend({ document: z.string() })
export const withSegment = withDocument.extend({ segment: z.string() })

export const byPage = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
}

export const keyword = z
  .string()
  .max(200)
  .regex(/^[^\0]*$/)
  .default('')

export const pageShape = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    has_more: z.boolean(),
    limit: z.number().int(),
    total: z.number().int(),
    page: z.number().int(),
  })

/** What is no identifier names nothing, and the database would call it an error. */
export function idOr404(id: string, what: string): string {
  if (!z.guid().safeParse(id).success) throw new RuntimeError('not-found', `${what} not found.`)
  return id
}

/** The document, when it lies in the dataset of the address and the caller may read both. */
export async function documentIn(
  { records }: Knowledge,
  principal: Principal,
  params: z.infer<typeof withDocument>,
): Promise<Document> {
  const { id } = await getDataset(records, principal, idOr404(params.dataset, 'Dataset'))
  const document = await getDocument(records, principal, idOr404(params.document, 'Document'))
  if (document.datasetId !== id) throw new RuntimeError('not-found', 'Document not found.')
  return document
}
