// The admin face: JSON for the console and the command line, under /api/v1.

import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { Identity } from '../../../identity/identity.js'
import type { Knowledge } from '../../../knowledge/documents.js'
import type { PagePictures } from '../../../knowledge/page-pictures.js'
import type { Retriever } from '../../../retrieve/retriever.js'
import type { ConsolePages } from '../../console.js'
import { routesOf, type Authenticate, type RouteFacts } from '../../route.js'
import { addAccounts } from './accounts.js'
import { addAssistants } from './assistants.js'
import { addAudit } from './audit.js'
import { addConversations, type OwnConversations } from './conversations.js'
import { addDatasets } from './datasets.js'
import { addDocuments } from './documents.js'
import { addKeys } from './keys.js'
import { addMembers } from './members.js'
import { addMessages, type MessagesFace } from './messages.js'
import { addModels, type ModelsFace } from './models.js'
import { addPlatform, type PlatformFace } from './platform.js'
import { addProvider } from './provider.js'
import { addRetrieval } from './retrieval.js'
import { addSession } from './session.js'
import { addTenants } from './tenants.js'
import { addTraces } from './traces.js'
import { addUsage, type UsageFace } from './usage.js'

type AdminFace = PlatformFace &
  MessagesFace &
  UsageFace &
  ModelsFace & {
    readonly authenticate: Authenticate
    readonly table: RouteFacts[]
    readonly identity: Identity
    readonly knowledge: Knowledge
    readonly pagePictures: PagePictures
    readonly retriever: Retriever
    readonly conversations: OwnConversations
    readonly pages?: ConsolePages | undefined
  }

/** A Fastify plugin: `app.register(adminFace, dependencies)`. */
export async function adminFace(app: FastifyInstance, face: AdminFace): Promise<void> {
  await app.register(multipart, {
    // Names of documents may hold folders; nothing is ever written under them.
    preservePath: true,
    limits: {
      // One more than is taken, so that the store sees that it is too much.
      fileSize: face.knowledge.sizeBytesMax + 1,
      files: 1,
      fields: 10,
      fieldSize: 10_000,
      parts: 11,
      headerPairs: 20,
    },
    throwFileSizeLimit: false,
  })
  const { records } = face.knowledge
  const routes = routesOf(app, face.authenticate, face.table)
  const services = { ...face, records }
  addSession(routes, services)
  addProvider(routes, services)
  addTenants(routes, services)
  addAccounts(routes, services)
  addMembers(routes, services)
  addKeys(routes, services)
  addAssistants(routes, services)
  addDatasets(routes, services)
  addDocuments(routes, services)
  addRetrieval(routes, services)
  addConversations(routes, services)
  addMessages(routes, services)
  addUsage(routes, services)
  addAudit(routes, services)
  addTraces(routes, services)
  addPlatform(routes, services)
  addModels(routes, services)
}
