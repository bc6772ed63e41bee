// What went wrong with a request, in one type: pages show it, and nothing else reads replies of errors.

type FailureFacts = {
  readonly status: number
  readonly code: string
  readonly requestId: string
  readonly detail: { readonly [name: string]: unknown }
}

/** The runtime refused. `message` is the runtime's English sentence; `code` has words in each language. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly status: number
  readonly code: string
  readonly requestId: string
  readonly detail: { readonly [name: string]: unknown }

  constructor(message: string, { status, code, requestId, detail }: FailureFacts) {
    super(message)
    this.status = status
    this.code = code
    this.requestId = requestId
    this.detail = detail
  }

  /** Whole seconds after which another try makes sense. */
  get retryAfterSeconds(): number {
    const milliseconds = Number(this.detail['retryAfterMs'])
    return Number.isFinite(milliseconds) ? Math.max(1, Math.ceil(milliseconds / 1000)) : 10
  }
}

/** Nobody answered. */
export class Offline extends Error {
  override readonly name = 'Offline'

  constructor(cause: unknown) {
    super('LLMFlow can’t be reached.', { cause })
  }
}

export const recordOf = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const textIn = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise

/** Reads the shape of errors of the admin face, and of a proxy that stands between. */
export function failureOf(response: Response, body: unknown): Failure {
  const error = recordOf(recordOf(body)['error'])
  return new Failure(textIn(error['message'], response.statusText), {
    status: response.status,
    code: textIn(error['code'], 'internal'),
    requestId: response.headers.get('x-request-id') ?? '',
    detail: {
      ...retryAfter(response.headers.get('retry-after')),
      ...recordOf(error['detail']),
    },
  })
}

const retryAfter = (header: string | null): { readonly retryAfterMs?: number } =>
  header === null ? {} : { retryAfterMs: Number(header) * 1000 }
