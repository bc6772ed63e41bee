// Asks the flow with and without a model: what it says stands in a passage, or it says that nothing does.

import { setTimeout as pause } from 'node:timers/promises'
import { assert, describe, expect, it } from 'vitest'
import type { AnswerEvent } from '../../src/answer/events.js'
import { makeAnswer, type AnswerMeans, type Generate, type Step } from '../../src/answer/flow.js'
import { RuntimeError } from '../../src/error.js'
import type { Redaction } from '../../src/ports/redaction.js'
import { leave, rates, retrieverOf, termsOf, travel } from './passages.js'

/** Values and what stands for them. */
function redactionOf(marks: { readonly [value: string]: string }): Redaction {
  const pairs = Object.entries(marks)
  const restore = (text: string, shown = (value: string): string => value): string =>
    pairs.reduce((changed, [value, mark]) => changed.replaceAll(mark, shown(value)), text)
  return {
    open: () => ({
      redact: async (text: string) =>
        pairs.reduce((changed, [value, mark]) => changed.replaceAll(value, mark), text),
      restore,
      restoring: () => ({ push: restore, end: () => '' }),
      counts: {},
    }),
  }
}

const redaction = redactionOf({ Kim: '<NAME_1>' })

const means: AnswerMeans = {
  retriever: retrieverOf(travel, leave),
  termsOf,
  redaction,
  canGenerate: () => true,
}

async function ask(
  question: string,
  changes: Partial<AnswerMeans> = {},
  signal = new AbortController().signal,
  observe: (step: Step) => void = () => undefined,
): Promise<{ text: string; events: AnswerEvent[]; end: AnswerEvent & { kind: 'end' } }> {
  const events: AnswerEvent[] = []
  for await (const event of makeAnswer({ ...means, ...changes })({
    settings: { model: 'small', prompt: '' },
    messages: [{ role: 'user', content: question }],
    scope: { tenantId: 'tenant', datasetIds: ['dataset'] },
    signal,
    observe,
  })) {
    events.push(event)
  }
  const end = events.find((event) => event.kind === 'end')
  assert(end !== undefined)
  const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('')
  return { text, events, end }
}

const saying = (...pieces: readonly string[]): Generate =>
  async function* generate(_model, _messages, _signal, end) {
    yield* pieces
    end({ promptTokens: 10, completionTokens: 5, isEstimated: false })
  }

describe('without a model', () => {
  it('quotes the sentence that answers, with its page, box and characters', async () => {
    const { text, end } = await ask('When must receipts be handed in?')
    expect(text).toBe('Receipts must be handed in within seven days after the trip ends. [1]')
    expect(end.mode).toBe('extractive')
    const [citation] = end.citations
    assert(citation !== undefined)
    expect(travel.text.slice(citation.span.start, citation.span.end)).toBe(citation.quote)
    expect(citation).toMatchObject({
      documentName: 'travel.md',
      page: 1,
      boxes: [{ page: 1, box: { left: 10 } }],
    })
  })

  it('quotes rows of a table under its first row, each whole and with its own citation', async () => {
    const one = await ask('Hotel of a director', { retriever: retrieverOf(rates) })
    expect(one.text).toBe(
      '| Grade | Meals | Hotel |\n| --- | --- | --- |\n| Director | 30 EUR | 120 EUR [1] |',
    )
    expect(one.end.citations.map(({ quote }) => quote)).toEqual(['Director | 30 EUR | 120 EUR'])
    const two = await ask('Hotel of director and clerk', { retriever: retrieverOf(rates) })
    const rows = two.text.split('\n').slice(2).toSorted()
    expect(rows.map((row) => row.replace(/ \[\d\]/, ''))).toEqual([
      '| Clerk | 20 EUR | 80 EUR. Single rooms |',
      '| Director | 30 EUR | 120 EUR |',
    ])
    expect(two.end.citations).toHaveLength(2)
  })

  it('quotes a name with its value as it stands', async () => {
    const { text } = await ask('Which seat?', { retriever: retrieverOf(rates) })
    expect(text).toBe('Seat | Economy [1]')
  })

  it('says that nothing supports an answer when nothing does', async () => {
    const { text, end } = await ask('Which parking garage opens on Sundays?')
    expect(text).toMatch(/found nothing/)
    expect(end).toMatchObject({ mode: 'none', citations: [] })
  })

  it('says so in Korean to who asks in Korean', async () => {
    expect((await ask('주차장은 언제 여나요?')).text).toBe(
      '이 질문에 답할 근거를 문서에서 찾지 못했습니다.',
    )
  })
})

describe('with a model', () => {
  it('lets through what a passage says, under the citation of its sentence', async () => {
    const generate = saying(
      'Receipts must be handed in within',
      ' seven days [1]. Unused leave',
      ' expires in March [2].',
    )
    const { text, end } = await ask('receipts and leave', { generate })
    expect(text).toBe(
      'Receipts must be handed in within seven days. [1] Unused leave expires in March. [2]',
    )
    expect(end).toMatchObject({ mode: 'generative', usage: { completionTokens: 5 } })
    expect(end.citations.map(({ quote }) => quote)).toEqual([
      'Receipts must be handed in within seven days after the trip ends.',
      'Unused leave expires at the end of March.',
    ])
  })

  it('leaves out what nothing supports, and mends a wrong mark', async () => {
    const generate = saying(
      'The canteen serves pizza every Friday [1]. Unused leave expires in March [1].',
    )
    const { text } = await ask('leave', { generate })
    expect(text).toBe('Unused leave expires in March. [1]')
  })

  it('cites no sentence for what only a title says', async () => {
    const { text, end } = await ask('leave', {
      retriever: retrieverOf({ ...leave, titles: ['Sabbatical for managers'] }),
      generate: saying('Sabbatical for managers [1]. Unused leave expires in March [1].'),
    })
    expect(text).toBe('Unused leave expires in March. [1]')
    expect(end.citations).toHaveLength(1)
  })

  it('falls back to quotes when the model says nothing that holds', async () => {
    const { text, end } = await ask('When must receipts be handed in?', {
      generate: saying('The canteen serves pizza.'),
    })
    expect(end.mode).toBe('extractive')
    expect(text).toMatch(/^Receipts must be handed in/)
  })

  it('does not ask a model that failed its probe', async () => {
    const { end } = await ask('When must receipts be handed in?', {
      generate: saying('Unused leave expires in March [2].'),
      canGenerate: () => false,
    })
    expect(end.mode).toBe('extractive')
  })

  it('shows the model nothing that identifies people, and people what it stands for', async () => {
    const prompts: string[] = []
    const generate: Generate = async function* generate(_model, messages, _signal, end) {
      prompts.push(...messages.map(({ content }) => content))
      yield 'Kim hands receipts in within seven days after the trip ends [1].'
      end({ promptTokens: 1, completionTokens: 1, isEstimated: false })
    }
    const { text } = await ask('When must Kim hand in receipts?', { generate })
    expect(prompts.join('\n')).toContain('<NAME_1>')
    expect(prompts.join('\n')).not.toContain('Kim')
    expect(text).toContain('Kim hands receipts in')
  })

  it('lets through what whoever asked said of themselves, whatever the marks look like', async () => {
    for (const [kim, march] of [
      ['<NAME_1>', '<NAME_2>'],
      ['{{Person 1}}', '{{Person 2}}'],
    ] as const) {
      const { text } = await ask('When does the leave of Kim Minji Alexandra expire?', {
        redaction: redactionOf({ 'Kim Minji Alexandra': kim, March: march }),
        generate: saying(
          `Leave of ${kim.slice(0, 4)}`,
          `${kim.slice(4)} expires in ${march} [2]. ${kim} likes pizza [1].`,
        ),
      })
      expect(text).toBe('Leave of Kim Minji Alexandra expires in March. [1]')
    }
  })

  it('tells each step with its facts, and no name of a person in the prompt', async () => {
    const steps: Step[] = []
    const counts = { NAME: 1 }
    const counting = { open: () => ({ ...redaction.open(), counts }) }
    const { events } = await ask(
      'Kim asks: when must receipts be handed in?',
      {
        redaction: counting,
        generate: saying('Receipts must be handed in within seven days after the trip ends. [1]'),
      },
      undefined,
      (step) => steps.push(step),
    )
    expect(events.find(({ kind }) => kind === 'masked')).toEqual({
      kind: 'masked',
      masked: [{ kind: 'NAME', count: 1 }],
    })
    expect(steps.map(({ name }) => name)).toEqual(['retrieve', 'mask', 'generate'])
    const [found, masked, generated] = steps.map(({ attributes }) => attributes)
    expect(found).toMatchObject({
      'llmflow.question': 'Kim asks: when must receipts be handed in?',
      'llmflow.retrieve.documents': ['travel.md', 'leave.md'],
    })
    expect(found?.['llmflow.retrieve.ranks']).toHaveLength(2)
    expect(masked).toEqual({ 'llmflow.masked.NAME': 1 })
    expect(generated).toMatchObject({
      'gen_ai.usage.input_tokens': 10,
      'llmflow.citations': 1,
      'llmflow.citation.chunks': [travel.chunkId],
    })
    expect(generated?.['llmflow.prompt']).toContain('<NAME_1> asks')
    expect(generated?.['llmflow.prompt']).not.toContain('Kim')
  })

  it('tells with each sentence what it rests on', async () => {
    const generate = saying('Unused leave expires in March [2].')
    const { events, end } = await ask('leave', { generate })
    const texts = events.filter(({ kind }) => kind === 'text')
    expect(texts).toMatchObject([{ citation: end.citations[0] }])
  })

  it('tells the step of a model that breaks off, with what it was shown', async () => {
    const failure = new RuntimeError('upstream-failed', 'gone')
    const generate: Generate = async function* generate() {
      yield 'Unused leave expires in March [2]. Receipts must'
      throw failure
    }
    const steps: Step[] = []
    const asking = ask('When does Kim’s leave expire?', { generate }, undefined, (step) =>
      steps.push(step),
    )
    await expect(asking).rejects.toBe(failure)
    const told = steps.find(({ name }) => name === 'generate')
    expect(told).toMatchObject({
      hasFailed: true,
      attributes: { 'gen_ai.request.model': 'small', 'llmflow.citation.chunks': [leave.chunkId] },
    })
    expect(told?.attributes['llmflow.prompt']).toContain('<NAME_1>’s leave')
  })

  it('stops the model when nobody listens any more', async () => {
    let isStopped = false
    const generate: Generate = async function* generate(_model, _messages, signal) {
      signal.addEventListener('abort', () => {
        isStopped = true
      })
      yield 'Receipts must be handed in within seven days [1]. Unused leave expires in March [2].'
      await pause(60_000, undefined, { signal })
    }
    const events = makeAnswer({ ...means, generate })({
      settings: { model: 'small', prompt: '' },
      messages: [{ role: 'user', content: 'receipts' }],
      scope: { tenantId: 'tenant', datasetIds: ['dataset'] },
      signal: new AbortController().signal,
    })
    for await (const event of events) if (event.kind === 'text') break
    expect(isStopped).toBe(true)
  })
})

it('passes on that retrieval failed', async () => {
  const failure = new RuntimeError('unavailable', 'no index')
  const retriever = { retrieve: () => Promise.reject(failure) }
  await expect(ask('anything', { retriever })).rejects.toBe(failure)
})
