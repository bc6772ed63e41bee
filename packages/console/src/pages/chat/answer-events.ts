// Which events an answer is made of, as the contract says; anything else is no event of ours.

import type { ServerEvent } from '../../api/events.ts'
import { recordOf } from '../../api/failure.ts'
import type { paths } from '../../api/schema.d.ts'

export type AnswerEvent =
  paths['/api/v1/messages']['post']['responses'][200]['content']['text/event-stream']

type Fields = { readonly [name: string]: unknown }
type Check = (fields: Fields) => boolean

const areTexts = (fields: Fields, names: readonly string[]): boolean =>
  names.every((name) => typeof fields[name] === 'string')

const areNumbers = (fields: Fields, names: readonly string[]): boolean =>
  names.every((name) => typeof fields[name] === 'number')

const areListsOf = (value: unknown, check: Check): boolean =>
  Array.isArray(value) && value.every((item) => check(recordOf(item)))

const isCitation: Check = (fields) =>
  areTexts(fields, ['documentId', 'documentName', 'datasetId', 'chunkId', 'quote']) &&
  areNumbers(fields, ['number']) &&
  areNumbers(recordOf(fields['span']), ['start', 'end']) &&
  Array.isArray(fields['titles']) &&
  Array.isArray(fields['boxes'])

const isMaskedCount: Check = (fields) => areTexts(fields, ['kind']) && areNumbers(fields, ['count'])

const checks: { readonly [event in AnswerEvent['event']]: Check } = {
  began: (data) => areTexts(data, ['messageId', 'conversationId', 'traceId']),
  masked: (data) => areListsOf(data['masked'], isMaskedCount),
  text: (data) =>
    areTexts(data, ['text']) &&
    (data['citation'] === null || isCitation(recordOf(data['citation']))),
  ended: (data) =>
    (data['state'] === 'whole' || data['state'] === 'stopped') &&
    areListsOf(data['citations'], isCitation) &&
    areListsOf(data['masked'], isMaskedCount) &&
    areNumbers(data, ['promptTokens', 'completionTokens', 'latencyMs']),
  failed: (data) => areTexts(data, ['code', 'message']),
}

export function isAnswerEvent(told: ServerEvent): told is AnswerEvent {
  const check = new Map<string, Check>(Object.entries(checks)).get(told.event)
  return check?.(recordOf(told.data)) ?? false
}
