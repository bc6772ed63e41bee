// Names what the CLI needs of a running service: its process, and requests to it.

import { type StartFault } from '@llmflow/spec'

/** Where a service listens. */
export type ServiceAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string }

export type ServiceRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as the part `file` of a form: what lies at a path, streamed, or a text. */
  readonly file?: { readonly name: string } & (
    | { readonly path: string }
    | { readonly text: string }
  )
  readonly timeoutMs?: number
}

export type ServiceReply = {
  readonly status: number
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown
  readonly retryAfterMs?: number
}

/** What the process says when it serves. */
export type ServiceStarted = {
  /** Absent when only the admin socket answers. */
  readonly url?: string
  /** A link that makes the first account; used once, and given while there is none. */
  readonly adminLink?: string
  /** Engines by name: on, off or broken, and why. */
  readonly engines: {
    readonly [name: string]: { readonly state: string; readonly detail?: string }
  }
}

/** Why it does not serve, as a fault that has words, and in its own. */
export type StartRefusal = {
  readonly fault: StartFault
  /** The address that it wanted, or what it said. */
  readonly refusal: string
}

export type ServiceProcess = {
  /** What it says when it serves, or why it does not. */
  readonly started: Promise<ServiceStarted | StartRefusal>
  /** Settles with the exit code when it has ended. */
  readonly ended: Promise<number>
  /** Asks it to end in order. */
  readonly stop: () => void
}

export type ServiceStart = {
  /** The service file's text; absent for what the process does by itself. */
  readonly service?: string
  readonly environment: { readonly [name: string]: string }
}

/** Nobody answered, or not in time. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: 'unreachable' | 'too-slow'

  constructor(
    code: 'unreachable' | 'too-slow',
    detail: string,
    options: { readonly cause: unknown },
  ) {
    super(detail, options)
    this.code = code
  }
}

export type ModelsProcess = {
  readonly ended: Promise<number>
  /** Asks it to end; what it has fetched stays. */
  readonly stop: () => void
}

export type ServiceHost = {
  /** Starts the runtime's process; what it logs goes to standard error. */
  readonly start: (start: ServiceStart) => ServiceProcess
  /** One request. Throws a ServiceError when there is no reply. */
  readonly request: (address: ServiceAddress, request: ServiceRequest) => Promise<ServiceReply>
  /** The admin socket of a data directory whose service runs, or ran. */
  readonly adminSocket: (dataDirectory: string) => Promise<string | undefined>
  readonly pause: (durationMs: number) => Promise<void>
  /** Starts the runtime's process for models, which needs no running service; tells each thing that it says. */
  readonly models: (task: unknown, tell: (said: unknown) => void) => ModelsProcess
}
