import { assert, describe, expect, it } from 'vitest'
import { parseQuery } from '../../../src/metrics/promql/parse.js'
import { numberOf, visit, type QueryNode } from '../../../src/metrics/promql/query.js'

const faults = (text: string): readonly string[] =>
  parseQuery(text).faults.map(({ start, end, reason }) => `${reason}: ${text.slice(start, end)}`)

const metrics = (text: string): readonly string[] =>
  parseQuery(text).selectors.map(({ metric }) =>
    metric === undefined ? '?' : `${metric.text}${metric.isTemplate ? '*' : ''}`,
  )

function nodes(text: string): readonly QueryNode[] {
  const { root } = parseQuery(text)
  assert(root !== undefined)
  const list: QueryNode[] = []
  visit(root, (node) => list.push(node))
  return list
}

describe('a query', () => {
  it('names its metrics and matchers with their places', () => {
    const text =
      'sum by (le, model) (rate(vllm:e2e_seconds_bucket{model="m",job=~"a.*"}[5m] offset 1h))'
    const [selector] = parseQuery(text).selectors
    assert(selector?.metric !== undefined)
    expect(text.slice(selector.metric.start, selector.metric.end)).toBe('vllm:e2e_seconds_bucket')
    expect(
      selector.matchers.map(({ label, operator, value }) => [
        text.slice(label.start, label.end),
        operator,
        text.slice(value.start, value.end),
      ]),
    ).toEqual([
      ['model', '=', 'm'],
      ['job', '=~', 'a.*'],
    ])
    const grouped = nodes(text).flatMap((node) => (node.kind === 'aggregation' ? node.labels : []))
    expect(grouped.map(({ start, end }) => text.slice(start, end))).toEqual(['le', 'model'])
  })

  it('may name its metric in braces, or leave it open', () => {
    expect(metrics('{__name__="up"}')).toEqual(['up'])
    expect(metrics('{"up", job="a"}')).toEqual(['up'])
    expect(metrics('{__name__=~"neo4j_.+"}')).toEqual(['?'])
  })

  it('may begin with a comment', () => {
    expect(metrics('# why\n(\n  up # this\n  ==\n  0\n)')).toEqual(['up'])
  })

  it('matches sides on labels', () => {
    const [node] = nodes('a * on (x) group_left (y) b')
    assert(node?.kind === 'binary')
    expect(node.matching?.mode).toBe('on')
    expect(node.matching?.many).toBe('left')
    expect(node.matching?.included.map(({ text }) => text)).toEqual(['y'])
  })

  it('computes numbers with their signs and units', () => {
    const valueOf = (text: string): number | undefined => {
      const [node] = nodes(text)
      assert(node !== undefined)
      return numberOf(node)
    }
    expect([
      valueOf('-2'),
      valueOf('1e3'),
      valueOf('(60 * 5)'),
      valueOf('5m'),
      valueOf('up'),
    ]).toEqual([-2, 1000, 300, 300, undefined])
  })
})

describe('what is filled in later', () => {
  it('stands in a range, a name, a grouping or a text', () => {
    expect(faults('sum by ($by) (rate(x_total{a="$b"}[$__rate_interval])) > ${limit}')).toEqual([])
    expect(metrics('rate(${metric}_total[[[step]]])')).toEqual(['${metric}_total*'])
    expect(metrics('topk($n, x{y=~"${z:regex}"})')).toEqual(['$n*', 'x'])
    expect(metrics('sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)')).toEqual([
      '<<.Series>>*',
    ])
  })

  it('leaves unread what it makes unreadable', () => {
    expect(faults('$a $b')).toEqual([])
  })
})

describe('a fault', () => {
  it('stands at the word that does not belong', () => {
    expect(faults('sum(rate(x[5m]) by (a)')).toEqual(['unexpected: by'])
    expect(faults('sum(x')).toEqual(['unfinished: x'])
    expect(faults('unknown_function(x)')).toHaveLength(1)
    expect(faults('sum(x)')).toEqual([])
  })

  it('is a range too few or too many', () => {
    expect(faults('rate(x)')).toEqual(['needs-range: rate'])
    expect(faults('sum(x[5m])')).toEqual(['needs-instant: x[5m]'])
    expect(faults('rate(x[5m]) + quantile_over_time(0.9, x[1h:5m])')).toEqual([])
    expect(faults('max_over_time((x[5m]))')).toEqual([])
  })

  it('never throws, whatever comes', () => {
    for (const text of [
      '',
      ' ',
      '{',
      '}{',
      '((((',
      'x'.repeat(30_000),
      `${'('.repeat(500)}x${')'.repeat(500)}`,
    ]) {
      expect(() => parseQuery(text)).not.toThrow()
    }
  })
})
