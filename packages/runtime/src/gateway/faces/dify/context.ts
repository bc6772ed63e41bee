// What every address of Dify's app API works with, and whose a request is.

import { z } from 'zod'
import type { ConversationOwner } from '../../../conversations/conversations.js'
import type { Principal } from '../../../identity/principal.js'
import type { AskingMeans } from '../../asking.js'
import type { OnFault } from '../../problem.js'
import type { Authenticate, RouteFacts } from '../../route.js'
import type { RunningTasks } from './running.js'
import type { Uploads } from './uploads.js'

/** Dify's app: what a key answers as. */
type App = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly opening: string
}

export type DifyAppFace = AskingMeans & {
  readonly authenticate: Authenticate
  readonly table: RouteFacts[]
  readonly onFault: OnFault
  /** The assistant of the caller's key, or the tenant's `default`. Throws `not-found`. */
  readonly appOf: (principal: Principal) => Promise<App>
  /** Absent where questions take no files. */
  readonly uploads?: Uploads
  /** Between two signs of life of a stream. */
  readonly keepAliveMs?: number
}

export type AppContext = DifyAppFace & { readonly tasks: RunningTasks }

/** The person that a key's owner asks for. */
export const user = z
  .string('Arg user must be provided.')
  .min(1, 'Arg user must be provided.')
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds a control character')

/** The keys of an application share its users; a person's own key reaches no other person's conversations. */
export const ownerOf = (
  { tenantId, userId }: Principal,
  app: App,
  name: string,
): ConversationOwner => ({ tenantId, assistantId: app.id, owner: `${userId ?? ''}:${name}` })

export const ownerText = ({ tenantId, assistantId, owner }: ConversationOwner): string =>
  JSON.stringify([tenantId, assistantId, owner])

export const result = z.object({ result: z.literal('success') })
export const success = { result: 'success' } as const
