// What watches the components: series that somebody exports, and samples for every alert.

import { components } from '@llmflow/catalog'
import { describe, expect, it } from 'vitest'
import { contextOf } from './contexts.js'
import { baseOf, seriesIn } from './series.js'

const all = Object.fromEntries(components.map(({ name }) => [name, {}]))
const base = contextOf({ components: all })
const sizes = Object.fromEntries(
  components.map((component) => [component.name, component.size(base)]),
)
const context = { ...base, sizes }

/** Prometheus makes these itself. */
const ownSeries = ['up', 'ALERTS', 'scrape_samples_scraped']

const exported = new Set([
  ...ownSeries,
  ...components.flatMap(
    ({ name }) => context.factsOf(name).metrics?.metrics.map((metric) => metric.name) ?? [],
  ),
])

const unknownIn = (expression: string): readonly string[] =>
  seriesIn(expression).filter((name) => !exported.has(name) && !exported.has(baseOf(name)))

describe.each(components)('$name', (component) => {
  const alerts = component.alerts?.(context, sizes[component.name] ?? {}) ?? []
  const panels = Object.values(component.dashboards?.(context) ?? {}).flatMap(
    (dashboard) => dashboard.panels,
  )
  const workloads = component.workloads?.(context, sizes[component.name] ?? {}) ?? []

  it('is watched through series that somebody exports', () => {
    expect(alerts.flatMap(({ expression }) => unknownIn(expression))).toEqual([])
  })

  it('is shown through series that somebody exports', () => {
    const queries = panels.flatMap((panel) => panel.queries)
    expect(queries.flatMap(({ expression }) => unknownIn(expression))).toEqual([])
  })

  it('scales on series that somebody exports', () => {
    const queries = workloads.flatMap(
      ({ scaling }) =>
        scaling?.signals.flatMap((signal) => (signal.kind === 'query' ? [signal.query] : [])) ?? [],
    )
    expect(queries.flatMap(unknownIn)).toEqual([])
  })

  it('has samples that trip each alert and that do not, of its own series', () => {
    const wrong = alerts.filter(({ expression, tests }) => {
      const read = seriesIn(expression)
      const samples = [...tests.trips, ...tests.quiet].flatMap(({ series }) => seriesIn(series))
      return (
        tests.trips.length === 0 ||
        tests.quiet.length === 0 ||
        samples.some((series) => !read.includes(series))
      )
    })
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  it('says each alert in two languages', () => {
    const mute = alerts.filter(
      ({ summary, description }) =>
        !/[가-힣]/.test(summary.ko) || !/[가-힣]/.test(description.ko) || summary.en === '',
    )
    expect(mute.map(({ name }) => name)).toEqual([])
  })
})

describe('the alerts of all components', () => {
  it('have names of their own', () => {
    const names = components.flatMap((component) =>
      (component.alerts?.(context, sizes[component.name] ?? {}) ?? []).map(({ name }) => name),
    )
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

describe('the reading of an expression', () => {
  it('finds the guide’s series that nobody exports', () => {
    const expression =
      'histogram_quantile(0.95, sum(rate(vllm_request_latency_seconds_bucket{model="m"}[5m])) by (le, model)) > 5'
    expect(unknownIn(expression)).toEqual(['vllm_request_latency_seconds_bucket'])
  })

  it('leaves labels, functions and numbers alone', () => {
    expect(seriesIn('sum by (pod) (up{job=~"a|b"}) == 0 or absent(up{job="c"})')).toEqual(['up'])
  })
})
