// The metrics are exactly those that the catalogue's alerts and dashboards were promised.

import { serviceMetrics } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { makeMetrics } from '../../src/gateway/metrics.js'

/** Names, types and labels, as a scraper reads them. */
function readExposition(text: string) {
  const types = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
  )
  const labels = new Map<string, Set<string>>()
  for (const [, series = '', inner = ''] of text.matchAll(/^(\w+)\{([^}]*)\} /gm)) {
    const name = types.has(series) ? series : series.replace(/_(bucket|sum|count)$/, '')
    const known = labels.get(name) ?? new Set()
    for (const [, label = ''] of inner.matchAll(/(\w+)="/g)) if (label !== 'le') known.add(label)
    labels.set(name, known)
  }
  return { types, labels }
}

describe('metrics', () => {
  it('have the names, types and labels of the specification', async () => {
    const metrics = makeMetrics()
    metrics.request({ tenant: 't', model: 'm', status: 200, seconds: 1 })
    metrics.tokens('t', 'm', 1, 2)
    metrics.limited('t', 'tokens')
    for (const step of ['vector', 'text', 'graph', 'fusion', 'rerank'] as const) {
      metrics.search(step, 't', 0.01)
    }
    metrics.session('t', 'key', Date.now())
    metrics.pending('t', 1, 2)
    metrics.processed('t', 'ready')
    metrics.recognized('t', 2, 1)
    const { types, labels } = readExposition(await metrics.print())
    expect(Object.fromEntries(types)).toEqual(
      Object.fromEntries(serviceMetrics.map(({ name, type }) => [name, type])),
    )
    for (const { name, labels: expected } of serviceMetrics) {
      expect([name, [...(labels.get(name) ?? [])].toSorted()]).toEqual([name, expected.toSorted()])
    }
  })

  it('count sessions of the last 15 minutes, and tenants beyond a bound together', async () => {
    const metrics = makeMetrics()
    metrics.session('t', 'now', Date.now())
    metrics.session('t', 'now', Date.now())
    metrics.session('t', 'old', Date.now() - 16 * 60_000)
    expect(await metrics.print()).toContain('llmflow_active_sessions{tenant="t"} 1')
    for (let count = 0; count < 1500; count += 1) metrics.limited(`tenant-${count}`, 'requests')
    const text = await metrics.print()
    expect(text.match(/^llmflow_limited_total\{/gm)).toHaveLength(1000)
    expect(text).toContain('llmflow_limited_total{tenant="other",limit="requests"} 501')
  })
})
