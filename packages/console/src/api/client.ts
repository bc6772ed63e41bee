// Speaks to the runtime by the committed contract: every address, input and reply has the types of openapi.json.

import createClient, { type Middleware } from 'openapi-fetch'
import { failureOf, Offline } from './failure.ts'
import type { paths } from './schema.d.ts'

let csrf: string | null = null

/** Changes need the value of the session that is signed in. */
export function setCsrf(value: string | null): void {
  csrf = value
}

const safeMethods = new Set(['GET', 'HEAD'])

/** Headers that every change needs. */
export const changeHeaders = (): { readonly [name: string]: string } =>
  csrf === null ? {} : { 'x-llmflow-csrf': csrf }

const middleware: Middleware = {
  onRequest: ({ request }) => {
    if (safeMethods.has(request.method)) return
    for (const [name, value] of Object.entries(changeHeaders())) request.headers.set(name, value)
  },
  onError: ({ error }) => new Offline(error),
}

/** `api.GET('/api/v1/datasets', { params })`; wrap it in `dataOf`, which throws what went wrong. */
export const api = createClient<paths>({ baseUrl: location.origin })
api.use(middleware)

/** The reply's data. Throws a `Failure` when the runtime refused or can't be reached. */
export async function dataOf<Data>(
  asked: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await asked
  if (!response.ok) throw failureOf(response, error)
  if (data === undefined || data === null) throw failureOf(response, undefined)
  return data
}

/** For replies without a body. Throws as `dataOf` does. */
export async function done(
  asked: Promise<{ readonly error?: unknown; readonly response: Response }>,
): Promise<void> {
  const { error, response } = await asked
  if (!response.ok) throw failureOf(response, error)
}
