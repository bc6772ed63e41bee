// The metrics of `spec/service`, under exactly its names; labels come from bounded sets only.

import assert from 'node:assert/strict'
import { serviceMetrics } from '@llmflow/spec'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

type RequestFacts = {
  /** The tenant's name; absent where nobody said who they are. */
  readonly tenant?: string
  /** A name from the configuration, never from the request. */
  readonly model: string
  readonly status: number
  readonly seconds: number
}

type SearchStep = 'vector' | 'text' | 'graph' | 'fusion' | 'rerank'

export type Metrics = {
  readonly contentType: string
  print(): Promise<string>
  request(facts: RequestFacts): void
  tokens(tenant: string, model: string, input: number, output: number): void
  limited(tenant: string, limit: 'requests' | 'tokens'): void
  search(step: SearchStep, tenant: string, seconds: number): void
  /** A key or person of the tenant did something now. */
  session(tenant: string, session: string, nowMs: number): void
  pending(tenant: string, documents: number, oldestAgeSeconds: number): void
  processed(tenant: string, status: 'ready' | 'failed'): void
  recognized(tenant: string, pages: number, failures: number): void
}

/** Series are a tenant's at worst; beyond this many, tenants are counted together as `other`. */
const tenantsMax = 1000
const sessionMs = 15 * 60_000
const sessionsMax = 100_000

const searchBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const requestBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]

export function makeMetrics(): Metrics {
  const registry = new Registry()
  const tenantOf = bounded()
  const sessions = makeSessions()
  const requests = counter(registry, 'llmflow_requests_total')
  const durations = histogram(registry, 'llmflow_request_duration_seconds', requestBuckets)
  const tokens = counter(registry, 'llmflow_tokens_total')
  const limited = counter(registry, 'llmflow_limited_total')
  const searches = searchHistograms(registry)
  const pending = gauge(registry, 'llmflow_documents_pending')
  const oldest = gauge(registry, 'llmflow_oldest_document_age_seconds')
  const processed = counter(registry, 'llmflow_documents_processed_total')
  const failures = counter(registry, 'llmflow_recognition_failures_total')
  const pages = counter(registry, 'llmflow_recognition_pages_total')
  const active = gauge(registry, 'llmflow_active_sessions')
  return {
    contentType: registry.contentType,
    print: () => {
      for (const [tenant, count] of sessions.counts(Date.now())) active.set({ tenant }, count)
      return registry.metrics()
    },
    request: ({ tenant: name = 'none', model, status, seconds }) => {
      const tenant = tenantOf(name)
      requests.inc({ tenant, model, status })
      durations.observe({ tenant, model }, seconds)
    },
    tokens: (name, model, input, output) => {
      const tenant = tenantOf(name)
      tokens.inc({ tenant, model, direction: 'in' }, input)
      tokens.inc({ tenant, model, direction: 'out' }, output)
    },
    limited: (tenant, limit) => limited.inc({ tenant: tenantOf(tenant), limit }),
    search: (step, tenant, seconds) =>
      searches[step].observe({ tenant: tenantOf(tenant) }, seconds),
    session: (tenant, session, nowMs) => sessions.saw(tenantOf(tenant), session, nowMs),
    pending: (name, documents, oldestAgeSeconds) => {
      const tenant = tenantOf(name)
      pending.set({ tenant }, documents)
      oldest.set({ tenant }, oldestAgeSeconds)
    },
    processed: (tenant, status) => processed.inc({ tenant: tenantOf(tenant), status }),
    recognized: (name, read, failed) => {
      const tenant = tenantOf(name)
      pages.inc({ tenant }, read)
      failures.inc({ tenant }, failed)
    },
  }
}

function searchHistograms(registry: Registry): { readonly [step in SearchStep]: Histogram } {
  const of = (name: string): Histogram => histogram(registry, name, searchBuckets)
  return {
    vector: of('rag_vector_search_latency'),
    text: of('rag_text_search_latency'),
    graph: of('rag_graph_search_latency'),
    fusion: of('rag_fusion_latency'),
    rerank: of('rag_rerank_latency'),
  }
}

function settingsOf(registry: Registry, name: string, type: string) {
  const metric = serviceMetrics.find((candidate) => candidate.name === name)
  assert(metric?.type === type, `${name} is a ${type} of serviceMetrics`)
  return { name, help: metric.help, labelNames: [...metric.labels], registers: [registry] }
}

const counter = (registry: Registry, name: string): Counter =>
  new Counter(settingsOf(registry, name, 'counter'))

const gauge = (registry: Registry, name: string): Gauge =>
  new Gauge(settingsOf(registry, name, 'gauge'))

const histogram = (registry: Registry, name: string, buckets: number[]): Histogram =>
  new Histogram({ ...settingsOf(registry, name, 'histogram'), buckets })

function bounded(): (tenant: string) => string {
  const known = new Set<string>()
  return (tenant) => {
    if (known.has(tenant)) return tenant
    if (known.size >= tenantsMax) return 'other'
    known.add(tenant)
    return tenant
  }
}

function makeSessions() {
  const seen = new Map<string, { readonly tenant: string; lastMs: number }>()
  const counts = new Map<string, number>()
  return {
    saw(tenant: string, session: string, nowMs: number): void {
      const known = seen.get(session)
      if (known !== undefined) known.lastMs = nowMs
      else if (seen.size < sessionsMax) seen.set(session, { tenant, lastMs: nowMs })
    },
    /** Tenants that were active once stay, with zero. */
    counts(nowMs: number): ReadonlyMap<string, number> {
      for (const tenant of counts.keys()) counts.set(tenant, 0)
      for (const [session, { tenant, lastMs }] of seen) {
        if (lastMs < nowMs - sessionMs) seen.delete(session)
        else counts.set(tenant, (counts.get(tenant) ?? 0) + 1)
      }
      return counts
    },
  }
}
