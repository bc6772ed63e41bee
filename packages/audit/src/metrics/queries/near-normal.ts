// Reports alerts on the memory of GPUs near the share that a model server here takes at its start.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, Word } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { contractOf, type Query } from './contract.js'
import { argumentOf } from './label-values.js'
import { bare, numberOf, visit, type QueryNode } from '../promql/query.js'
import { comparisonOf } from './quantity.js'

const memoryUsed = 'DCGM_FI_DEV_FB_USED'
/** What vLLM takes without the argument. (vllm-project/vllm vllm/engine/arg_utils.py) */
const shareDefault = 0.9
/** CUDA's context and graphs lie outside of the share: 1 to 3 GiB of an 80 GiB card, and rounding. */
const besideShare = 0.06

export const thresholdNearNormal: AuditRule = (graph) => {
  const share = largestShare(graph)
  if (share === undefined) return []
  return contractOf(graph).queries.flatMap((query) => findings(query, share))
}

function findings(query: Query, { value: share, word }: Share): readonly Diagnostic[] {
  const { root } = query.parsed
  if (root === undefined || query.expression.use !== 'alert') return []
  const found: Diagnostic[] = []
  visit(root, (node) => {
    const comparison = comparisonOf(node)
    if (comparison === undefined || !['>', '>='].includes(comparison.operator)) return
    const factor = shareFactor(query, comparison.value)
    if (factor === undefined) return
    const threshold = comparison.threshold / factor
    if (threshold > share + besideShare || threshold <= 0) return
    const { start, end } = comparison
    found.push(
      diagnostic(
        'metrics/threshold-near-normal',
        query.expression.excerpt.place(start, end - start),
        {
          threshold: Math.round(threshold * 100),
          share: Math.round(share * 100),
          program: 'vLLM',
        },
        { related: word === undefined ? [] : [word.excerpt.place(0, word.excerpt.text.length)] },
      ),
    )
  })
  return found
}

/** 1 for `used / all`, 100 for `used / all * 100` and its likes; undefined for anything else. */
function shareFactor(query: Query, node: QueryNode): number | undefined {
  const value = bare(node)
  if (value.kind === 'aggregation') {
    const of = value.arguments.at(-1)
    return of === undefined ? undefined : shareFactor(query, of)
  }
  if (value.kind !== 'binary') return undefined
  const right = numberOf(value.right)
  if (value.operator === '*' && right !== undefined)
    return scaledBy(right, shareFactor(query, value.left))
  const left = numberOf(value.left)
  if (value.operator === '*' && left !== undefined)
    return scaledBy(left, shareFactor(query, value.right))
  if (value.operator !== '/') return undefined
  const scaledUse = bare(value.left)
  const factor =
    scaledUse.kind === 'binary' && scaledUse.operator === '*'
      ? (numberOf(scaledUse.left) ?? numberOf(scaledUse.right))
      : 1
  const uses = query.uses.some(
    ({ name, selector }) =>
      name.text === memoryUsed &&
      selector.start >= value.left.start &&
      selector.end <= value.left.end,
  )
  return uses ? factor : undefined
}

const scaledBy = (number: number, factor: number | undefined): number | undefined =>
  factor === undefined ? undefined : number * factor

type Share = { readonly value: number; readonly word: Word | undefined }

/** The largest share of a card that a server here takes; undefined when none runs here. */
function largestShare(graph: Graph): Share | undefined {
  return graph.processes
    .filter(({ software, gpus }) => software?.software.name === 'vllm' && gpus > 0)
    .map((process): Share => {
      const argument = argumentOf(process, ['gpu-memory-utilization'])
      return { value: Number(argument?.value ?? shareDefault), word: argument?.word }
    })
    .filter(({ value }) => value > 0 && value <= 1)
    .toSorted((left, right) => right.value - left.value)[0]
}
