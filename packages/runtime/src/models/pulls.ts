// Pulls that operators asked the running service for: a few at once, from servers that its environment names, each to be watched and stopped.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { makeId } from '../identifier.js'
import { knownModel } from './catalogue.js'
import { modelError } from './failure.js'
import type { ModelKind } from './manifest.js'
import { isAllowed } from './places.js'
import { readSource, shownSource } from './source.js'

type Pull = {
  readonly id: string
  /** Without passwords. */
  readonly source: string
  /** Null until it is known. */
  readonly name: string | null
  readonly licence: string | null
  readonly state: 'running' | 'done' | 'failed' | 'stopped'
  readonly doneBytes: number
  readonly totalBytes: number | null
  /** False where the model was here already. */
  readonly isNew: boolean | null
  readonly error: PullError | null
  readonly startedAtMs: number
  readonly endedAtMs: number | null
}

type PullError = { readonly reason: string; readonly subject: string; readonly message: string }

type WantedPull = {
  /** A name of the catalogue, or a source as `readSource` takes it, but no path. */
  readonly source: string
  readonly name?: string | undefined
  readonly kind?: ModelKind | undefined
  readonly sha256?: string | undefined
  readonly licence?: string | undefined
}

export type ModelPulls = {
  /** Throws `invalid-request`, `forbidden` for a server that nobody named, or `overloaded`. */
  begin(wanted: WantedPull): Pull
  /** Running ones and those that ended lately, the latest first. */
  list(): readonly Pull[]
  /** Stops one that runs, whose parts stay for the next try; forgets one that has ended. Throws `not-found`. */
  remove(id: string): void
  close(): Promise<void>
}

type Said = { readonly event: string; readonly [name: string]: unknown }

/** Runs `llmflow models` with the task, tells what it says, and answers with its exit code. */
export type RunPull = (
  task: { readonly [name: string]: unknown },
  tell: (said: Said) => void,
  signal: AbortSignal,
) => Promise<number>

type Options = {
  readonly data: string
  readonly run: RunPull
  /** Hosts that addresses may name, and that replies may lead to; `*.example.com` stands for every host below. */
  readonly hosts: readonly string[]
  readonly now?: () => number
}

/** Each takes a connection, a disk and a core. */
const runningMax = 2
const endedMax = 50

type Running = { pull: Pull; readonly stop: AbortController; readonly ended: Promise<void> }

export function makeModelPulls({ data, run, hosts, now = Date.now }: Options): ModelPulls {
  const pulls = new Map<string, Running>()
  const all = (): readonly Running[] => [...pulls.values()]

  const begin: ModelPulls['begin'] = (wanted) => {
    const source = shownOf(wanted.source, hosts)
    if (all().filter(isRunning).length >= runningMax) throw tooMany()
    const stop = new AbortController()
    const pull: Pull = {
      id: makeId(),
      source,
      name: null,
      licence: null,
      state: 'running',
      doneBytes: 0,
      totalBytes: null,
      isNew: null,
      error: null,
      startedAtMs: now(),
      endedAtMs: null,
    }
    const update = (change: Partial<Pull>): void => {
      const running = pulls.get(pull.id)
      if (running !== undefined) running.pull = { ...running.pull, ...change }
    }
    const task = { ...wanted, command: 'pull', data, hosts }
    const finish = (state: Pull['state'], error?: PullError): void =>
      update({ state, endedAtMs: now(), ...(error === undefined ? {} : { error }) })
    const ended = (async () => {
      // The pull is in its list before it says anything.
      await Promise.resolve()
      let error: PullError | undefined
      const tell = (said: Said): void => {
        update(changeOf(said))
        if (said.event === 'failed') error = failure.parse(said)
      }
      const code = stop.signal.aborted ? 0 : await run(task, tell, stop.signal)
      if (stop.signal.aborted) finish('stopped')
      else if (code === 0 && error === undefined) finish('done')
      else finish('failed', error ?? unsaid(code))
      forgetOldest(pulls)
    })()
    pulls.set(pull.id, { pull, stop, ended })
    return pull
  }

  return {
    begin,
    list: () =>
      all()
        .map(({ pull }) => pull)
        .toReversed(),
    remove: (id) => {
      const found = pulls.get(id)
      if (found === undefined) throw new RuntimeError('not-found', 'There is no such pull.')
      if (isRunning(found)) found.stop.abort()
      else pulls.delete(id)
    },
    close: async () => {
      for (const { stop } of all()) stop.abort()
      await Promise.all(all().map(({ ended }) => ended))
    },
  }
}

const isRunning = ({ pull }: Running): boolean => pull.state === 'running'

function forgetOldest(pulls: Map<string, Running>): void {
  const ended = [...pulls.values()].filter((each) => !isRunning(each))
  for (const { pull } of ended.slice(0, Math.max(0, ended.length - endedMax))) pulls.delete(pull.id)
}

const count = z.number().int().nonnegative()
const planned = z.object({
  name: z.string(),
  licence: z.string().optional(),
  sizeBytes: count.optional(),
})
const progress = z.object({ doneBytes: count, totalBytes: count.optional() })
const pulled = z.object({
  isNew: z.boolean(),
  manifest: z.object({ name: z.string(), licence: z.string() }),
})
const failure = z.object({
  message: z.string().catch(''),
  reason: z.string().catch('other'),
  subject: z.string().catch(''),
})

function changeOf(said: Said): Partial<Pull> {
  switch (said.event) {
    case 'planned': {
      const { name, licence = null, sizeBytes = null } = planned.parse(said)
      return { name, licence, totalBytes: sizeBytes }
    }
    case 'progress': {
      const { doneBytes, totalBytes } = progress.parse(said)
      return { doneBytes, ...(totalBytes === undefined ? {} : { totalBytes }) }
    }
    case 'pulled': {
      const { isNew, manifest } = pulled.parse(said)
      return { isNew, name: manifest.name, licence: manifest.licence }
    }
    default:
      return {}
  }
}

const unsaid = (code: number): PullError => ({
  reason: 'other',
  subject: '',
  message: `The process ended with ${code}.`,
})

/**
 * Whoever sits at the machine may name any file and server; whoever comes over the network may not, or the service would
 * read and ask for them what only it can reach.
 */
function shownOf(text: string, hosts: readonly string[]): string {
  const source = readSource(knownModel(text)?.source ?? text, '/')
  if (source.kind === 'path') throw modelError('unknown-source', text)
  if (source.kind === 'url' && !isAllowed(source.url, hosts)) {
    throw modelError('host-not-allowed', source.url.host)
  }
  return shownSource(source)
}

const tooMany = (): RuntimeError =>
  new RuntimeError('overloaded', `${runningMax} models are on their way; wait for one of them.`, {
    isRetryable: true,
    detail: { retryAfterMs: 10_000 },
  })

/** LLMFLOW_MODEL_HOSTS: hosts with their ports, with commas between them. */
export const readModelHosts = (environment: {
  readonly [name: string]: string | undefined
}): readonly string[] =>
  (environment['LLMFLOW_MODEL_HOSTS'] ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '')
