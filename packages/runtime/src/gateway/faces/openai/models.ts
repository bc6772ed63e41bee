// Lists what a caller may ask: its models and its assistants.

import { z } from 'zod'
import { RuntimeError } from '../../../error.js'
import type { Principal } from '../../../identity/principal.js'
import type { RouteRegistrar } from '../../route.js'
import { assistantPrefix, mayUse, type OpenaiFace } from './context.js'

const modelRow = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.number().int(),
  owned_by: z.string(),
})

type ModelRow = z.infer<typeof modelRow>

export function addModels(routes: RouteRegistrar, face: OpenaiFace): void {
  routes.guarded({
    method: 'GET',
    url: '/v1/models',
    scope: 'models',
    summary: 'Models and assistants that the caller may ask',
    tag: 'OpenAI',
    replies: {
      200: {
        description: 'Models, and assistants as `assistant/<name>`',
        schema: z.object({ object: z.literal('list'), data: z.array(modelRow) }),
      },
    },
    handler: async ({ principal }) => ({ object: 'list', data: await rowsFor(face, principal) }),
  })
  routes.guarded({
    method: 'GET',
    url: '/v1/models/*',
    scope: 'models',
    summary: 'One model or assistant',
    tag: 'OpenAI',
    params: z.object({ '*': z.string() }),
    replies: { 200: { description: 'The model', schema: modelRow } },
    handler: async ({ principal, params }) => {
      const id = params['*']
      const row = (await rowsFor(face, principal)).find((candidate) => candidate.id === id)
      if (row !== undefined) return row
      throw new RuntimeError('not-found', `The model ${JSON.stringify(id)} does not exist.`, {
        detail: { field: 'model' },
      })
    },
  })
}

async function rowsFor(
  { backends, assistants }: OpenaiFace,
  principal: Principal,
): Promise<readonly ModelRow[]> {
  const models = backends.models.filter(({ name }) => mayUse(principal, name))
  return [
    ...models.map(({ name, engine }) => rowOf(name, engine, 0)),
    ...(await assistants.list(principal)).map(({ name, createdAt }) =>
      rowOf(`${assistantPrefix}${name}`, 'llmflow', Math.floor(createdAt.getTime() / 1000)),
    ),
  ]
}

const rowOf = (id: string, owner: string, created: number): ModelRow => ({
  id,
  object: 'model',
  created,
  owned_by: owner,
})
