import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseQuery } from '../../../src/metrics/promql/parse.js'
import { visit } from '../../../src/metrics/promql/query.js'
import { survives } from '../../../src/metrics/promql/survival.js'

const words =
  `sum by without rate ( ) { } [ ] , = =~ != "a" 'b' up x_bucket 5m 1h 5 -1 + - * / > == bool on ignoring
group_left or and unless offset @ $a \${b} [[c]] <<.D>> {{e}} # : histogram_quantile topk le job 1e3 Inf`.split(
    /\s+/,
  )

const queries = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((list) => list.join(' ')),
)

it('reads any text without throwing, and every place lies in it', () => {
  fc.assert(
    fc.property(queries, (text) => {
      const { root, selectors, faults } = parseQuery(text)
      for (const { start, end } of [...selectors, ...faults]) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(start).toBeLessThanOrEqual(end)
      }
      if (root === undefined) return
      visit(root, (node) => {
        expect(node.end).toBeLessThanOrEqual(text.length)
      })
      expect(['yes', 'no', 'maybe']).toContain(survives(root, 'job', () => 'maybe'))
    }),
  )
})
