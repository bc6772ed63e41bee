// Datasets in Dify's words.

import { z } from 'zod'
import { writeAudit } from '../../../identity/audit.js'
import {
  changeDataset,
  createDataset,
  getDataset,
  listDatasets,
  type Dataset,
} from '../../../knowledge/datasets.js'
import { deleteDataset } from '../../../knowledge/documents.js'
import { RuntimeError } from '../../../error.js'
import { seconds } from './shapes.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from '../admin/act.js'
import { audit } from '../admin/datasets.js'
import { line, prose } from '../admin/fields.js'
import {
  byPage,
  idOr404,
  keyword,
  pageShape,
  tag,
  withDataset,
  type DifyDatasetsFace,
} from './dataset-context.js'
import { notSupported } from './errors.js'

const datasetShape = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  provider: z.literal('vendor'),
  permission: z.enum(['only_me', 'all_team_members']),
  data_source_type: z.literal('upload_file'),
  indexing_technique: z.literal('high_quality'),
  doc_form: z.literal('text_model'),
  app_count: z.null(),
  document_count: z.number().int(),
  word_count: z.null(),
  created_by: z.null(),
  created_at: z.number().int(),
  updated_by: z.null(),
  updated_at: z.null(),
  embedding_available: z.boolean(),
  tags: z.array(z.unknown()),
})

/** What this platform does not count is null: a number would be made up. */
const shownDataset = (dataset: Dataset): z.infer<typeof datasetShape> => ({
  id: dataset.id,
  name: dataset.name,
  description: dataset.description,
  provider: 'vendor',
  permission: dataset.isRestricted ? 'only_me' : 'all_team_members',
  data_source_type: 'upload_file',
  indexing_technique: 'high_quality',
  doc_form: 'text_model',
  app_count: null,
  document_count: dataset.documents,
  word_count: null,
  created_by: null,
  created_at: seconds(dataset.createdAtMs),
  updated_by: null,
  updated_at: null,
  embedding_available: true,
  tags: [],
})

const settings = {
  description: prose(2000).nullish(),
  permission: z.enum(['only_me', 'all_team_members', 'partial_members']).nullish(),
  indexing_technique: z.enum(['high_quality', 'economy']).nullish(),
  provider: z.string().max(40).nullish(),
}
const newDataset = z.object({ ...settings, name: line(200) })
const change = z.object({ ...settings, name: line(200).nullish() })

export function addDatasets(routes: RouteRegistrar, { knowledge }: DifyDatasetsFace): void {
  const act = actsOf(routes, tag)
  const { records } = knowledge
  const shape = { description: 'The dataset', schema: datasetShape }
  act({
    method: 'POST',
    url: '/v1/datasets',
    action: 'dataset.change',
    summary: 'Make a dataset',
    body: newDataset,
    replies: { 200: shape },
    handler: async ({ body, principal, actor }) => {
      const { tenantId } = principal
      const given = { ...settingsOf(body), name: body.name }
      const made = await records
        .transaction(async (session) => {
          const dataset = await createDataset(session, principal, given)
          const detail = { name: dataset.name }
          const subject = dataset.id
          await writeAudit(session, actor, { tenantId, action: 'dataset.create', subject, detail })
          return dataset
        })
        .catch(nameTaken)
      return shownDataset(made)
    },
  })
  act({
    method: 'GET',
    url: '/v1/datasets',
    action: 'dataset.read',
    summary: 'Datasets, by name',
    query: z.object({ ...byPage, keyword }),
    replies: { 200: { description: 'A page', schema: pageShape(datasetShape) } },
    handler: async ({ query, principal }) => {
      const { page, limit } = query
      const all = (await listDatasets(records, principal)).filter(({ name }) =>
        name.toLowerCase().includes(query.keyword.toLowerCase()),
      )
      const data = all.slice((page - 1) * limit, page * limit).map(shownDataset)
      return { data, has_more: all.length > page * limit, limit, total: all.length, page }
    },
  })
  act({
    method: 'GET',
    url: '/v1/datasets/:dataset',
    action: 'dataset.read',
    summary: 'One dataset',
    params: withDataset,
    replies: { 200: shape },
    handler: async ({ params, principal }) =>
      shownDataset(await getDataset(records, principal, idOr404(params.dataset, 'Dataset'))),
  })
  act({
    method: 'PATCH',
    url: '/v1/datasets/:dataset',
    action: 'dataset.change',
    summary: 'Change a dataset',
    params: withDataset,
    body: change,
    replies: { 200: shape },
    handler: async ({ params, body, principal, actor }) => {
      const { tenantId } = principal
      const id = idOr404(params.dataset, 'Dataset')
      const given = { ...settingsOf(body), ...(body.name ? { name: body.name } : {}) }
      const changed = await records.transaction(async (session) => {
        const dataset = await changeDataset(session, principal, id, given)
        await writeAudit(session, actor, { tenantId, action: 'dataset.change', subject: id })
        return dataset
      })
      return shownDataset(changed)
    },
  })
  act({
    method: 'DELETE',
    url: '/v1/datasets/:dataset',
    action: 'dataset.change',
    summary: 'Delete a dataset with all its documents',
    params: withDataset,
    replies: { 204: { description: 'Deleted' } },
    handler: async ({ params, principal, actor, reply }) => {
      const subject = idOr404(params.dataset, 'Dataset')
      const deletion = { tenantId: principal.tenantId, action: 'dataset.delete', subject }
      await deleteDataset(audit(knowledge, actor, deletion), principal, subject)
      return reply.code(204).send()
    },
  })
}

/** Indexing is the platform's own business: every dataset has the best there is. */
function settingsOf({ description, permission, provider }: z.infer<typeof change>) {
  if (permission === 'partial_members') {
    throw notSupported('Who may read a dataset is said on its page, or through the admin API.')
  }
  if (provider === 'external') {
    throw notSupported('Datasets here hold documents of their own.')
  }
  return {
    ...(description === undefined || description === null ? {} : { description }),
    ...(permission ? { isRestricted: permission === 'only_me' } : {}),
  }
}

function nameTaken(error: unknown): never {
  if (!(error instanceof RuntimeError) || error.code !== 'conflict') throw error
  const message = 'The dataset name already exists. Please modify your dataset name.'
  throw new RuntimeError('conflict', message, { detail: { difyCode: 'dataset_name_duplicate' } })
}
