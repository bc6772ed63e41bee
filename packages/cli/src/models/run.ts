// Runs the runtime's process for models, and reads what it says.

import { diagnostic, isObject, type Diagnostic } from '@llmflow/spec'
import { outcomeOf, type Context, type Outcome } from '../command.js'
import { placeOf } from '../service/connect.js'
import type { ModelsWords } from '../words/models.js'

export type ModelEvent = {
  readonly event: string
  readonly facts: { readonly [name: string]: unknown }
}

type Action = keyof ModelsWords['actions']

/** The outcome of a failed task, or what `finish` makes of everything that was said. */
export async function runModels(
  context: Context,
  shown: string,
  task: { readonly command: Action; readonly [name: string]: unknown },
  tell: (event: ModelEvent) => void,
  finish: (events: readonly ModelEvent[]) => Outcome,
): Promise<Outcome> {
  const services = await context.host.services()
  const watch = context.host.watchInterrupt()
  const events: ModelEvent[] = []
  const process = services.models(task, (said) => {
    const event = eventOf(said)
    if (event === undefined) return
    if (event.event !== 'progress') events.push(event)
    tell(event)
  })
  const stopping = setInterval(() => {
    if (watch.isInterrupted()) process.stop()
  }, 100)
  try {
    const code = await process.ended
    const failure = events.find(({ event }) => event === 'failed')
    if (watch.isInterrupted()) return interrupted(context)
    if (failure === undefined && code === 0) return finish(events)
    const reason = failure === undefined ? `exit code ${code}` : reasonOf(failure, context)
    return outcomeOf({ diagnostics: [refused(shown, task.command, reason, context)] })
  } finally {
    clearInterval(stopping)
    watch.end()
  }
}

const interrupted = ({ words }: Context): Outcome =>
  outcomeOf({ text: `${words.models.resumable}\n`, isInterrupted: true })

const refused = (shown: string, command: Action, reason: string, { words }: Context): Diagnostic =>
  diagnostic('service/refused', placeOf(shown), { action: words.models.actions[command], reason })

function eventOf(said: unknown): ModelEvent | undefined {
  if (!isObject(said)) return undefined
  const { event, ...facts } = said
  return typeof event === 'string' ? { event, facts } : undefined
}

function reasonOf({ facts }: ModelEvent, { words }: Context): string {
  const failures: { readonly [reason: string]: (subject: string) => string } = words.models.failures
  return failures[textOf(facts['reason'])]?.(textOf(facts['subject'])) ?? textOf(facts['message'])
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined
export const objectsOf = (value: unknown): readonly { readonly [name: string]: unknown }[] =>
  Array.isArray(value) ? value.filter(isObject) : []
