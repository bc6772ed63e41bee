import { assert, describe, expect, it } from 'vitest'
import { parseQuery } from '../../../src/metrics/promql/parse.js'
import { survives, type Answer } from '../../../src/metrics/promql/survival.js'

/** Whether the label `a`, which every series has, is in the result. */
function answer(text: string): Answer {
  const { root } = parseQuery(text)
  assert(root !== undefined)
  return survives(root, 'a', () => 'yes')
}

describe('a label', () => {
  it.each([
    ['x', 'yes'],
    ['rate(x[5m]) > 5', 'yes'],
    ['sum(x)', 'no'],
    ['sum by (b) (x)', 'no'],
    ['sum by (a, b) (x)', 'yes'],
    ['sum without (b) (x)', 'yes'],
    ['sum without (a) (x)', 'no'],
    ['topk(3, x)', 'yes'],
    ['topk by (b) (3, x)', 'yes'],
    ['histogram_quantile(0.9, sum by (le, a) (rate(x_bucket[5m])))', 'yes'],
    ['sum by (b) (x) * on (b) group_left (a) y', 'yes'],
    ['sum by (b) (x) * on (b) group_left () y', 'no'],
    ['x * on (b) y', 'no'],
    ['x / ignoring (a) y', 'no'],
    ['x and on () sum(y)', 'yes'],
    ['sum(x) or y', 'maybe'],
    ['label_replace(sum(x), "a", "$1", "b", "(.*)")', 'maybe'],
    ['absent(x{a="1"})', 'yes'],
    ['vector(1)', 'no'],
    ['100 * x / 5', 'yes'],
  ])('of %s: %s', (text, expected) => {
    expect(answer(text)).toBe(expected)
  })
})
