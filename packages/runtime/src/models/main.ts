// The process of `llmflow models`: works without a running platform, and says on standard output what it does, a JSON
// document on each line.

import { z } from 'zod'
import { RuntimeError } from '../error.js'
import { catalogue } from './catalogue.js'
import { modelError } from './failure.js'
import { listManifests, modelKind, readManifest, type Manifest } from './manifest.js'
import { placesOf } from './places.js'
import { pullModel, wrongFiles } from './pull.js'
import { spacedProgress } from './spaced-progress.js'

const task = z.discriminatedUnion('command', [
  z.object({ command: z.literal('list'), data: z.string() }),
  z.object({ command: z.literal('verify'), data: z.string(), names: z.array(z.string()) }),
  z.object({
    command: z.literal('pull'),
    data: z.string(),
    source: z.string(),
    name: z.string().optional(),
    kind: modelKind.optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    licence: z.string().optional(),
    hub: z.string().optional(),
    index: z.string().optional(),
    s3: z.string().optional(),
    hosts: z.array(z.string()).optional(),
  }),
])

type Task = z.infer<typeof task>

const exitCodes = { fine: 0, failed: 1, interrupted: 130 } as const
const progressEveryMs = 200

const say = (event: string, facts: object): void => {
  process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`)
}

async function run(given: Task, signal: AbortSignal): Promise<void> {
  switch (given.command) {
    case 'list':
      return list(given.data)
    case 'verify':
      return verify(given.data, given.names)
    case 'pull':
      return pull(given, signal)
  }
}

async function list(data: string): Promise<void> {
  const here = await listManifests(data)
  const names = new Set(here.map(({ name }) => name))
  say('models', { here, known: catalogue.filter(({ name }) => !names.has(name)) })
}

async function verify(data: string, names: readonly string[]): Promise<void> {
  const chosen: readonly Manifest[] =
    names.length === 0
      ? await listManifests(data)
      : await Promise.all(names.map((name) => readManifest(data, name)))
  for (const manifest of chosen)
    say('verified', { name: manifest.name, wrongFiles: await wrongFiles(data, manifest) })
}

async function pull(
  given: Extract<Task, { readonly command: 'pull' }>,
  signal: AbortSignal,
): Promise<void> {
  const { progress, end } = spacedProgress(
    (doneBytes, totalBytes) => say('progress', { doneBytes, totalBytes }),
    progressEveryMs,
  )
  const report = { planned: (plan: object) => say('planned', plan), progress }
  const request = {
    ...given,
    places: placesOf(given, process.env),
    workingDirectory: process.cwd(),
  }
  say('pulled', await pullModel(request, report, signal).finally(end))
}

const interrupted = new AbortController()
const interrupt = (): void => interrupted.abort(modelError('interrupted', ''))
process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
// Whoever reads this has gone: nobody waits for the model any more.
process.stdout.on('error', interrupt)

try {
  await run(task.parse(JSON.parse(process.argv.at(-1) ?? '')), interrupted.signal)
} catch (error) {
  if (!(error instanceof RuntimeError)) throw error
  say('failed', { message: error.message, ...error.detail })
  process.exitCode = interrupted.signal.aborted ? exitCodes.interrupted : exitCodes.failed
}
process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
