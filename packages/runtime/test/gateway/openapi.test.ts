// Tests that openapi.json describes the server that runs, all of it and nothing else; UPDATE=1 writes it.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastify } from 'fastify'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { embeddedConfiguration } from '../../src/configuration.js'
import { addOpenApi } from '../../src/gateway/openapi.js'
import { makeLog } from '../../src/log.js'
import type { Runtime } from '../../src/runtime.js'
import { startRuntime } from '../../src/start-runtime.js'

const file = new URL('../../openapi.json', import.meta.url)

let folder: string
let runtime: Runtime

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmflow-openapi-'))
  runtime = await startRuntime(
    {
      configuration: embeddedConfiguration,
      dataDirectory: join(folder, 'data'),
      port: 0,
      host: '127.0.0.1',
    },
    {},
    makeLog('error', (line) => process.stderr.write(line)),
  )
}, 60_000)

afterAll(async () => {
  await runtime.close()
  await rm(folder, { recursive: true, force: true })
})

describe('openapi.json', () => {
  it('is what the running server says of itself', async () => {
    assert(runtime.url !== undefined)
    const answer = await fetch(`${runtime.url}/api/v1/openapi.json`)
    expect(answer.status).toBe(200)
    const text = `${JSON.stringify(await answer.json(), undefined, 2)}\n`
    if (process.env['UPDATE'] === '1') await writeFile(file, text)
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  it('names a way to refuse and a summary for each route, and no two summaries of one address', async () => {
    const { paths } = z
      .object({
        paths: z.record(
          z.string(),
          z.record(
            z.string(),
            z.object({
              summary: z.string().min(3),
              responses: z.looseObject({ default: z.unknown() }),
            }),
          ),
        ),
      })
      .parse(JSON.parse(await readFile(file, 'utf8')))
    expect(Object.keys(paths).length).toBeGreaterThan(30)
  })
})

const events = z.object({
  schema: z.object({
    anyOf: z.array(z.object({ properties: z.object({ event: z.object({ const: z.string() }) }) })),
  }),
})
const messages = z.object({
  '/api/v1/messages': z.object({
    post: z.object({
      responses: z.object({
        200: z.object({ content: z.object({ 'text/event-stream': events }) }),
      }),
    }),
  }),
})

describe('problems and events', () => {
  it('have schemas, for clients that are made from them', async () => {
    const description = z
      .looseObject({ components: z.looseObject({ schemas: z.unknown() }), paths: z.unknown() })
      .parse(JSON.parse(await readFile(file, 'utf8')))
    expect(JSON.stringify(description.components.schemas)).toContain('"limit-reached"')
    const { schema } = messages.parse(description.paths)['/api/v1/messages'].post.responses[200]
      .content['text/event-stream']
    const names = schema.anyOf.map(({ properties }) => properties.event.const)
    expect(names).toEqual(['began', 'masked', 'text', 'ended', 'failed'])
  })
})

describe('a server with a route that nobody described', () => {
  it('does not start', async () => {
    const app = fastify()
    addOpenApi(app, [])
    app.get('/hidden', () => 'here')
    await expect(app.ready()).rejects.toThrow('each route is described')
    const described = fastify()
    addOpenApi(described, [])
    await described.ready()
    expect((await described.inject('/api/v1/openapi.json')).json()).toMatchObject({
      openapi: '3.1.0',
    })
  })
})
