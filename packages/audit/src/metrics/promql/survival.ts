// Tells whether a label of the series is still there in the result of a query.

import type { Aggregation, Binary, Call, Name, QueryNode, Selector } from './query.js'

export type Answer = 'yes' | 'no' | 'maybe'

/** Whether the series of a selector have a label. */
export type HasLabel = (selector: Selector, label: string) => Answer

/** Operators that choose among series and leave those that they choose as they are. */
const choosing = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio'])

/** Functions without labels in their result. */
const bareResults = new Set(['time', 'vector', 'scalar', 'pi'])

export function survives(node: QueryNode, label: string, has: HasLabel): Answer {
  switch (node.kind) {
    case 'selector':
      return has(node, label)
    case 'number':
    case 'string':
      return 'no'
    case 'range':
    case 'subquery':
    case 'negation':
    case 'wrapped':
      return survives(node.of, label, has)
    case 'call':
      return throughCall(node, label, has)
    case 'aggregation':
      return throughAggregation(node, label, has)
    case 'binary':
      return throughBinary(node, label, has)
  }
}

const includes = (labels: readonly Name[], label: string): boolean =>
  labels.some(({ text, isTemplate }) => text === label || isTemplate)

function throughCall(call: Call, label: string, has: HasLabel): Answer {
  if (bareResults.has(call.function)) return 'no'
  // What these write is a text of theirs, and `absent` makes labels of matchers.
  if (/^(label_replace|label_join|absent|absent_over_time|info)$/.test(call.function)) {
    const before = call.arguments[0]
    return before !== undefined && survives(before, label, has) === 'yes' ? 'yes' : 'maybe'
  }
  if (call.function === 'histogram_quantile' && label === 'le') return 'no'
  const answers = call.arguments.map((argument) => survives(argument, label, has))
  return anyOf(answers)
}

function throughAggregation(node: Aggregation, label: string, has: HasLabel): Answer {
  const of = node.arguments.at(-1)
  if (of === undefined) return 'maybe'
  if (choosing.has(node.operator)) return survives(of, label, has)
  if (node.operator === 'count_values') return 'maybe'
  if (node.grouping === 'without') {
    return includes(node.labels, label) ? 'no' : survives(of, label, has)
  }
  return includes(node.labels, label) ? survives(of, label, has) : 'no'
}

function throughBinary(node: Binary, label: string, has: HasLabel): Answer {
  const left = survives(node.left, label, has)
  const right = survives(node.right, label, has)
  if (node.operator === 'or') return left === right ? left : 'maybe'
  if (node.operator === 'and' || node.operator === 'unless') return left
  if (isScalar(node.left)) return right
  if (isScalar(node.right)) return left
  const { matching } = node
  if (matching === undefined) return bothOf(left, right)
  if (matching.many !== undefined) {
    const many = matching.many === 'left' ? left : right
    return includes(matching.included, label)
      ? anyOf([many, matching.many === 'left' ? right : left])
      : many
  }
  const isMatched = includes(matching.labels, label)
  if (matching.mode === 'on') return isMatched ? bothOf(left, right) : 'no'
  return isMatched ? 'no' : bothOf(left, right)
}

/** Without matching labels both sides have the same ones. */
const bothOf = (left: Answer, right: Answer): Answer =>
  left === 'no' || right === 'no' ? 'no' : left === 'yes' && right === 'yes' ? 'yes' : 'maybe'

const anyOf = (answers: readonly Answer[]): Answer =>
  answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no'

/** Numbers, and functions that answer one. */
function isScalar(node: QueryNode): boolean {
  if (node.kind === 'number') return true
  if (node.kind === 'wrapped' || node.kind === 'negation') return isScalar(node.of)
  if (node.kind === 'binary') return isScalar(node.left) && isScalar(node.right)
  return node.kind === 'call' && ['time', 'scalar', 'pi'].includes(node.function)
}
