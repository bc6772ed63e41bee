// Dify's knowledge API: datasets, documents and segments for scripts that were written for Dify, under /v1.

import type { FastifyInstance } from 'fastify'
import { routesOf } from '../../route.js'
import type { DifyDatasetsFace } from './dataset-context.js'
import { addDatasets } from './datasets.js'
import { addDocuments } from './documents.js'
import { addCommon, difyError } from './errors.js'
import { addSegments } from './segments.js'
import { addMultipart } from './uploads.js'

/** A Fastify plugin: `app.register(difyDatasetsFace, dependencies)`. */
export async function difyDatasetsFace(
  app: FastifyInstance,
  face: DifyDatasetsFace,
): Promise<void> {
  addCommon(app, face, difyError)
  await addMultipart(app, face.knowledge.sizeBytesMax)
  const routes = routesOf(app, face.authenticate, face.table)
  addDatasets(routes, face)
  addDocuments(routes, face)
  addSegments(routes, face)
}
