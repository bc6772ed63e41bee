// The gateway passes chats on: with keys, counted, and as OpenAI's client expects them.

import OpenAI from 'openai'
import { afterEach, describe, expect, it } from 'vitest'
import { modelAt, startGateway, type Gateway, type GatewayOptions } from './gateway.js'
import { startUpstream, type Knobs, type Upstream } from './upstream.js'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close()
})

async function start(
  knobs: Knobs = {},
  options: Partial<GatewayOptions> = {},
): Promise<{ upstream: Upstream; gateway: Gateway; client: OpenAI }> {
  const upstream = await startUpstream(knobs)
  const gateway = await startGateway({ models: [modelAt(upstream.url)], ...options })
  open.push(upstream, gateway)
  const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'key-1', maxRetries: 0 })
  return { upstream, gateway, client }
}

const question = { model: 'small', messages: [{ role: 'user' as const, content: 'Hi' }] }

describe('a chat that is no stream', () => {
  it('comes back as the model gave it, and is counted', async () => {
    const { client, gateway } = await start()
    const { data, response } = await client.chat.completions.create(question).withResponse()
    expect(data.choices[0]?.message.content).toBe('Hello from the model.')
    expect(Number(response.headers.get('x-llmflow-overhead-ms'))).toBeGreaterThan(0)
    expect(response.headers.get('x-ratelimit-remaining-requests')).toBe('9999')
    expect(await gateway.usage()).toMatchObject([
      { model: 'small', promptTokens: 7, completionTokens: 5, isEstimated: false, status: 200 },
    ])
    expect(await gateway.metrics.print()).toContain(
      'llmflow_requests_total{tenant="default",model="small",status="200"} 1',
    )
  })

  it('needs a key that is known', async () => {
    const { client, gateway } = await start()
    const asking = client.withOptions({ apiKey: 'wrong' }).chat.completions.create(question)
    await expect(asking).rejects.toBeInstanceOf(OpenAI.AuthenticationError)
    expect(await gateway.usage()).toEqual([])
  })
})

describe('a chat as a stream', () => {
  it('comes in pieces and is counted, without usage for who did not ask', async () => {
    const { client, gateway } = await start()
    const chunks = []
    for await (const chunk of await client.chat.completions.create({ ...question, stream: true })) {
      chunks.push(chunk)
    }
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(
      'Hello from the model.',
    )
    expect(chunks.every(({ usage }) => usage === undefined)).toBe(true)
    expect(await gateway.usage()).toMatchObject([
      { promptTokens: 7, completionTokens: 5, isEstimated: false, status: 200 },
    ])
  })
})
