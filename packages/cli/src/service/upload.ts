// Uploads files into a dataset and follows each until it can be searched or has failed.

import { diagnostic, isObject, type Diagnostic } from '@llmflow/spec'
import type { Context } from '../command.js'
import { placeOf, reasonOf, ServiceRefusal, type ReasonsByStatus, type Service } from './connect.js'
import type { FileToIngest } from './files.js'

export type DocumentState = {
  readonly id: string
  readonly name: string
  readonly stage: string
  readonly done: number
  readonly total: number
  /** A code, which words may be known for. */
  readonly failure: string
  readonly failureDetail: string
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export function documentOf(json: unknown): DocumentState {
  const document = isObject(json) ? json : {}
  return {
    id: String(document['id']),
    name: String(document['name']),
    stage: String(document['stage']),
    done: Number(document['done']),
    total: Number(document['total']),
    failure: wordsOf(document['failure']),
    failureDetail: wordsOf(document['failureDetail'] ?? document['failure']),
  }
}

/** The dataset of that name, made when it is not there. */
export async function openDataset(
  service: Service,
  action: string,
  name: string,
  reasons: ReasonsByStatus,
): Promise<string> {
  const list = { method: 'GET', path: '/api/v1/datasets' } as const
  const { json } = await service.ask(action, list, reasons)
  const listed: unknown = isObject(json) ? json['items'] : undefined
  const found: unknown = Array.isArray(listed)
    ? listed.find((dataset: unknown) => isObject(dataset) && dataset['name'] === name)
    : undefined
  if (isObject(found)) return String(found['id'])
  const made = await service.ask(action, {
    method: 'POST',
    path: '/api/v1/datasets',
    json: { name },
  })
  return isObject(made.json) ? String(made.json['id']) : ''
}

const uploadMsMax = 30 * 60_000

/** Uploads one file; what the service refuses about this file alone is its finding, and the others go on. */
export async function uploadFile(
  service: Service,
  { words }: Context,
  datasetId: string,
  file: FileToIngest,
): Promise<DocumentState | Diagnostic> {
  const action = `${words.service.actions.upload} ${file.name}`
  const reply = await service.send({
    method: 'POST',
    path: `/api/v1/datasets/${datasetId}/documents`,
    file,
    timeoutMs: uploadMsMax,
  })
  if (reply.status < 300) return documentOf(reply.json)
  const isAboutFile = [400, 409, 413, 415].includes(reply.status)
  const finding = isAboutFile
    ? failed(file.name, reasonOf(reply))
    : diagnostic('service/refused', placeOf(service.shown), { action, reason: reasonOf(reply) })
  if (isAboutFile) return finding
  throw new ServiceRefusal(finding)
}

export const failed = (file: string, reason: string): Diagnostic =>
  diagnostic('service/document-failed', placeOf(file), { file, reason })

const pollMs = 300

/** Asks until every document has settled or nobody wants to wait any more; tells each change. */
export async function followDocuments(
  service: Service,
  context: Context,
  uploaded: readonly DocumentState[],
  isInterrupted: () => boolean,
  tell: (documents: readonly DocumentState[]) => void,
): Promise<readonly DocumentState[]> {
  const services = await context.host.services()
  let documents = uploaded
  for (;;) {
    tell(documents)
    if (documents.every(isSettled) || isInterrupted()) return documents
    await services.pause(pollMs)
    documents = await Promise.all(
      documents.map(async (document) => {
        if (isSettled(document)) return document
        const { json } = await service.ask(context.words.service.actions.progress, {
          method: 'GET',
          path: `/api/v1/documents/${document.id}`,
        })
        return documentOf(json)
      }),
    )
  }
}

export const isSettled = ({ stage }: DocumentState): boolean =>
  stage === 'ready' || stage === 'failed'
