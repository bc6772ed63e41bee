// Works out what a query measures: its unit, and whether its value stays within the range of that unit.

import type { MetricFact } from '@llmflow/catalog'
import type { MetricStatus, Query } from './contract.js'
import { exporterOf } from './known-labels.js'
import {
  bare,
  numberOf,
  type Aggregation,
  type Binary,
  type Call,
  type QueryNode,
} from '../promql/query.js'

export type Quantity = {
  readonly unit: NonNullable<MetricFact['unit']> | 'bucket' | 'count'
  /** Whether the value lies between 0 and the 1 or 100 of its unit. */
  readonly isBounded: boolean
  /** The last finite bucket, which a quantile never passes. */
  readonly ceiling?: number
  /** The unit of what buckets and sums hold. */
  readonly of?: MetricFact['unit']
  readonly metric: string
}

/** Functions whose result is one of the values that they are given, or lies among them. */
const keeping = new Set(
  `avg_over_time max_over_time min_over_time last_over_time quantile_over_time abs round ceil floor clamp clamp_max
  clamp_min sort sort_desc label_replace label_join`.split(/\s+/),
)

const keepingAggregations = new Set(['max', 'min', 'avg', 'topk', 'bottomk', 'quantile'])

export function quantityOf(query: Query, node: QueryNode): Quantity | undefined {
  switch (node.kind) {
    case 'selector': {
      const use = query.uses.find(({ selector }) => selector === node)
      return use === undefined ? undefined : ofStatus(use.status, use.name.text)
    }
    case 'wrapped':
    case 'range':
    case 'subquery':
      return quantityOf(query, node.of)
    case 'call':
      return ofCall(query, node)
    case 'aggregation':
      return ofAggregation(query, node)
    case 'binary':
      return ofBinary(query, node)
    case 'negation':
    case 'number':
    case 'string':
      return undefined
  }
}

function ofStatus(status: MetricStatus, name: string): Quantity | undefined {
  const exporter = exporterOf(status)
  const series = status.kind === 'known' ? status.series[0] : undefined
  const isExact = status.kind === 'known' && status.isExact && status.series.length === 1
  const timeUnit = exporter?.timeUnit
  if (series === undefined) {
    // A name that does not exist is still meant to be a time when it has buckets.
    return timeUnit !== undefined && name.endsWith('_bucket')
      ? { unit: 'bucket', isBounded: false, of: timeUnit, metric: name }
      : undefined
  }
  const { metric, ending } = series
  const isTime = /latency|duration|_time(_|$)|_seconds|_millis|_ms/.test(metric.name)
  const unit = metric.unit ?? (isTime && metric.type !== 'counter' ? timeUnit : undefined)
  if (ending === '_bucket') {
    const ceiling = isExact ? metric.buckets?.at(-1) : undefined
    return {
      unit: 'bucket',
      isBounded: false,
      metric: name,
      ...(unit === undefined ? {} : { of: unit }),
      ...(ceiling === undefined ? {} : { ceiling }),
    }
  }
  if (ending === '_count') return { unit: 'count', isBounded: false, metric: name }
  if (unit === undefined) return undefined
  const isBounded =
    ending === '' && metric.type === 'gauge' && (unit === 'ratio' || unit === 'percent')
  return { unit, isBounded, metric: name }
}

function ofCall(query: Query, call: Call): Quantity | undefined {
  const last = call.arguments.at(
    call.function === 'histogram_quantile' || call.function === 'quantile_over_time' ? 1 : 0,
  )
  const inner = last === undefined ? undefined : quantityOf(query, last)
  if (inner === undefined) return undefined
  if (call.function === 'histogram_quantile') {
    return inner.unit === 'bucket' && inner.of !== undefined
      ? { ...inner, unit: inner.of, isBounded: false }
      : undefined
  }
  if (/^(rate|irate|increase)$/.test(call.function)) return unbounded(inner)
  return keeping.has(call.function) ? inner : undefined
}

function ofAggregation(query: Query, node: Aggregation): Quantity | undefined {
  const of = node.arguments.at(-1)
  const inner = of === undefined ? undefined : quantityOf(query, of)
  if (inner === undefined) return undefined
  if (keepingAggregations.has(node.operator)) return inner
  return node.operator === 'sum' ? unbounded(inner) : undefined
}

/** Sums and rates leave the range of what they add up; buckets keep their last bound. */
function unbounded({ ceiling, ...quantity }: Quantity): Quantity {
  const kept = quantity.unit === 'bucket' && ceiling !== undefined ? { ceiling } : {}
  return { ...quantity, isBounded: false, ...kept }
}

const comparisons = new Set(['>', '>=', '<', '<=', '==', '!='])

function ofBinary(query: Query, node: Binary): Quantity | undefined {
  const left = quantityOf(query, node.left)
  if (comparisons.has(node.operator) || node.operator === 'and' || node.operator === 'unless') {
    return node.isBool ? undefined : left
  }
  const factor = numberOf(node.right)
  if (factor !== undefined && left !== undefined) return scaled(left, node.operator, factor)
  const before = numberOf(node.left)
  const right = quantityOf(query, node.right)
  if (before !== undefined && right !== undefined && node.operator === '*')
    return scaled(right, '*', before)
  if (node.operator !== '/' || left === undefined || right === undefined) return undefined
  // The mean of a histogram: its sum by its count.
  if (right.unit === 'count' && left.unit !== 'count') return unbounded(left)
  return left.unit === right.unit && left.unit !== 'bucket'
    ? { unit: 'ratio', isBounded: false, metric: left.metric }
    : undefined
}

/** A share times 100 is a percentage; milliseconds by 1000 are seconds. */
function scaled(quantity: Quantity, operator: string, factor: number): Quantity | undefined {
  const times = operator === '*' ? factor : operator === '/' ? 1 / factor : undefined
  const unit = times === undefined ? undefined : scaledUnit(quantity.unit, times)
  if (times === undefined || unit === undefined) return undefined
  const { ceiling } = quantity
  return { ...quantity, unit, ...(ceiling === undefined ? {} : { ceiling: ceiling * times }) }
}

function scaledUnit(unit: Quantity['unit'], times: number): Quantity['unit'] | undefined {
  if (times === 1) return unit
  if (unit === 'ratio' && times === 100) return 'percent'
  if (unit === 'percent' && times === 0.01) return 'ratio'
  if (unit === 'milliseconds' && times === 0.001) return 'seconds'
  return unit === 'seconds' && times === 1000 ? 'milliseconds' : undefined
}

/** A comparison with a number, the number on the right. */
type Comparison = {
  readonly operator: string
  readonly value: QueryNode
  readonly threshold: number
  /** The place of the number in the query. */
  readonly start: number
  readonly end: number
}

const mirrored: { readonly [operator: string]: string } = {
  '>': '<',
  '<': '>',
  '>=': '<=',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
}

export function comparisonOf(node: QueryNode): Comparison | undefined {
  if (node.kind !== 'binary' || !comparisons.has(node.operator)) return undefined
  const right = numberOf(node.right)
  if (right !== undefined) {
    const { start, end } = bare(node.right)
    return { operator: node.operator, value: node.left, threshold: right, start, end }
  }
  const left = numberOf(node.left)
  if (left === undefined) return undefined
  const { start, end } = bare(node.left)
  const operator = mirrored[node.operator] ?? node.operator
  return { operator, value: node.right, threshold: left, start, end }
}
