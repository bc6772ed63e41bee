// Assistants: a name, a model, a prompt and datasets; who asks one is answered from what they may read of them.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import type { Session } from '../ports/records.js'

export const assistantRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Absent: the first chat model, or an extractive answer where there is none. */
  model: z.string().nullable(),
  prompt: z.string(),
  opening: z.string(),
  searchesAllDatasets: z.boolean(),
  datasetIds: z.array(z.string()),
  createdAtMs: z.number(),
})

export type Assistant = z.infer<typeof assistantRow>

/** A dataset that is being deleted is none of anybody's. */
const columns = `a.id, a.name, a.description, a.model, a.prompt, a.opening,
  a.searches_all_datasets AS "searchesAllDatasets",
  ARRAY(SELECT d.id FROM assistant_datasets g JOIN datasets d ON d.id = g.dataset_id
    WHERE g.assistant_id = a.id AND NOT d.is_deleting ORDER BY d.id)::text[] AS "datasetIds",
  (extract(epoch FROM a.created_at) * 1000)::float8 AS "createdAtMs"`

type Page = { readonly after?: string | undefined; readonly limit: number }

/** By name; `after` is the last name of the page before. */
export function listAssistants(
  session: Session,
  tenantId: string,
  { after = '', limit }: Page,
): Promise<readonly Assistant[]> {
  const sql = `SELECT ${columns} FROM assistants a WHERE a.tenant_id = $1 AND a.name > $2 ORDER BY a.name LIMIT $3`
  return session.query(assistantRow, sql, [tenantId, after, limit])
}

/** Throws `not-found`. */
export async function getAssistant(
  session: Session,
  tenantId: string,
  id: string,
): Promise<Assistant> {
  const sql = `SELECT ${columns} FROM assistants a WHERE a.tenant_id = $1 AND a.id = $2`
  const [assistant] = await session.query(assistantRow, sql, [tenantId, id])
  if (assistant === undefined) throw new RuntimeError('not-found', 'There is no such assistant.')
  return assistant
}

export async function findAssistantByName(
  session: Session,
  tenantId: string,
  name: string,
): Promise<Assistant | undefined> {
  const sql = `SELECT ${columns} FROM assistants a WHERE a.tenant_id = $1 AND a.name = $2`
  const [assistant] = await session.query(assistantRow, sql, [tenantId, name])
  return assistant
}

type AssistantSettings = Omit<Assistant, 'id' | 'createdAtMs'>

/** Throws `conflict` when the name is taken, `invalid-request` when the tenant lacks one of the datasets. */
export async function createAssistant(
  session: Session,
  tenantId: string,
  settings: AssistantSettings,
): Promise<Assistant> {
  const id = makeId()
  const made = await session.execute(
    `INSERT INTO assistants (id, tenant_id, name, description, model, prompt, opening, searches_all_datasets)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, name) DO NOTHING`,
    [id, tenantId, ...valuesOf(settings)],
  )
  if (made === 0) throw nameTaken(settings.name)
  await giveDatasets(session, tenantId, id, settings.datasetIds)
  return getAssistant(session, tenantId, id)
}

/** Changes what is given; `default` keeps its name. Throws as `createAssistant` does. */
export async function changeAssistant(
  session: Session,
  tenantId: string,
  id: string,
  change: { readonly [name in keyof AssistantSettings]?: AssistantSettings[name] | undefined },
): Promise<Assistant> {
  const before = await getAssistant(session, tenantId, id)
  const settings = merged(before, change)
  if (settings.name !== before.name) {
    if (before.name === 'default') throw keepsDefault()
    if ((await findAssistantByName(session, tenantId, settings.name)) !== undefined) {
      throw nameTaken(settings.name)
    }
  }
  await session.execute(
    `UPDATE assistants SET name = $3, description = $4, model = $5, prompt = $6, opening = $7,
       searches_all_datasets = $8 WHERE id = $1 AND tenant_id = $2`,
    [id, tenantId, ...valuesOf(settings)],
  )
  await giveDatasets(session, tenantId, id, settings.datasetIds)
  return getAssistant(session, tenantId, id)
}

function merged(
  before: Assistant,
  change: { readonly [name in keyof AssistantSettings]?: AssistantSettings[name] | undefined },
): AssistantSettings {
  return {
    name: change.name ?? before.name,
    description: change.description ?? before.description,
    model: change.model === undefined ? before.model : change.model,
    prompt: change.prompt ?? before.prompt,
    opening: change.opening ?? before.opening,
    searchesAllDatasets: change.searchesAllDatasets ?? before.searchesAllDatasets,
    datasetIds: change.datasetIds ?? before.datasetIds,
  }
}

const valuesOf = (settings: AssistantSettings) => [
  settings.name,
  settings.description,
  settings.model,
  settings.prompt,
  settings.opening,
  settings.searchesAllDatasets,
]

async function giveDatasets(
  session: Session,
  tenantId: string,
  id: string,
  datasetIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(datasetIds)]
  await session.execute('DELETE FROM assistant_datasets WHERE assistant_id = $1', [id])
  const given = await session.execute(
    `INSERT INTO assistant_datasets (assistant_id, dataset_id)
     SELECT $1, d.id FROM datasets d WHERE d.tenant_id = $2 AND NOT d.is_deleting AND d.id = ANY($3::uuid[])`,
    [id, tenantId, wanted],
  )
  if (given !== wanted.length) {
    throw new RuntimeError('invalid-request', 'The tenant has no such dataset.', {
      detail: { field: 'datasetIds' },
    })
  }
}

/** With its keys and conversations. The assistant `default` stays. */
export async function deleteAssistant(
  session: Session,
  tenantId: string,
  id: string,
): Promise<void> {
  const { name } = await getAssistant(session, tenantId, id)
  if (name === 'default') throw keepsDefault()
  await session.execute('DELETE FROM assistants WHERE id = $1 AND tenant_id = $2', [id, tenantId])
}

const nameTaken = (name: string): RuntimeError =>
  new RuntimeError('conflict', `There is an assistant ${name} already.`)

const keepsDefault = (): RuntimeError =>
  new RuntimeError('conflict', 'Every tenant has an assistant with the name default.')
