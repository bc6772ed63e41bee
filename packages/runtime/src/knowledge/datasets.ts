// Datasets: folders of documents with readers; who may search what is decided here, in one statement.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Principal } from '../identity/principal.js'
import type { Session } from '../ports/records.js'
import type { Scope } from '../ports/text-index.js'

export const datasetRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  isRestricted: z.boolean(),
  documents: z.number(),
  createdAtMs: z.number(),
})

export type Dataset = z.infer<typeof datasetRow>

const columns = `d.id, d.name, d.description, d.is_restricted AS "isRestricted",
  (SELECT count(*)::int FROM documents WHERE dataset_id = d.id AND stage <> 'deleting') AS documents,
  (extract(epoch FROM d.created_at) * 1000)::float8 AS "createdAtMs"`

/** `$1` tenant, `$2` whether an admin asks, `$3` the user or null. */
const readable = `d.tenant_id = $1 AND NOT d.is_deleting AND (NOT d.is_restricted OR $2 OR EXISTS (
  SELECT FROM dataset_readers r WHERE r.dataset_id = d.id AND r.user_id = $3))`

const asking = (principal: Principal): [string, boolean, string | null] => [
  principal.tenantId,
  principal.role === 'admin',
  principal.userId ?? null,
]

/** Datasets that the caller may read, by name. */
export function listDatasets(session: Session, principal: Principal): Promise<readonly Dataset[]> {
  const sql = `SELECT ${columns} FROM datasets d WHERE ${readable} ORDER BY d.name`
  return session.query(datasetRow, sql, asking(principal))
}

const countedRow = datasetRow.extend({ stages: z.record(z.string(), z.number()) })

/** The same with how many documents are at each stage, of all datasets in one statement; stages without any are absent. */
export function listCountedDatasets(
  session: Session,
  principal: Principal,
): Promise<readonly z.infer<typeof countedRow>[]> {
  const counted = `SELECT stage, count(*)::int AS count FROM documents
    WHERE dataset_id = d.id AND stage <> 'deleting' GROUP BY stage`
  const sql = `SELECT ${columns}, coalesce(
      (SELECT jsonb_object_agg(c.stage, c.count) FROM (${counted}) c), '{}'::jsonb) AS stages
    FROM datasets d WHERE ${readable} ORDER BY d.name`
  return session.query(countedRow, sql, asking(principal))
}

/** One dataset that the caller may read; any other is not found, wherever it may be. */
export async function getDataset(
  session: Session,
  principal: Principal,
  id: string,
): Promise<Dataset> {
  const sql = `SELECT ${columns} FROM datasets d WHERE ${readable} AND d.id = $4`
  const [dataset] = await session.query(datasetRow, sql, [...asking(principal), id])
  if (dataset === undefined) throw datasetNotFound()
  return dataset
}

export async function findDatasetByName(
  session: Session,
  principal: Principal,
  name: string,
): Promise<Dataset | undefined> {
  const sql = `SELECT ${columns} FROM datasets d WHERE ${readable} AND d.name = $4`
  const [dataset] = await session.query(datasetRow, sql, [...asking(principal), name])
  return dataset
}

const datasetNotFound = (): RuntimeError =>
  new RuntimeError('not-found', 'there is no such dataset, or you may not read it')

type NewDataset = {
  readonly name: string
  readonly description?: string
  readonly isRestricted?: boolean
}

/** A dataset of that name in the caller's tenant; its maker reads it. Throws `conflict` when the name is taken. */
export async function createDataset(
  session: Session,
  principal: Principal,
  { name, description = '', isRestricted = false }: NewDataset,
): Promise<Dataset> {
  const id = makeId()
  const made = await session.execute(
    `INSERT INTO datasets (id, tenant_id, name, description, is_restricted, created_by)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, name) DO NOTHING`,
    [id, principal.tenantId, name, description, isRestricted, principal.userId ?? null],
  )
  if (made === 0) throw new RuntimeError('conflict', `there is a dataset ${name} already`)
  if (principal.userId !== undefined) {
    const reader = `INSERT INTO dataset_readers (dataset_id, user_id) VALUES ($1, $2)`
    await session.execute(reader, [id, principal.userId])
  }
  return { id, name, description, isRestricted, documents: 0, createdAtMs: Date.now() }
}

/** Changes what is given. */
export async function changeDataset(
  session: Session,
  principal: Principal,
  id: string,
  change: Partial<NewDataset>,
): Promise<Dataset> {
  const found = await getDataset(session, principal, id)
  const { name, description, isRestricted } = { ...found, ...change }
  await session.execute(
    `UPDATE datasets SET name = $3, description = $4, is_restricted = $5 WHERE id = $1 AND tenant_id = $2`,
    [id, principal.tenantId, name, description, isRestricted],
  )
  return getDataset(session, principal, id)
}

/**
 * What the caller may search: the datasets asked for, or all, as far as they are readable. Asking for one that is not
 * is an error, so that nobody takes an empty answer for a complete one.
 */
export async function searchableScope(
  session: Session,
  principal: Principal,
  datasetIds?: readonly string[],
): Promise<Scope> {
  const all = await readableIds(session, principal)
  if (datasetIds !== undefined && !datasetIds.every((id) => all.includes(id))) {
    throw datasetNotFound()
  }
  return { tenantId: principal.tenantId, datasetIds: datasetIds ?? all }
}

const idRow = z.object({ id: z.string() })

/** Without counting their documents, which would cost a search the more the more there are. */
async function readableIds(session: Session, principal: Principal): Promise<readonly string[]> {
  const sql = `SELECT d.id FROM datasets d WHERE ${readable} ORDER BY d.name`
  const rows = await session.query(idRow, sql, asking(principal))
  return rows.map(({ id }) => id)
}
