// Files that come with a question: taken where the platform has a use for them, refused in words where it has not.

import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { ConversationOwner, KeptFile } from '../../../conversations/conversations.js'
import { RuntimeError } from '../../../error.js'
import type { Passage } from '../../../retrieve/retriever.js'
import { routesOf } from '../../route.js'
import { ownerOf, user, type DifyAppFace } from './context.js'
import { takesNoFiles } from './files.js'

type UploadedFile = {
  readonly name: string
  readonly mediaType: string
  readonly content: Readable
}

/** Files that were uploaded, of one question. */
export type QuestionFiles = {
  readonly files: readonly KeptFile[]
  /** Throws `invalid-request` with the reason for a file that cannot be read. */
  passages(signal: AbortSignal): Promise<readonly Passage[]>
}

export type Uploads = {
  readonly sizeBytesMax: number
  /** Keeps the file for its owner; throws `too-large` when it is longer than `sizeBytesMax`. */
  keep(
    owner: ConversationOwner,
    file: UploadedFile,
  ): Promise<{ readonly id: string; readonly sizeBytes: number; readonly createdAtMs: number }>
  /** Throws `not-found` for what is not there or another's. */
  open(owner: ConversationOwner, ids: readonly string[]): Promise<QuestionFiles>
}

const fileName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** Parses multipart bodies of one file; `sizeBytesMax` as whoever takes the stream refuses it. */
export async function addMultipart(app: FastifyInstance, sizeBytesMax: number): Promise<void> {
  await app.register(multipart, {
    limits: {
      // One more than is taken, so that the store sees that it is too much.
      fileSize: sizeBytesMax + 1,
      files: 1,
      fields: 10,
      fieldSize: 65_536,
      parts: 11,
      headerPairs: 20,
    },
    throwFileSizeLimit: false,
  })
}

/** Hands the request's file on; whatever happens to it, the rest of the body is read or cut. */
export async function withFile<Result>(
  request: FastifyRequest,
  sizeBytesMax: number,
  take: (file: UploadedFile, fields: MultipartFile['fields']) => Promise<Result>,
): Promise<Result> {
  if (!request.isMultipart()) {
    throw new RuntimeError('unsupported-media-type', 'Send the file as multipart/form-data.')
  }
  const part = await request.file()
  if (part === undefined) throw noFile('no_file_uploaded', 'Please upload your file.')
  // A Mac sends Korean names in pieces; the same name is one document whoever sends it.
  const name = fileName.safeParse(part.filename.normalize('NFC'))
  try {
    if (!name.success) {
      throw noFile('filename_not_exists_error', 'The file has no name, or one that is too long.')
    }
    const file = { name: name.data, mediaType: part.mimetype, content: part.file }
    return await take(file, part.fields)
  } catch (error) {
    throw part.file.truncated ? tooLarge(sizeBytesMax) : error
  } finally {
    part.file.resume()
  }
}

const noFile = (difyCode: string, message: string): RuntimeError =>
  new RuntimeError('invalid-request', message, { detail: { difyCode, field: 'file' } })

const tooLarge = (sizeBytesMax: number): RuntimeError =>
  new RuntimeError('too-large', `A file has at most ${sizeBytesMax} bytes.`)

const uploaded = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  extension: z.string(),
  mime_type: z.string(),
  created_by: z.string(),
  created_at: z.number().int(),
})

export async function addUploads(app: FastifyInstance, face: DifyAppFace): Promise<void> {
  const { uploads } = face
  await addMultipart(app, uploads?.sizeBytesMax ?? 0)
  routesOf(app, face.authenticate, face.table).guarded({
    method: 'POST',
    url: '/v1/files/upload',
    tag: 'dify',
    summary: 'Upload a file for a question, where the platform takes files',
    scope: 'chat',
    bodyMediaType: 'multipart/form-data',
    replies: { 201: { description: 'Kept', schema: uploaded } },
    handler: async ({ request, reply, principal }) => {
      if (uploads === undefined) throw takesNoFiles()
      const of = await face.appOf(principal)
      return withFile(request, uploads.sizeBytesMax, async (file, fields) => {
        const name = user.parse(fieldOf(fields, 'user'))
        const kept = await uploads.keep(ownerOf(principal, of, name), file)
        return reply.code(201).send({
          id: kept.id,
          name: file.name,
          size: kept.sizeBytes,
          extension: /\.([^.]{1,20})$/.exec(file.name)?.[1]?.toLowerCase() ?? '',
          mime_type: file.mediaType,
          created_by: name,
          created_at: Math.floor(kept.createdAtMs / 1000),
        })
      })
    },
  })
}

/** A field that came before the file; later ones are not there yet, as with Dify's own streams. */
function fieldOf(fields: MultipartFile['fields'], name: string): unknown {
  const field = fields[name]
  return field !== undefined && !Array.isArray(field) && field.type === 'field'
    ? field.value
    : undefined
}
