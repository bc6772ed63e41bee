// The face that OpenAI's clients speak to: models and assistants under one set of addresses.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RuntimeError } from '../../../error.js'
import { errorHandler, problemOf } from '../../problem.js'
import { routesOf } from '../../route.js'
import { timingOf } from '../../timing.js'
import { addChat } from './chat.js'
import { rawName, type OpenaiFace } from './context.js'
import { addEmbeddings } from './embeddings.js'
import { openaiError } from './errors.js'
import { addModels } from './models.js'
import { addRerank } from './rerank.js'

/** A Fastify plugin: `app.register(openaiFace, dependencies)`. */
export function openaiFace(app: FastifyInstance, face: OpenaiFace, done: () => void): void {
  app.decorateRequest(rawName, null)
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (request: FastifyRequest, text: string, parsed) => {
      request.setDecorator(rawName, text)
      try {
        parsed(null, JSON.parse(text))
      } catch {
        parsed(new RuntimeError('invalid-request', 'The body is no JSON.'))
      }
    },
  )
  const fail = errorHandler(openaiError, face.onFault)
  app.setErrorHandler((error, request, reply) => {
    countRefused(face, error, request)
    fail(error, request, reply)
  })
  const routes = routesOf(app, face.authenticate, face.table)
  addModels(routes, face)
  addChat(routes, face)
  addEmbeddings(routes, face)
  addRerank(routes, face)
  done()
}

/** What was refused before it had an account is counted too, under names that nobody can choose. */
function countRefused({ metrics }: OpenaiFace, error: unknown, request: FastifyRequest): void {
  const timing = timingOf(request)
  if (timing.isCounted) return
  const seconds = (performance.now() - timing.startedMs) / 1000
  metrics.request({ model: 'none', status: problemOf(error).status, seconds })
}
