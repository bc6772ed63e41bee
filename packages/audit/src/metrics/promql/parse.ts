// Reads PromQL with Prometheus' own grammar into a small tree.

import type { SyntaxNode, Tree } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import {
  visit,
  type Aggregation,
  type Binary,
  type Matcher,
  type Matching,
  type Name,
  type ParsedQuery,
  type QueryNode,
  type Selector,
  type Span,
  type SyntaxFault,
} from './query.js'
import { isFilled, standIn } from './stand-ins.js'
import { typeFaults } from './type-faults.js'

/** Real queries stay far below: the longest of public rules have some 3,000 characters and 20 levels. */
const charactersMax = 20_000
const depthMax = 100

type Source = { readonly text: string; readonly original: string; readonly filled: readonly Span[] }

/** Reads a query. One that is too long or too deep is left unread without a fault. Never throws. */
export function parseQuery(original: string): ParsedQuery {
  const nothing: ParsedQuery = { root: undefined, selectors: [], faults: [] }
  if (original.length > charactersMax || original.trim() === '') return nothing
  const { text, filled } = standIn(original)
  const tree = parser.parse(text)
  const source = { text, original, filled }
  const fault = firstFault(tree, source)
  if (fault !== undefined) {
    // What is filled in may be more than a word: an unreadable template is nobody's fault.
    return filled.length > 0 ? nothing : { ...nothing, faults: [fault] }
  }
  const top = expressionsIn(tree.topNode)[0]
  const root = top === undefined ? undefined : nodeOf(source, top, 0)
  if (root === undefined) return nothing
  const selectors: Selector[] = []
  visit(root, (node) => {
    if (node.kind === 'selector') selectors.push(node)
  })
  return { root, selectors, faults: filled.length > 0 ? [] : typeFaults(root, original) }
}

function firstFault(tree: Tree, { original }: Source): SyntaxFault | undefined {
  let fault: SyntaxFault | undefined
  tree.iterate({
    enter: (node) => {
      if (fault !== undefined) return false
      if (!node.type.isError) return true
      fault = faultAt(original, node.from, node.to)
      return false
    },
  })
  return fault
}

function faultAt(original: string, from: number, to: number): SyntaxFault {
  const rest = original.slice(from)
  const word = /^\s*([\w:.]+|\S)/.exec(rest)
  if (word === null) {
    const last = original.trimEnd().length
    return { start: Math.max(0, last - 1), end: last, reason: 'unfinished', found: '' }
  }
  const found = word[1] ?? ''
  const start = from + word[0].length - found.length
  return {
    start,
    end: Math.max(start + found.length, Math.min(to, start + 60)),
    reason: 'unexpected',
    found,
  }
}

function nodeOf(source: Source, node: SyntaxNode, depth: number): QueryNode | undefined {
  if (depth > depthMax) return undefined
  const span = { start: node.from, end: node.to }
  const inner = (): QueryNode | undefined => {
    const child = expressionsIn(node)[0]
    return child === undefined ? undefined : nodeOf(source, child, depth + 1)
  }
  switch (node.name) {
    case 'NumberDurationLiteral':
      return {
        kind: 'number',
        ...span,
        value: literalValue(source.text.slice(span.start, span.end)),
      }
    case 'StringLiteral':
      return { kind: 'string', ...span }
    case 'VectorSelector':
      return selectorOf(source, node)
    case 'FunctionCall':
      return callOf(source, node, depth)
    case 'AggregateExpr':
      return aggregationOf(source, node, depth)
    case 'BinaryExpr':
      return binaryOf(source, node, depth)
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'ParenExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
    case 'AnchoredExpr':
    case 'SmoothedExpr': {
      const of = inner()
      return of === undefined ? undefined : { kind: wrapping(node.name), ...span, of }
    }
    case 'UnaryExpr': {
      const of = inner()
      const isNegative = source.text[node.from] === '-'
      return of === undefined
        ? undefined
        : { kind: isNegative ? 'negation' : 'wrapped', ...span, of }
    }
    default:
      return undefined
  }
}

const wrapping = (name: string): 'range' | 'subquery' | 'wrapped' =>
  name === 'MatrixSelector' ? 'range' : name === 'SubqueryExpr' ? 'subquery' : 'wrapped'

const expressionNames = new Set([
  'AggregateExpr',
  'BinaryExpr',
  'FunctionCall',
  'MatrixSelector',
  'NumberDurationLiteral',
  'OffsetExpr',
  'AnchoredExpr',
  'SmoothedExpr',
  'ParenExpr',
  'StringLiteral',
  'SubqueryExpr',
  'UnaryExpr',
  'VectorSelector',
  'StepInvariantExpr',
])

function childNodes(node: SyntaxNode): readonly SyntaxNode[] {
  const list: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) list.push(child)
  return list
}

const expressionsIn = (node: SyntaxNode): readonly SyntaxNode[] =>
  childNodes(node).filter(({ name }) => expressionNames.has(name))

function nameOf({ original, filled }: Source, { from, to }: SyntaxNode): Name {
  const span = { start: from, end: to }
  return { ...span, text: original.slice(from, to), isTemplate: isFilled(filled, span) }
}

/** A word without the quotes around it. */
function unquoted(source: Source, node: SyntaxNode): Name {
  const span = { start: node.from + 1, end: Math.max(node.from + 1, node.to - 1) }
  return {
    ...span,
    text: source.original.slice(span.start, span.end),
    isTemplate: isFilled(source.filled, span),
  }
}

function selectorOf(source: Source, node: SyntaxNode): Selector {
  const identifier = node.getChild('Identifier')
  const list = node.getChild('LabelMatchers')
  const parts = list === null ? [] : childNodes(list)
  const matchers = parts.flatMap((part) => matcherOf(source, part))
  const named = matchers.find(
    ({ label, operator }) => label.text === '__name__' && operator === '=',
  )
  const quoted = parts.find(({ name }) => name === 'QuotedLabelName')
  const quotedName = quoted === undefined ? undefined : unquoted(source, quoted)
  const metric =
    identifier === null
      ? (named?.value ?? (quotedName?.isTemplate === true ? undefined : quotedName))
      : nameOf(source, identifier)
  return {
    kind: 'selector',
    start: node.from,
    end: node.to,
    metric,
    matchers: matchers.filter(({ label }) => label.text !== '__name__'),
  }
}

const operators = ['=~', '!~', '!=', '='] as const

function matcherOf(source: Source, node: SyntaxNode): readonly Matcher[] {
  const operatorNode = node.getChild('MatchOp')
  const value = node.getChild('StringLiteral')
  if (operatorNode === null || value === null) return []
  const plain = node.getChild('LabelName')
  const quoted = node.getChild('QuotedLabelName')
  const written = source.text.slice(operatorNode.from, operatorNode.to)
  const operator = operators.find((candidate) => candidate === written)
  const label =
    plain !== null ? nameOf(source, plain) : quoted !== null ? unquoted(source, quoted) : undefined
  return label === undefined || operator === undefined
    ? []
    : [{ label, operator, value: unquoted(source, value) }]
}

function argumentsOf(
  source: Source,
  node: SyntaxNode,
  depth: number,
): readonly QueryNode[] | undefined {
  const body = node.getChild('FunctionCallBody')
  const list: QueryNode[] = []
  for (const child of body === null ? [] : expressionsIn(body)) {
    const argument = nodeOf(source, child, depth + 1)
    if (argument === undefined) return undefined
    list.push(argument)
  }
  return list
}

function callOf(source: Source, node: SyntaxNode, depth: number): QueryNode | undefined {
  const identifier = node.getChild('FunctionIdentifier')
  const list = argumentsOf(source, node, depth)
  if (identifier === null || list === undefined) return undefined
  return {
    kind: 'call',
    start: node.from,
    end: node.to,
    function: source.text.slice(identifier.from, identifier.to),
    arguments: list,
  }
}

function aggregationOf(source: Source, node: SyntaxNode, depth: number): Aggregation | undefined {
  const operator = node.getChild('AggregateOp')
  const modifier = node.getChild('AggregateModifier')
  const list = argumentsOf(source, node, depth)
  if (operator === null || list === undefined) return undefined
  return {
    kind: 'aggregation',
    start: node.from,
    end: node.to,
    operator: source.text.slice(operator.from, operator.to).toLowerCase(),
    grouping: modifier === null ? undefined : modifier.getChild('By') === null ? 'without' : 'by',
    labels: modifier === null ? [] : (labelsIn(source, modifier)[0] ?? []),
    arguments: list,
  }
}

/** The lists of labels in parentheses, in their order. */
function labelsIn(source: Source, node: SyntaxNode): readonly (readonly Name[])[] {
  return node
    .getChildren('GroupingLabels')
    .map((list) =>
      childNodes(list).flatMap((child) =>
        child.name === 'LabelName'
          ? [nameOf(source, child)]
          : child.name === 'QuotedLabelName'
            ? [unquoted(source, child)]
            : [],
      ),
    )
}

function binaryOf(source: Source, node: SyntaxNode, depth: number): Binary | undefined {
  const [first, second] = expressionsIn(node)
  if (first === undefined || second === undefined) return undefined
  const left = nodeOf(source, first, depth + 1)
  const right = nodeOf(source, second, depth + 1)
  const operator = childNodes(node).find(
    ({ from, name }) => from >= first.to && name !== 'LineComment',
  )
  if (left === undefined || right === undefined || operator === undefined) return undefined
  return {
    kind: 'binary',
    start: node.from,
    end: node.to,
    operator: source.text.slice(operator.from, operator.to).toLowerCase(),
    isBool: node.getChild('BoolModifier') !== null,
    matching: matchingOf(source, node),
    left,
    right,
  }
}

function matchingOf(source: Source, node: SyntaxNode): Matching | undefined {
  const clause = node.getChild('MatchingModifierClause')
  if (clause === null) return undefined
  const [labels = [], included = []] = labelsIn(source, clause)
  return {
    mode: clause.getChild('On') === null ? 'ignoring' : 'on',
    labels,
    many:
      clause.getChild('GroupLeft') !== null
        ? 'left'
        : clause.getChild('GroupRight') !== null
          ? 'right'
          : undefined,
    included,
  }
}

const unitSeconds: { readonly [unit: string]: number } = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
}

/** Numbers, also as durations: `5m` is 300. */
function literalValue(text: string): number {
  const plain = text.replaceAll('_', '')
  const sign = plain.startsWith('-') ? -1 : 1
  const digits = plain.replace(/^[+-]/, '')
  if (/^inf$/i.test(digits)) return sign * Number.POSITIVE_INFINITY
  if (/^(\d+(ms|[smhdwy]))+$/.test(digits)) {
    let total = 0
    for (const [, count, unit] of digits.matchAll(/(\d+)(ms|[smhdwy])/g)) {
      total += Number(count) * (unitSeconds[unit ?? ''] ?? 0)
    }
    return sign * total
  }
  return sign * Number(digits)
}
