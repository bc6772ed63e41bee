// A tenant of the running service with keys of its own, and the documents that come with the program.

import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { RuntimeError } from '../../src/error.js'
import type { Answer, Service } from './service.js'

export type Tenant = {
  readonly name: string
  readonly adminKey: string
  /** Of an application: asks, lists models, reads no secrets. */
  readonly key: string
}

const withId = z.object({ id: z.string() })

export async function foundTenant(
  service: Service,
  name: string,
  limits: { readonly requestsPerMinute?: number } = {},
): Promise<Tenant> {
  const json = { name, requestsPerMinute: 1_000_000, tokensPerMinute: 1_000_000_000, ...limits }
  fine(await service.operate({ method: 'POST', path: '/api/v1/tenants', json }))
  const keyOf = async (role: 'admin' | 'member'): Promise<string> => {
    const made = await service.operate({
      method: 'POST',
      path: '/api/v1/keys',
      headers: { 'x-llmflow-tenant': name },
      json: { name: `${name} ${role}`, role },
    })
    return z.object({ secret: z.string() }).parse(fine(made)).secret
  }
  return { name, adminKey: await keyOf('admin'), key: await keyOf('member') }
}

const samples = new URL('../../../../examples/laptop/documents/', import.meta.url)
const readyWithinMs = 120_000

/** Puts the sample documents into a dataset; answers when all are ready. */
export async function uploadSamples(service: Service, { adminKey: key }: Tenant): Promise<void> {
  const path = '/api/v1/datasets'
  const made = await service.ask({ method: 'POST', path, key, json: { name: 'handbook' } })
  const { id } = withId.parse(fine(made))
  const documents: string[] = []
  for (const name of await readdir(samples)) {
    const content = await readFile(new URL(encodeURIComponent(name), samples))
    const file = { name, content, mediaType: 'application/octet-stream' }
    const sent = await service.ask({ method: 'POST', path: `${path}/${id}/documents`, key, file })
    documents.push(withId.parse(fine(sent)).id)
  }
  for (const document of documents) await untilReady(service, key, document)
}

async function untilReady(service: Service, key: string, id: string): Promise<void> {
  for (const endMs = Date.now() + readyWithinMs; ;) {
    const found = fine(await service.ask({ path: `/api/v1/documents/${id}`, key }))
    const { stage, name } = z.object({ stage: z.string(), name: z.string() }).parse(found)
    if (stage === 'ready') return
    if (stage === 'failed' || Date.now() > endMs) {
      throw new RuntimeError('unavailable', `${name} is ${stage}`)
    }
    await pause(100)
  }
}

function fine({ status, json, text }: Answer): unknown {
  if (status < 300) return json
  throw new RuntimeError('unavailable', `${status}: ${text.slice(0, 500)}`)
}
