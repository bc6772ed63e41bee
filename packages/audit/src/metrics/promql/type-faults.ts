// Finds what Prometheus refuses although the grammar takes it: functions over a range given none, and the reverse.

import { bare, visit, type Call, type QueryNode, type SyntaxFault } from './query.js'

/** Functions by the position of their argument that must be a range. */
const rangeArgument = new Map<string, number>(
  [
    'rate irate increase delta idelta deriv changes resets predict_linear double_exponential_smoothing holt_winters',
    'avg_over_time min_over_time max_over_time sum_over_time count_over_time last_over_time present_over_time',
    'absent_over_time stddev_over_time stdvar_over_time mad_over_time first_over_time',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name, 0] as const),
).set('quantile_over_time', 1)

export function typeFaults(root: QueryNode, text: string): readonly SyntaxFault[] {
  const faults: SyntaxFault[] = []
  visit(root, (node, around) => {
    if (node.kind === 'call') faults.push(...missingRange(node, text))
    if (node.kind === 'range' && !isWanted(node, around)) {
      faults.push({
        start: node.start,
        end: node.end,
        reason: 'needs-instant',
        found: text.slice(node.start, node.end),
      })
    }
  })
  return faults
}

function missingRange(call: Call, text: string): readonly SyntaxFault[] {
  const position = rangeArgument.get(call.function)
  const argument = position === undefined ? undefined : call.arguments[position]
  if (argument === undefined || isRange(argument)) return []
  const { start } = call
  return [
    {
      start,
      end: start + call.function.length,
      reason: 'needs-range',
      found: text.slice(argument.start, argument.end),
    },
  ]
}

/** Offsets and parentheses keep a range a range. */
function isRange(node: QueryNode): boolean {
  if (node.kind === 'range' || node.kind === 'subquery') return true
  return node.kind === 'wrapped' && isRange(node.of)
}

/** A range belongs into a function that takes one. A query of its own may be one: the table view shows it. */
function isWanted(range: QueryNode, around: readonly QueryNode[]): boolean {
  const holder = around.findLast(({ kind }) => kind !== 'wrapped')
  if (holder === undefined) return true
  if (holder.kind !== 'call') return false
  const position = rangeArgument.get(holder.function)
  // Functions that are not listed may be newer than this list.
  if (position === undefined) return !knownInstant.has(holder.function)
  const argument = holder.arguments[position]
  return argument === undefined || bare(argument) === bare(range)
}

const knownInstant = new Set(
  'histogram_quantile abs ceil floor round clamp clamp_max clamp_min label_replace label_join sort sort_desc absent scalar sgn exp ln log2 log10 sqrt'.split(
    ' ',
  ),
)
