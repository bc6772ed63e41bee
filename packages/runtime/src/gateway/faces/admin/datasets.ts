// Datasets and who may read them.

import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import { writeAudit, type Actor, type Change } from '../../../identity/audit.js'
import {
  changeDataset,
  createDataset,
  datasetRow,
  getDataset,
  listCountedDatasets,
} from '../../../knowledge/datasets.js'
import { deleteDataset, type Knowledge } from '../../../knowledge/documents.js'
import type { Session } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { created, done, id, line, ok, prose, withId } from './fields.js'
import { allStages, countsByStage } from './stages.js'

const url = '/api/v1/datasets'

const countedDataset = datasetRow.extend({ stages: countsByStage })

const newDataset = z.strictObject({
  name: line(200),
  description: prose(2000).default(''),
  isRestricted: z.boolean().default(false),
})

const change = z.strictObject({
  name: line(200).optional(),
  description: prose(2000).optional(),
  isRestricted: z.boolean().optional(),
})

export function addDatasets(
  routes: RouteRegistrar,
  { knowledge }: { readonly knowledge: Knowledge },
): void {
  const act = actsOf(routes, 'datasets')
  const { records } = knowledge
  act({
    method: 'GET',
    url,
    action: 'dataset.read',
    summary: 'Datasets that I may read, by name',
    replies: ok(z.object({ items: z.array(countedDataset) })),
    handler: async ({ principal }) => {
      const datasets = await listCountedDatasets(records, principal)
      return { items: datasets.map((one) => ({ ...one, stages: allStages(one.stages) })) }
    },
  })
  act({
    method: 'POST',
    url,
    action: 'dataset.change',
    summary: 'Make a dataset',
    body: newDataset,
    replies: created(datasetRow),
    handler: async ({ body, principal, actor, reply }) => {
      const { tenantId } = principal
      const made = await records.transaction(async (session) => {
        const dataset = await createDataset(session, principal, body)
        const detail = { name: dataset.name }
        const subject = dataset.id
        await writeAudit(session, actor, { tenantId, action: 'dataset.create', subject, detail })
        return dataset
      })
      return reply.code(201).send(made)
    },
  })
  act({
    method: 'GET',
    url: `${url}/:id`,
    action: 'dataset.read',
    summary: 'One dataset',
    params: withId,
    replies: ok(datasetRow),
    handler: ({ params, principal }) => getDataset(records, principal, params.id),
  })
  act({
    method: 'PATCH',
    url: `${url}/:id`,
    action: 'dataset.change',
    summary: 'Change what is given',
    params: withId,
    body: change,
    replies: ok(datasetRow),
    handler: ({ params, body, principal, actor }) =>
      records.transaction(async (session) => {
        const dataset = await changeDataset(session, principal, params.id, given(body))
        const detail = { changed: Object.keys(body) }
        const { tenantId } = principal
        const subject = params.id
        await writeAudit(session, actor, { tenantId, action: 'dataset.change', subject, detail })
        return dataset
      }),
  })
  act({
    method: 'DELETE',
    url: `${url}/:id`,
    action: 'dataset.change',
    summary: 'Delete a dataset with all its documents',
    params: withId,
    replies: done,
    handler: async ({ params, principal, actor, reply }) => {
      const { tenantId } = principal
      const audited = { tenantId, action: 'dataset.delete', subject: params.id }
      await deleteDataset(audit(knowledge, actor, audited), principal, params.id)
      return reply.code(204).send()
    },
  })
  addReaders(routes, knowledge)
}

const given = ({ name, description, isRestricted }: z.infer<typeof change>) => ({
  ...(name === undefined ? {} : { name }),
  ...(description === undefined ? {} : { description }),
  ...(isRestricted === undefined ? {} : { isRestricted }),
})

/** The same knowledge, whose transactions also write what was done. */
export const audit = (knowledge: Knowledge, actor: Actor, change: Change): Knowledge => ({
  ...knowledge,
  records: {
    ...knowledge.records,
    transaction: (work) =>
      knowledge.records.transaction(async (session) => {
        const result = await work(session)
        await writeAudit(session, actor, change)
        return result
      }),
  },
})

const readers = z.object({
  items: z.array(z.object({ id, email: z.string(), name: z.string() })),
})

function addReaders(routes: RouteRegistrar, { records }: Knowledge): void {
  const act = actsOf(routes, 'datasets')
  act({
    method: 'GET',
    url: `${url}/:id/readers`,
    action: 'dataset.readers',
    summary: 'Who may read a restricted dataset beside the admins',
    params: withId,
    replies: ok(readers),
    handler: async ({ params, principal }) => {
      await getDataset(records, principal, params.id)
      return { items: await listReaders(records, params.id) }
    },
  })
  act({
    method: 'PUT',
    url: `${url}/:id/readers`,
    action: 'dataset.readers',
    summary: 'Say who may read a restricted dataset beside the admins',
    params: withId,
    body: z.strictObject({ userIds: z.array(id).max(1000) }),
    replies: ok(readers),
    handler: async ({ params, body, principal, actor }) => {
      const { tenantId } = principal
      const items = await records.transaction(async (session) => {
        await getDataset(session, principal, params.id)
        await setReaders(session, tenantId, params.id, body.userIds)
        const detail = { readers: body.userIds }
        const subject = params.id
        await writeAudit(session, actor, { tenantId, action: 'dataset.readers', subject, detail })
        return listReaders(session, params.id)
      })
      return { items }
    },
  })
}

const listReaders = (session: Session, datasetId: string) =>
  session.query(
    readers.shape.items.element,
    `SELECT u.id, u.email, u.name FROM dataset_readers r JOIN users u ON u.id = r.user_id
     WHERE r.dataset_id = $1 ORDER BY u.email LIMIT 1000`,
    [datasetId],
  )

async function setReaders(
  session: Session,
  tenantId: string,
  datasetId: string,
  userIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(userIds)]
  await session.execute('DELETE FROM dataset_readers WHERE dataset_id = $1', [datasetId])
  const given = await session.execute(
    `INSERT INTO dataset_readers (dataset_id, user_id)
     SELECT $1, m.user_id FROM memberships m WHERE m.tenant_id = $2 AND m.user_id = ANY($3::uuid[])`,
    [datasetId, tenantId, wanted],
  )
  if (given === wanted.length) return
  throw new RuntimeError('invalid-request', 'The tenant has no such member.', {
    detail: { field: 'userIds' },
  })
}
