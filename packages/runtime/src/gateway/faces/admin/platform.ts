// Models, and for whoever operates the platform the state of its engines and its settings.

import { z } from 'zod'
import type { Readiness } from '../../server.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { ok } from './fields.js'

const model = z.object({
  name: z.string(),
  kind: z.enum(['chat', 'embedding', 'reranking']),
  engine: z.string(),
  context: z.number().nullable(),
  /** Whether one of its backends answers. */
  isReady: z.boolean(),
  /** Why it is off or does less than it could, for people. */
  note: z.string().nullable(),
})

export type ModelFacts = z.infer<typeof model>

const state = z.object({ state: z.enum(['on', 'off', 'broken']), detail: z.string().optional() })

export type PlatformFace = {
  readonly models: () => readonly ModelFacts[] | Promise<readonly ModelFacts[]>
  readonly readiness: () => Readiness | Promise<Readiness>
  /** The service file as it counts now: it holds no secret. */
  readonly settings: () => { readonly [name: string]: unknown }
}

export function addPlatform(routes: RouteRegistrar, face: PlatformFace): void {
  const act = actsOf(routes, 'platform')
  act({
    method: 'GET',
    url: '/api/v1/models',
    action: 'model.read',
    summary: 'Models that the tenant may use, and whether they answer',
    replies: ok(z.object({ items: z.array(model) })),
    handler: async ({ principal }) => {
      const models = await face.models()
      const isAllowed = ({ name }: ModelFacts): boolean =>
        principal.models.length === 0 || principal.models.includes(name)
      return { items: models.filter(isAllowed) }
    },
  })
  act({
    method: 'GET',
    url: '/api/v1/platform/engines',
    action: 'platform.read',
    summary: 'What is on, off and broken',
    replies: ok(z.object({ isReady: z.boolean(), engines: z.record(z.string(), state) })),
    handler: () => face.readiness(),
  })
  act({
    method: 'GET',
    url: '/api/v1/platform/settings',
    action: 'platform.read',
    summary: 'The service file as it counts now',
    replies: ok(z.record(z.string(), z.unknown())),
    handler: () => face.settings(),
  })
}
