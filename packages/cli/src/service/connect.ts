// Reaches the service of a data directory, and starts one for as long as a command takes where none runs.

import { join, resolve } from 'node:path'
import { diagnostic, isObject, type Diagnostic } from '@llmflow/spec'
import type { Command } from 'commander'
import { outcomeOf, type Context, type Flags, type Outcome } from '../command.js'
import {
  ServiceError,
  type ServiceAddress,
  type ServiceHost,
  type ServiceReply,
  type ServiceRequest,
  type StartRefusal,
} from '../host/service.js'
import type { CliWords } from '../words/words.js'

export const declareData = (command: Command, words: CliWords): Command =>
  command.option('--data <DIR>', words.options.data)

/** The directory as it was named, and its place. */
export type DataDirectory = { readonly shown: string; readonly path: string }

export function dataDirectoryOf({ host }: Context, flags: Flags): DataDirectory {
  const shown = flags.text('data') ?? host.environment['LLMFLOW_DATA_DIRECTORY'] ?? 'llmflow-data'
  return { shown, path: resolve(host.workingDirectory, shown) }
}

export type ReasonsByStatus = { readonly [status: number]: string }

/** A service that answers, as a command sees it. */
export type Service = {
  readonly shown: string
  /** One request, and what came back; what the service refuses ends the command with its reason, or ours by status. */
  readonly ask: (
    action: string,
    request: ServiceRequest,
    reasons?: ReasonsByStatus,
  ) => Promise<ServiceReply>
  /** The same, without judging the reply. */
  readonly send: (request: ServiceRequest) => Promise<ServiceReply>
}

/** A finding that ends a command; thrown and caught within the commands of a service. */
export class ServiceRefusal extends Error {
  override readonly name = 'ServiceRefusal'
  readonly finding: Diagnostic

  constructor(finding: Diagnostic) {
    super('the service refused')
    this.finding = finding
  }
}

/** Turns what the service refused, and that it did not answer, into findings. */
export async function asFindings(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ServiceRefusal) return outcomeOf({ diagnostics: [error.finding] })
    throw error
  }
}

export function serviceAt(
  services: ServiceHost,
  address: ServiceAddress,
  shown: string,
  headers: { readonly [name: string]: string },
): Service {
  const send = async (request: ServiceRequest): Promise<ServiceReply> => {
    try {
      return await services.request(address, {
        ...request,
        headers: { ...headers, ...request.headers },
      })
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      throw new ServiceRefusal(unreachable(shown, error.code, error.message))
    }
  }
  const ask: Service['ask'] = async (action, request, reasons = {}) => {
    for (;;) {
      const reply = await send(request)
      if (reply.status < 300) return reply
      // A limit that ends soon is waited for; a form has been sent already and is sent again from the disk.
      if (reply.status !== 429 || (reply.retryAfterMs ?? Infinity) > longestWaitMs) {
        throw new ServiceRefusal(refused(shown, action, reasons[reply.status] ?? reasonOf(reply)))
      }
      await services.pause(reply.retryAfterMs ?? 0)
    }
  }
  return { shown, ask, send }
}

const longestWaitMs = 65_000

export const placeOf = (document: string) => ({ document, offset: 0, length: 1 })

export const unreachable = (
  shown: string,
  absence: 'not-running' | 'ended' | 'too-slow' | 'unreachable',
  detail = '',
): Diagnostic =>
  diagnostic('service/unreachable', placeOf(shown), { service: shown, absence, detail })

export const notStarted = (shown: string, { fault, refusal }: StartRefusal): Diagnostic =>
  diagnostic('service/not-started', placeOf(shown), { service: shown, fault, detail: refusal })

const refused = (shown: string, action: string, reason: string): Diagnostic =>
  diagnostic('service/refused', placeOf(shown), { action, reason })

/** Every face says its reason in `error.message` or `message`. */
export function reasonOf({ status, json }: ServiceReply): string {
  const error = isObject(json) ? (json['error'] ?? json) : undefined
  const message = isObject(error) ? error['message'] : undefined
  return typeof message === 'string' ? message : `HTTP ${status}`
}

/** The service that runs on the directory, when one does. */
export async function findRunning(
  context: Context,
  directory: DataDirectory,
  headers: { readonly [name: string]: string } = {},
): Promise<Service | undefined> {
  const services = await context.host.services()
  const socket = await services.adminSocket(directory.path)
  if (socket === undefined) return undefined
  const service = serviceAt(services, { kind: 'socket', path: socket }, directory.shown, headers)
  try {
    await service.send({ method: 'GET', path: '/health', timeoutMs: 10_000 })
    return service
  } catch (error) {
    if (error instanceof ServiceRefusal) return undefined
    throw error
  }
}

const startMsMax = 30_000
const askEveryMs = 200

async function untilRunning(
  context: Context,
  directory: DataDirectory,
  headers: { readonly [name: string]: string },
): Promise<Service | undefined> {
  const services = await context.host.services()
  const endMs = context.host.now().getTime() + startMsMax
  while (context.host.now().getTime() < endMs) {
    const found = await findRunning(context, directory, headers)
    if (found !== undefined) return found
    await services.pause(askEveryMs)
  }
  return undefined
}

/** Runs with the service that runs, or with one that runs for this alone. */
export async function withService(
  context: Context,
  directory: DataDirectory,
  headers: { readonly [name: string]: string },
  run: (service: Service) => Promise<Outcome>,
): Promise<Outcome> {
  return asFindings(async () => {
    const running = await findRunning(context, directory, headers)
    if (running !== undefined) return run(running)
    const services = await context.host.services()
    const process = services.start({
      environment: { LLMFLOW_DATA_DIRECTORY: directory.path, LLMFLOW_PORT: 'none' },
    })
    const started = await process.started
    if ('refusal' in started) {
      // Another one may be starting there: it answers when it is ready.
      const isOwned = started.fault === 'owned'
      const other = isOwned ? await untilRunning(context, directory, headers) : undefined
      if (other !== undefined) return run(other)
      throw new ServiceRefusal(notStarted(directory.shown, started))
    }
    try {
      const socket = await services.adminSocket(directory.path)
      const path = socket ?? join(directory.path, 'sockets', 'admin.sock')
      return await run(serviceAt(services, { kind: 'socket', path }, directory.shown, headers))
    } finally {
      process.stop()
      await process.ended
    }
  })
}
