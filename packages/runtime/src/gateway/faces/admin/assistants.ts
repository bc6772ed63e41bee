// Assistants of a tenant.

import { z } from 'zod'
import {
  assistantRow,
  changeAssistant,
  createAssistant,
  deleteAssistant,
  getAssistant,
  listAssistants,
  type Assistant,
} from '../../../assistants/assistants.js'
import { writeAudit } from '../../../identity/audit.js'
import { may } from '../../../identity/permissions.js'
import type { Principal } from '../../../identity/principal.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import {
  created,
  done,
  id,
  line,
  ok,
  pageByName,
  pageOf,
  pageSchema,
  prose,
  withId,
} from './fields.js'

const url = '/api/v1/assistants'

const settings = z.strictObject({
  /** It stands in `model: "assistant/<name>"`. */
  name: line(100).regex(/^[^/]*$/, 'holds a slash'),
  description: prose(2000).default(''),
  model: line(200).nullable().default(null),
  prompt: prose(20_000).default(''),
  opening: prose(2000).default(''),
  searchesAllDatasets: z.boolean().default(false),
  datasetIds: z.array(id).max(200).default([]),
})

/** Without defaults: what is not given stays. */
const change = z.strictObject({
  name: settings.shape.name.optional(),
  description: prose(2000).optional(),
  model: line(200).nullable().optional(),
  prompt: prose(20_000).optional(),
  opening: prose(2000).optional(),
  searchesAllDatasets: z.boolean().optional(),
  datasetIds: z.array(id).max(200).optional(),
})

const shownAssistant = assistantRow.extend({
  /** Null for who may not change it: what an admin told a model is not for everybody. */
  prompt: assistantRow.shape.prompt.nullable(),
})

const shownTo = (principal: Principal, assistant: Assistant): z.infer<typeof shownAssistant> =>
  may(principal, 'assistant.change') ? assistant : { ...assistant, prompt: null }

export function addAssistants(
  routes: RouteRegistrar,
  { records }: { readonly records: Records },
): void {
  const act = actsOf(routes, 'assistants')
  act({
    method: 'GET',
    url,
    action: 'assistant.read',
    summary: 'Assistants of the tenant, by name',
    query: pageByName,
    replies: ok(pageSchema(shownAssistant)),
    handler: async ({ query, principal }) => {
      const assistants = await listAssistants(records, principal.tenantId, query)
      const shown = assistants.map((assistant) => shownTo(principal, assistant))
      return pageOf(shown, query.limit, ({ name }) => name)
    },
  })
  act({
    method: 'POST',
    url,
    action: 'assistant.change',
    summary: 'Make an assistant',
    body: settings,
    replies: created(shownAssistant),
    handler: async ({ body, principal: { tenantId }, actor, reply }) => {
      const made = await records.transaction(async (session) => {
        const assistant = await createAssistant(session, tenantId, body)
        const detail = { name: assistant.name }
        const subject = assistant.id
        await writeAudit(session, actor, { tenantId, action: 'assistant.create', subject, detail })
        return assistant
      })
      return reply.code(201).send(made)
    },
  })
  act({
    method: 'GET',
    url: `${url}/:id`,
    action: 'assistant.read',
    summary: 'One assistant',
    params: withId,
    replies: ok(shownAssistant),
    handler: async ({ params, principal }) =>
      shownTo(principal, await getAssistant(records, principal.tenantId, params.id)),
  })
  act({
    method: 'PATCH',
    url: `${url}/:id`,
    action: 'assistant.change',
    summary: 'Change what is given',
    params: withId,
    body: change,
    replies: ok(shownAssistant),
    handler: ({ params, body, principal: { tenantId }, actor }) =>
      records.transaction(async (session) => {
        const assistant = await changeAssistant(session, tenantId, params.id, body)
        const detail = { changed: Object.keys(body) }
        const subject = params.id
        await writeAudit(session, actor, { tenantId, action: 'assistant.change', subject, detail })
        return assistant
      }),
  })
  act({
    method: 'DELETE',
    url: `${url}/:id`,
    action: 'assistant.change',
    summary: 'Delete an assistant with its keys and conversations',
    params: withId,
    replies: done,
    handler: async ({ params, principal: { tenantId }, actor, reply }) => {
      await records.transaction(async (session) => {
        await deleteAssistant(session, tenantId, params.id)
        const subject = params.id
        await writeAudit(session, actor, { tenantId, action: 'assistant.delete', subject })
      })
      return reply.code(204).send()
    },
  })
}
