// Sends one file to its dataset.

import { changeHeaders } from '../../api/client.ts'
import { failureOf, Offline, recordOf } from '../../api/failure.ts'
import type { Send } from './uploads.ts'

/** Only this kind of request tells how much of its body is sent. */
export const sendFile: Send = ({ datasetId, file }, onSent, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/datasets/${encodeURIComponent(datasetId)}/documents`)
    for (const [name, value] of Object.entries(changeHeaders())) {
      request.setRequestHeader(name, value)
    }
    request.upload.addEventListener('progress', ({ loaded }) => onSent(Math.min(loaded, file.size)))
    request.addEventListener('load', () => {
      const body = bodyOf(request.responseText)
      const { id } = recordOf(body)
      if (request.status === 201 && typeof id === 'string') resolve(id)
      else reject(failureOf(new Response(null, { status: statusOf(request) }), body))
    })
    request.addEventListener('error', () => reject(new Offline(undefined)))
    request.addEventListener('abort', () => reject(new Offline(undefined)))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })

const statusOf = ({ status }: XMLHttpRequest): number =>
  status >= 200 && status < 600 && status !== 204 ? status : 502

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
