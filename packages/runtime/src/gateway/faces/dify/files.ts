// Which files a question may name, and which of Dify's ways to send them are refused.

import { z } from 'zod'
import type { ConversationOwner } from '../../../conversations/conversations.js'
import type { RuntimeError } from '../../../error.js'
import { notSupported } from './errors.js'
import type { QuestionFiles, Uploads } from './uploads.js'

/** Of one question. */
export const filesMax = 5

const file = z.object({
  type: z.string().max(40),
  transfer_method: z.enum(['local_file', 'remote_url']),
  upload_file_id: z.string().max(100).nullish(),
})

type NamedFile = z.infer<typeof file>

export const namedFiles = z.array(file).max(filesMax).nullish()

const none: QuestionFiles = { files: [], passages: () => Promise.resolve([]) }

/** The owner's files of these names; `not-found` for any other. */
export async function openFiles(
  uploads: Uploads | undefined,
  owner: ConversationOwner,
  named: readonly NamedFile[],
): Promise<QuestionFiles> {
  if (named.length === 0) return none
  if (uploads === undefined) throw takesNoFiles()
  return uploads.open(owner, named.map(idOf))
}

/** Addresses are never fetched: whoever asks could reach what only this machine can. */
function idOf({ type, transfer_method, upload_file_id }: NamedFile): string {
  if (transfer_method === 'remote_url') {
    throw notSupported(
      'Files are not fetched from addresses: upload the file, and name it by its upload_file_id.',
    )
  }
  if (type !== 'document' && type !== 'image') {
    throw notSupported(
      `Files of type ${JSON.stringify(type)} are not read: send documents or images.`,
    )
  }
  if (!upload_file_id) throw notSupported('A local_file is named by its upload_file_id.')
  return upload_file_id
}

export const takesNoFiles = (): RuntimeError =>
  notSupported('Questions take no files here: upload documents to a dataset, and ask about them.')
