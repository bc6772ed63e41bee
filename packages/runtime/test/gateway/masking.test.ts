// What identifies a person never reaches a model, and is back in what the client gets.

import OpenAI from 'openai'
import { afterEach, assert, describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import type { Redaction } from '../../src/ports/redaction.js'
import { modelAt, startGateway } from './gateway.js'
import { startUpstream, type Knobs } from './upstream.js'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close()
})

/** Hides numbers of phones, and fails on the word `unreadable`. */
const phones: Redaction = {
  open: () => {
    const marks = new Map<string, string>()
    const restore = (text: string): string =>
      [...marks].reduce((changed, [value, mark]) => changed.replaceAll(mark, value), text)
    return {
      counts: {},
      redact: (text) =>
        text.includes('unreadable')
          ? Promise.reject(new RuntimeError('unavailable', 'the recognizer is down'))
          : Promise.resolve(
              text.replaceAll(/010-\d{4}-\d{4}(?:"x)?/g, (value) => {
                const mark = marks.get(value) ?? `<PHONE_${marks.size + 1}>`
                marks.set(value, mark)
                return mark
              }),
            ),
      restore,
      restoring: () => {
        let held = ''
        return {
          push: (piece) => {
            const text = held + piece
            const cut = text.lastIndexOf('<')
            const isOpen = cut !== -1 && !text.slice(cut).includes('>')
            held = isOpen ? text.slice(cut) : ''
            return restore(isOpen ? text.slice(0, cut) : text)
          },
          end: () => held,
        }
      },
    }
  },
}

async function start(knobs: Knobs, redaction = phones) {
  const upstream = await startUpstream(knobs)
  const gateway = await startGateway({
    models: [
      modelAt(upstream.url),
      modelAt(upstream.url, { name: 'embedder', servedName: 'embedder', kind: 'embedding' }),
    ],
    redaction,
  })
  open.push(upstream, gateway)
  const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'key-1', maxRetries: 0 })
  return { upstream, client, gateway }
}

const phone = '010-1234-5678'
const ask = (content: string) => ({
  model: 'small',
  messages: [{ role: 'user' as const, content }],
})

describe('masking', () => {
  it('hides every text of a request, known field or not, and leaves the protocol alone', async () => {
    const { upstream, client } = await start({})
    const unknown = { unknown_field: { deep: [phone] } }
    await client.chat.completions.create({
      ...ask(`call ${phone}`),
      safety_identifier: phone,
      tools: [{ type: 'function', function: { name: 'x', description: phone, parameters: {} } }],
      ...unknown,
    })
    const sent = JSON.stringify(upstream.bodies)
    expect(sent).not.toContain(phone)
    expect(sent.match(/<PHONE_1>/g)).toHaveLength(4)
    expect(upstream.bodies[0]).toMatchObject({ model: 'small', messages: [{ role: 'user' }] })
  })

  it('puts it back in a whole reply and in a stream that cuts the marks', async () => {
    const { client } = await start({ echo: true })
    const text = `ring ${phone}, not 010-9999-0000, please`
    const whole = await client.chat.completions.create(ask(text))
    expect(whole.choices[0]?.message.content).toBe(text)
    let streamed = ''
    for await (const chunk of await client.chat.completions.create({
      ...ask(text),
      stream: true,
    })) {
      streamed += chunk.choices[0]?.delta.content ?? ''
    }
    expect(streamed).toBe(text)
  })

  it('loses nothing that looks like the beginning of a mark at the end', async () => {
    const { client } = await start({ echo: true })
    let streamed = ''
    const text = `${phone} < <PHO`
    for await (const chunk of await client.chat.completions.create({
      ...ask(text),
      stream: true,
    })) {
      streamed += chunk.choices[0]?.delta.content ?? ''
    }
    expect(streamed).toBe(text)
  })

  it('keeps the arguments of tools JSON, in a stream too', async () => {
    const odd = `${phone}"x`
    const { client } = await start({ toolArguments: '{"number":"<PHONE_1>","again":1}' })
    const request = {
      ...ask(`look up ${odd}`),
      tools: [{ type: 'function' as const, function: { name: 'look_up', parameters: {} } }],
    }
    const whole = await client.chat.completions.create(request)
    const streamed = await client.chat.completions.stream(request).finalChatCompletion()
    for (const { choices } of [whole, streamed]) {
      const [call] = choices[0]?.message.tool_calls ?? []
      assert(call?.type === 'function')
      expect(JSON.parse(call.function.arguments)).toEqual({ number: odd, again: 1 })
    }
  })

  it('sends nothing that it could not check', async () => {
    const { upstream, client, gateway } = await start({})
    const asking = client.chat.completions.create(ask('unreadable'))
    await expect(asking).rejects.toMatchObject({ status: 503 })
    const tokens = client.embeddings.create({ model: 'embedder', input: [[1, 2]] })
    await expect(tokens).rejects.toMatchObject({ status: 400 })
    expect(upstream.bodies).toEqual([])
    expect(await gateway.usage()).toMatchObject([{ status: 503 }, { status: 400 }])
  })

  it('hides the inputs of embeddings, and gives vectors in the form that was asked for', async () => {
    const { upstream, client } = await start({})
    const { data } = await client.embeddings.create({ model: 'embedder', input: [phone, 'bee'] })
    expect(upstream.bodies[0]?.input).toEqual(['<PHONE_1>', 'bee'])
    expect(data[1]?.embedding).toEqual([3, 2, 1])
  })
})
