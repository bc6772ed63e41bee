// Dify's app API: what its chat clients speak, under /v1 beside OpenAI's addresses.

import type { FastifyInstance } from 'fastify'
import { routesOf } from '../../route.js'
import { addChat } from './chat.js'
import type { DifyAppFace } from './context.js'
import { addConversations } from './conversations.js'
import { addCommon, difyError } from './errors.js'
import { makeRunningTasks } from './running.js'
import { addSettings } from './settings.js'
import { addUploads } from './uploads.js'

/** A Fastify plugin: `app.register(difyAppFace, dependencies)`. */
export async function difyAppFace(app: FastifyInstance, face: DifyAppFace): Promise<void> {
  addCommon(app, face, difyError)
  const context = { ...face, tasks: makeRunningTasks() }
  const routes = routesOf(app, face.authenticate, face.table)
  addChat(routes, context)
  addConversations(routes, context)
  addSettings(routes, context)
  await addUploads(app, face)
}
