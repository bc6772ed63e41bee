// Asks as somebody who is signed in does, for tests of what comes after a question.

import { fieldsOf, itemsOf, type Window } from './harness.ts'

/** A change with the value of the session that is signed in. */
export async function change(
  { page }: Window,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  data?: object,
): Promise<{ readonly status: number; readonly text: string }> {
  const session: unknown = await (await page.request.get('/api/v1/session')).json()
  const headers = { 'x-llmflow-csrf': String(fieldsOf(session)['csrf']) }
  const reply = await page.request.fetch(path, {
    method,
    headers,
    ...(data === undefined ? {} : { data }),
  })
  return { status: reply.status(), text: await reply.text() }
}

/** Asks the tenant's assistant `default`. */
export async function question(
  window: Window,
  query: string,
): Promise<{ readonly status: number; readonly traceId: string }> {
  const reply: unknown = await (await window.page.request.get('/api/v1/assistants')).json()
  const assistantId = String(itemsOf(reply)[0]?.['id'])
  const { status, text } = await change(window, 'POST', '/api/v1/messages', { assistantId, query })
  return { status, traceId: /"traceId":"([0-9a-f]{32})"/.exec(text)?.[1] ?? '' }
}

/** The status of a look at an address of the interface, by the session of the window. */
export const statusOf = async ({ page }: Window, path: string): Promise<number> =>
  (await page.request.get(path)).status()
