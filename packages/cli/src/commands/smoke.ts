// `llmflow smoke`: does what a user does against a running service, and cleans up behind itself.

import { diagnostic, isObject } from '@llmflow/spec'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Outcome,
} from '../command.js'
import { asFindings, placeOf, reasonOf, serviceAt, type Service } from '../service/connect.js'
import { documentOf } from '../service/upload.js'
import type { SmokeStep } from '../words/service.js'
import { wrongUse } from '../wrong-use.js'

export const smokeCommand: CommandDefinition = {
  name: 'smoke',
  declare: (command, words) =>
    command
      .requiredOption('--url <URL>', words.options.url)
      .option('--key <KEY>', words.options.key),
  run: async (context, { flags }) => {
    const { host, words, commandLine } = context
    const url = flags.text('url') ?? ''
    const key = flags.text('key') ?? host.environment['LLMFLOW_KEY'] ?? ''
    if (!isAddress(url)) {
      const finding = wrongUse(commandLine, words.service.notAnAddress, url)
      return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
    }
    if (key === '') {
      const finding = wrongUse(commandLine, words.wrongUse.missingOption('--key'), '--key')
      return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
    }
    const services = await host.services()
    const headers = { authorization: `Bearer ${key}` }
    const service = serviceAt(services, { kind: 'url', url }, url, headers)
    return asFindings(() => smoke(service, context))
  },
}

/** A bare `host:8080` parses too, as an address of a protocol of that name. */
const isAddress = (url: string): boolean =>
  URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol)

/** A word that no document of anybody holds, so that the answer can only come from ours. */
const wordOf = (nowMs: number): string => `quillon${nowMs.toString(36)}`

const settleMsMax = 120_000
const pollMs = 300

async function smoke(service: Service, context: Context): Promise<Outcome> {
  const { host, words, style } = context
  const word = wordOf(host.now().getTime())
  const sentence = `The ${word} pump must be serviced every forty-one days.`
  const done: SmokeStep[] = []
  const check = async <Result>(step: SmokeStep, run: () => Promise<Result>): Promise<Result> => {
    const result = await run()
    done.push(step)
    host.writeError(`${style.add('ok')} ${words.service.smokeSteps[step]}\n`)
    return result
  }
  const send = async (step: SmokeStep, request: Parameters<Service['send']>[0]) => {
    const reply = await service.send(request)
    if (reply.status < 300) return reply.json
    throw new CheckFailed(step, words.service.refusals[reply.status] ?? reasonOf(reply))
  }
  let datasetId: string | undefined
  try {
    await check('ready', () => send('ready', { method: 'GET', path: '/ready' }))
    const documentId = await check('upload', async () => {
      const made = await send('upload', {
        method: 'POST',
        path: '/api/v1/datasets',
        json: { name: `smoke-${word}` },
      })
      datasetId = isObject(made) ? String(made['id']) : ''
      return upload(context, send, datasetId, sentence)
    })
    const reply = await check('answer', () =>
      send('answer', {
        method: 'POST',
        path: '/v1/chat/completions',
        json: {
          model: 'assistant/default',
          messages: [{ role: 'user', content: `How often must the ${word} pump be serviced?` }],
        },
        timeoutMs: settleMsMax,
      }),
    )
    await check('citation', () => {
      const quotes = citationsOf(reply)
      const isOurs = quotes.some(
        (quote) => quote.documentId === documentId && sentence.includes(quote.quote),
      )
      if (!isOurs) throw new CheckFailed('citation', JSON.stringify(quotes).slice(0, 300))
      return Promise.resolve()
    })
    await check('delete', async () => {
      await send('delete', { method: 'DELETE', path: `/api/v1/datasets/${datasetId}` })
      datasetId = undefined
      const gone = await service.send({ method: 'GET', path: `/api/v1/documents/${documentId}` })
      if (gone.status !== 404) throw new CheckFailed('delete', `HTTP ${gone.status}`)
    })
    return outcomeOf({
      result: { checks: done },
      text: textOf([words.service.smokeDone(service.shown)]),
    })
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error
    const params = { check: words.service.smokeSteps[error.step], reason: error.message }
    const finding = diagnostic('service/check-failed', placeOf(service.shown), params)
    return outcomeOf({ diagnostics: [finding], result: { checks: done } })
  } finally {
    if (datasetId !== undefined && datasetId !== '') {
      await service
        .send({ method: 'DELETE', path: `/api/v1/datasets/${datasetId}` })
        .catch(() => undefined)
    }
  }
}

class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
  readonly step: SmokeStep

  constructor(step: SmokeStep, reason: string) {
    super(reason)
    this.step = step
  }
}

async function upload(
  context: Context,
  send: (step: SmokeStep, request: Parameters<Service['send']>[0]) => Promise<unknown>,
  datasetId: string,
  sentence: string,
): Promise<string> {
  const { host } = context
  const services = await host.services()
  const made = await send('upload', {
    method: 'POST',
    path: `/api/v1/datasets/${datasetId}/documents`,
    file: { name: 'smoke.md', text: `# Smoke test\n\n${sentence}\n` },
  })
  let document = documentOf(made)
  const until = host.now().getTime() + settleMsMax
  while (document.stage !== 'ready') {
    if (document.stage === 'failed') throw new CheckFailed('upload', document.failureDetail)
    if (host.now().getTime() > until) throw new CheckFailed('upload', document.stage)
    await services.pause(pollMs)
    document = documentOf(
      await send('upload', { method: 'GET', path: `/api/v1/documents/${document.id}` }),
    )
  }
  return document.id
}

function citationsOf(reply: unknown): readonly { documentId: string; quote: string }[] {
  const choices: unknown = isObject(reply) ? reply['choices'] : undefined
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined
  const message: unknown = isObject(first) ? first['message'] : undefined
  const citations: unknown = isObject(message) ? message['citations'] : undefined
  if (!Array.isArray(citations)) return []
  return citations.flatMap((citation: unknown) =>
    isObject(citation)
      ? [{ documentId: String(citation['document_id']), quote: String(citation['quote']) }]
      : [],
  )
}
