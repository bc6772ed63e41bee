// The service with many documents: how fast it takes them in, finds them, reads a PDF and starts again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { BenchError } from '../gateway/error.js'
import { keyOf, startGateway } from '../gateway/case.js'
import type { Running } from '../gateway/processes.js'
import { pdfOf, questionOf, randomOf, textOf } from './documents.js'

export type ServiceSpeed = {
  readonly chunks: number
  readonly chunksPerSecond: number
  readonly retrieval: { readonly p50Ms: number; readonly p95Ms: number }
  readonly pdfPages: number
  readonly pdfMs: number
  readonly startMs: number
}

export const isServiceSpeed = (value: unknown): value is ServiceSpeed =>
  typeof value === 'object' && value !== null && 'retrieval' in value

const chunks = Number(process.env['LLMFLOW_BENCH_CHUNKS'] ?? 100_000)
const sectionsPerFile = 500
/** Of ten files, one belongs to another tenant. */
const otherEvery = 10
const questions = 300
const pdfPages = 80
/** What was written last is indexed after a minute without writes; until then it costs each search 5 ms. */
const settleMs = 90_000

export async function measureService(): Promise<ServiceSpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-bench-'))
  let running: Running | undefined
  try {
    running = await startGateway(folder, 'http://127.0.0.1:9', 'all')
    const own = await tenantAt(running, folder, 'default')
    const other = await tenantAt(running, folder, 'other')
    const random = randomOf(1)
    const beganMs = performance.now()
    const files = Math.ceil(chunks / sectionsPerFile)
    for (let file = 0; file < files; file += 1) {
      const tenant = file % otherEvery === 0 ? other : own
      await tenant.upload(`${file}.md`, Buffer.from(textOf(random, sectionsPerFile)))
    }
    await own.untilReady()
    await other.untilReady()
    const chunksPerSecond = chunks / ((performance.now() - beganMs) / 1000)
    const pdf = pdfOf(random, pdfPages)
    const pdfMs = await timed(async () => {
      await own.upload('manual.pdf', pdf)
      await own.untilReady()
    })
    await running.stop()
    const startMs = await timed(async () => {
      running = await startGateway(folder, 'http://127.0.0.1:9', 'all')
    })
    const again = await tenantAt(running, folder, 'default')
    await sleep(settleMs)
    const retrieval = await latencies(() => again.search(questionOf(random)))
    return { chunks, chunksPerSecond, retrieval, pdfPages, pdfMs, startMs }
  } finally {
    await running?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}

async function latencies(ask: () => Promise<void>): Promise<ServiceSpeed['retrieval']> {
  // Code is compiled while it serves: the first hundreds of questions after a start cost up to half as much again.
  for (let warm = 0; warm < questions; warm += 1) await ask()
  const times: number[] = []
  for (let question = 0; question < questions; question += 1) times.push(await timed(ask))
  const sorted = times.toSorted((left, right) => left - right)
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}

type Tenant = {
  upload(name: string, content: Buffer): Promise<void>
  untilReady(): Promise<void>
  search(query: string): Promise<void>
}

async function tenantAt({ port }: Running, folder: string, name: string): Promise<Tenant> {
  const authorization = `Bearer ${keyOf(folder, '--tenant', name, '--role', 'admin')}`
  const json = { authorization, 'content-type': 'application/json' }
  const at = (path: string): string => `http://127.0.0.1:${port}${path}`
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const reply = await fetch(at(path), init)
    if (!reply.ok) throw new BenchError(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }
  const datasetId = await openDataset(ask, json)
  return {
    upload: async (file, content) => {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(content)]), file)
      await ask(`/api/v1/datasets/${datasetId}/documents`, {
        method: 'POST',
        headers: { authorization },
        body: form,
      })
    },
    untilReady: async () => {
      for (;;) {
        const list = await ask(`/api/v1/datasets/${datasetId}/documents?limit=200`, {
          headers: json,
        })
        if (stagesIn(list).every((stage) => stage === 'ready')) return
        if (stagesIn(list).includes('failed')) throw new BenchError('a document failed')
        await sleep(50)
      }
    },
    search: async (query) => {
      const body = JSON.stringify({ query, limit: 8 })
      await ask('/api/v1/retrieval', { method: 'POST', headers: json, body })
    },
  }
}

async function openDataset(
  ask: (path: string, init: RequestInit) => Promise<unknown>,
  headers: { readonly [name: string]: string },
): Promise<string> {
  const listed = itemsIn(await ask('/api/v1/datasets', { headers }))
  const found = listed.map(fieldsOf).find(({ name }) => name === 'bench')
  if (found !== undefined) return String(found['id'])
  const body = JSON.stringify({ name: 'bench' })
  return String(fieldsOf(await ask('/api/v1/datasets', { method: 'POST', headers, body }))['id'])
}

const fieldsOf = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? { ...value } : {}

function itemsIn(reply: unknown): readonly unknown[] {
  const items: unknown = fieldsOf(reply)['items']
  return Array.isArray(items) ? items : []
}

const stagesIn = (reply: unknown): readonly string[] =>
  itemsIn(reply).map((document) => String(fieldsOf(document)['stage']))
